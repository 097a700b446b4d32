/**
 * Digits, of which a process that `CRLC_READS` says so of can read no more after so many reads.
 *
 * @module
 */
import { datasets } from "../../datasets/mod.ts";

const digits = await datasets.get("digits");
let left = Number(Deno.env.get("CRLC_READS") ?? Infinity);

export default {
  datasets: [{
    ...digits,
    name: "failing-digits",
    async open(request: Parameters<typeof digits.open>[0]) {
      const set = await digits.open(request);
      const read: typeof set.read = (...args) => {
        if (left-- <= 0) throw new Error("this rank's disk is gone");
        return set.read(...args);
      };
      return Object.create(set, { read: { value: read } });
    },
  }],
};
