import { CrlcError } from "../../core/errors.ts";
import type { Dataset, DatasetPlugin } from "../../datasets/dataset.ts";
import { callPlugin } from "./call_plugin.ts";

/**
 * A third party's data set with a watch at its door: what it throws and what it opens wrong becomes
 * an error that names the plugin.
 */
export function guardDataset(plugin: DatasetPlugin, specifier: string): DatasetPlugin {
  const who = `data set "${plugin.name}" of plugin "${specifier}"`;
  const call = <T>(what: string, run: () => T): T => callPlugin(who, what, run);
  return {
    ...plugin,
    options: (raw) => call("options()", () => plugin.options(raw)),
    splits: plugin.splits && ((options) => call("splits()", () => plugin.splits!(options))),
    async open(where) {
      const set = await call("open()", () => plugin.open(where));
      const fault = faultOf(set);
      if (fault !== undefined) {
        throw new CrlcError("plugin", "PLUGIN_SHAPE", `Cannot go on with ${who}: ${fault}`, {
          hint: "this is a fault of the plugin: see datasets/dataset.ts for what it must give",
        });
      }
      const { length, height, width, channels, classes, digest, quarantined } = set;
      // Handed on, not opened: only whoever asks the guarded set opens this door.
      const truth = set.truth.bind(set);
      return {
        ...{ length, height, width, channels, classes, digest, quarantined },
        name: (index) => call("name()", () => set.name(index)),
        read: async (indices, into) => await call("read()", () => set.read(indices, into)),
        truth: async () => await call("truth()", truth),
        [Symbol.asyncDispose]: () => set[Symbol.asyncDispose](),
      };
    },
  };
}

/** What an open data set lacks, if anything. */
function faultOf(set: Partial<Dataset> | undefined): string | undefined {
  const sizes = ["length", "height", "width", "channels"] as const;
  const size = sizes.find((key) => !Number.isInteger(set?.[key]) || set![key]! < 1);
  if (size !== undefined) {
    return `the ${size} of what open() gives must be a whole number from 1 on`;
  }
  if (typeof set!.digest !== "string") return "what open() gives must have a digest, a string";
  if (!Array.isArray(set!.quarantined)) return "what open() gives must have a list quarantined";
  const actions = ["name", "read", "truth", Symbol.asyncDispose] as const;
  const missing = actions.find((key) => typeof set![key] !== "function");
  return missing && `what open() gives must have ${String(missing)}()`;
}
