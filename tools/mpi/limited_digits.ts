/**
 * Digits that open only where nothing can be started, and nothing be written outside of the run.
 *
 * @module
 */
import { datasets } from "../../datasets/mod.ts";

const digits = await datasets.get("digits");

export default {
  datasets: [{
    ...digits,
    name: "limited-digits",
    open(request: Parameters<typeof digits.open>[0]) {
      for (const asked of [{ name: "run" }, { name: "write" }, { name: "net" }] as const) {
        if (Deno.permissions.querySync(asked).state === "granted") {
          throw new Error(`this rank has all of "${asked.name}"`);
        }
      }
      return digits.open(request);
    },
  }],
};
