import fc from "fast-check";
import { addModule, openCatalog } from "../../run/parts/catalog.ts";
import { counted, times } from "../run/survival/share.ts";
import { typed } from "./strange.ts";

const numRuns = times(300, 10_000);
const callable = () => ({});
const valid = { name: "mine", about: "mine", source: "none", apiVersion: 1, options: callable };
const whole = { ...valid, create: callable, open: callable, probe: callable };

/** A plugin as the contract says, with some of its parts something else or missing. */
const plugin = fc.record({
  key: fc.constantFrom(...Object.keys(whole), "__proto__", "other"),
  value: fc.oneof(fc.jsonValue({ maxDepth: 3 }), fc.constant(undefined), fc.constant(callable)),
}).map(({ key, value }) => ({ ...whole, [key]: value }));

const strange = fc.oneof(
  fc.anything({ maxDepth: 3 }),
  fc.record({
    strategies: fc.array(fc.oneof(plugin, fc.anything({ maxDepth: 2 })), { maxLength: 2 }),
    datasets: fc.oneof(fc.array(plugin, { maxLength: 2 }), fc.jsonValue()),
    backends: fc.oneof(fc.array(plugin, { maxLength: 2 }), fc.jsonValue()),
    recipes: fc.oneof(fc.constant({}), fc.dictionary(fc.string(), fc.jsonValue()), fc.jsonValue()),
  }, { requiredKeys: [] }),
);

Deno.test("strange plugin modules are taken or refused with a typed error", async () => {
  await fc.assert(
    fc.asyncProperty(strange, async (module) => {
      const catalog = await openCatalog([]);
      await addModule(catalog, "strange", module).catch(typed);
      await catalog.recipes.list().catch(typed);
    }),
    { numRuns },
  );
  counted({ plugins: numRuns });
});
