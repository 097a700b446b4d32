import { CrlcError } from "../../core/errors.ts";
import type { Dataset, DatasetPlugin } from "../../datasets/dataset.ts";
import { loadDecoder } from "../../datasets/images/load_decoder.ts";
import { callPlugin } from "./call_plugin.ts";

/** Older names that plugins may still have: of an open data set, and of its plugin. */
type Older = Partial<Dataset> & { readonly truth?: Dataset["labels"] };
type OlderPlugin = DatasetPlugin & {
  readonly take?: DatasetPlugin["import"];
  readonly takes?: string;
};

/**
 * A third party's data set, checked: what it throws, and what is wrong with what it opens, becomes an
 * error that names the plugin.
 */
export function guardDataset(plugin: DatasetPlugin, specifier: string): DatasetPlugin {
  const who = `data set "${plugin.name}" of plugin "${specifier}"`;
  const call = <T>(what: string, run: () => T): T => callPlugin(who, what, run);
  const { take, takes }: OlderPlugin = plugin;
  return {
    imports: takes,
    import: take,
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
      // It may decode images later, when whoever trains has given up loading native code.
      await loadDecoder();
      const { length, height, width, channels, classes, digest, quarantined, remarks, heldBytes } =
        set;
      const { features } = set;
      // Handed on, not opened: only whoever asks the guarded set opens this door.
      const labels = (set.labels ?? (set as Older).truth!).bind(set);
      return {
        ...{
          length,
          height,
          width,
          channels,
          classes,
          digest,
          quarantined,
          remarks,
          heldBytes,
          features,
        },
        name: (index) => call("name()", () => set.name(index)),
        read: async (indices, into) => await call("read()", () => set.read(indices, into)),
        labels: async () => await call("labels()", labels),
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
  const actions = ["name", "read", "labels", Symbol.asyncDispose] as const;
  const older: Partial<Dataset> = { labels: (set as Older).truth, ...set };
  const missing = actions.find((key) => typeof (set![key] ?? older[key]) !== "function");
  return missing && `what open() gives must have ${String(missing)}()`;
}
