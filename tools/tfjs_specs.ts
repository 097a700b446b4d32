/**
 * Runs the specs by which tfjs's own backends prove themselves on one of ours, and compares what
 * fails with the committed list of known failures, `tfjs_specs/known_failures.json`. The list may
 * only shrink: a spec that fails and is not on it is an error, and so is one that is on it and passes.
 *
 * Run: `deno run -A tools/tfjs_specs.ts BACKEND FILE [--write]`, where BACKEND is the name of one or
 * `wasm-not-shared`, and FILE is what `tools/build/tfjs_specs.ts` has built. `--write` takes off the
 * list what passes; what fails and is new has to be put there, with its reason, by hand.
 *
 * @module
 */
import { backends } from "../backends/mod.ts";
import known from "./tfjs_specs/known_failures.json" with { type: "json" };
import { openForSpecs } from "./tfjs_specs/open_for_specs.ts";
import { runSpecs } from "./tfjs_specs/run_specs.ts";

/** Specs by the reason for which they fail. */
type Reasons = Record<string, string[]>;

const LIST = new URL("./tfjs_specs/known_failures.json", import.meta.url);
const lists: Record<string, Reasons> = known;

const [label, file, ...rest] = Deno.args;
const name = label === "wasm-not-shared" ? "wasm" : label;
const state = await (await backends.get(name)).probe();
if (!state.ok || state.software) {
  console.log(`${label}: skipped: ${state.ok ? `${state.device} is imitated` : state.reason}`);
  Deno.exit(0);
}
const began = performance.now();
const backend = await openForSpecs(label);
const results = await runSpecs(backend.name, file);
const seconds = Math.round((performance.now() - began) / 1000);

const expected = new Set(Object.values(lists[name] ?? {}).flat());
const failed = [...results].filter(([, messages]) => messages.length > 0);
const unexpected = failed.filter(([spec]) => !expected.has(spec));
const mended = [...expected].filter((spec) => results.get(spec)?.length === 0);
const gone = [...expected].filter((spec) => !results.has(spec));

for (const [spec, [message]] of unexpected) {
  console.log(`fails: ${spec}\n    ${message.slice(0, 300).replaceAll("\n", "\n    ")}`);
}
for (const spec of mended) console.log(`passes, and has to be taken off the list: ${spec}`);
for (const spec of gone) console.log(`is on the list, and did not run: ${spec}`);
console.log(
  `${label}: ${results.size} specs, ${results.size - failed.length} passed, ` +
    `${failed.length} failed, ${unexpected.length} of them not known (${seconds} s)`,
);
if (rest.includes("--write") && mended.length + gone.length > 0) {
  const off = new Set([...mended, ...gone]);
  lists[name] = Object.fromEntries(
    Object.entries(lists[name])
      .map(([reason, specs]): [string, string[]] => [reason, specs.filter((s) => !off.has(s))])
      .filter(([, specs]) => specs.length > 0),
  );
  Deno.writeTextFileSync(LIST, `${JSON.stringify(lists, null, 2)}\n`);
}
// the specs leave timers behind
Deno.exit(unexpected.length + mended.length + gone.length > 0 ? 1 : 0);
