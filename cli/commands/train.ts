import { object } from "@optique/core/constructs";
import { optional } from "@optique/core/modifiers";
import { defineCommand } from "../command.ts";
import { repetitionFolder } from "../repetition_folder.ts";
import {
  argument,
  list,
  ofTrainedRuns,
  overrides,
  repeated,
  snapshots,
  toggle,
  valued,
} from "../flags.ts";
import {
  clusterCount,
  encoderName,
  filePath,
  oneOf,
  recipeOrPath,
  wholeNumber,
} from "../values.ts";

export const train = defineCommand({
  name: "train",
  usage: [{ type: "optional", terms: [{ type: "literal", value: "OPTION..." }] }, {
    type: "argument",
    metavar: "RECIPE",
  }],
  brief: "Learn to cluster images; running it again continues.",
  description:
    "Learns to cluster images and writes a run folder. Ctrl-C, SIGTERM, SIGUSR1 or SIGHUP stops " +
    "after the step at hand and saves; the same command then continues where it stopped.",
  examples: [
    ["crlc train crlc/digits", "handwritten digits, built in"],
    ["crlc train ./photos -k 12", "pictures of yours"],
    ["crlc train ./photos -k auto", "where nobody knows how many"],
    ["crlc train ./photos -k 12 --encoder dinov2-small", "grouped by what they show"],
    ["crlc train crlc/digits --set lambda1=2", "one option changed"],
    ["crlc train crlc/cifar10-small --dry-run", "how long would that take?"],
    ["crlc train --repeat runs/a", "does it come out the same?"],
  ],
  options: object({
    target: optional(
      argument(
        recipeOrPath("RECIPE"),
        "A name of crlc recipes, a recipe file, or a folder of images, or a zip or tar archive of one (with -k).",
      ),
    ),
    ...overrides,
    clusters: valued(
      ["-k"],
      clusterCount("N"),
      "Number of clusters; auto or LOW..HIGH looks for it, and tells a range with its reasons.",
    ),
    encoder: repeated(
      ["--encoder"],
      encoderName("NAME"),
      "Learn from the features of a network that others trained: a name of crlc encoders, " +
        "owner/name@revision of the hub, a file or folder of weights, or none. A folder of pictures " +
        "is learned on one that is there, where none is named. Given again, the features of all stand side by side.",
    ),
    offline: toggle(
      ["--offline"],
      "Use no network, as with CRLC_OFFLINE: fetch no encoder, and do not ask.",
    ),
    list,
    run: valued(
      ["--run"],
      filePath("DIR", "directory"),
      "The run folder, instead of one in CRLC_RUNS_DIR or ./runs.",
    ),
    keep: valued(
      ["--keep"],
      wholeNumber("N", { min: 2, max: 1_000_000 }),
      "Checkpoints that are kept, the newest; 2 by default.",
    ),
    from: valued(
      ["--from"],
      filePath("RUN", "directory"),
      "A finished run to begin with: its weights, and the stages that both have are not repeated.",
    ),
    repeat: valued(
      ["--repeat"],
      filePath("RUN", "directory"),
      "A finished run to make again from what it wrote down, instead of RECIPE, and to compare with.",
    ),
    labels: valued(
      ["--labels"],
      filePath("FILE", "file"),
      'Labels for a semi-supervised strategy, instead of drawn ones: JSON {"image": class}, or numbers of images, one a line.',
    ),
    augment: valued(
      ["--augment"],
      oneOf("PLACE", ["host", "device"]),
      "Where views are made: host, in threads of its own, by default; or device, within the step.",
    ),
    ...snapshots,
    dryRun: toggle(
      ["--dry-run"],
      "Print the recipe with every default, the steps, and what they would take; write no run.",
    ),
    watch: toggle(
      ["--watch"],
      "Serve a page of the curves as they grow, to this machine only; its address is printed.",
    ),
    tensorboard: toggle(
      ["--tensorboard"],
      "Write event files for TensorBoard into the folder tensorboard of the run.",
    ),
    failOnCollapse: toggle(
      ["--fail-on-collapse"],
      "End the run if its clusters collapse, where otherwise there is a warning.",
    ),
    ...ofTrainedRuns,
  }),
  permissions: {
    writes: "the run folder, the cache folder",
    // A default name is known only later.
    paths: ({ run, repeat }, folder) => [
      run ?? (repeat === undefined ? folder("runs") : repetitionFolder(repeat)),
      folder("cache"),
    ],
    network: "watch",
    native: "backend",
  },
});
