import { longestMatch, object } from "@optique/core/constructs";
import { withDefault } from "@optique/core/modifiers";
import { defineCommand, invocation } from "../command.ts";
import {
  argument,
  data as dataFolder,
  json,
  machine,
  overrides,
  plugins,
  quiet,
  repeated,
  required,
  valued,
  verbose,
} from "../flags.ts";
import { nameOf, oneOf, recipeOrPath, wholeNumber } from "../values.ts";

function number(name: "width" | "batch" | "size" | "steps", value: number, words: string) {
  const option = required(
    [`--${name}`],
    wholeNumber("N", { min: 1, max: 65536 }),
    `${words}; ${value} by default.`,
  );
  return withDefault(option, value);
}

const options = object({
  architecture: withDefault(
    required(
      ["--architecture"],
      oneOf("NAME", ["resnet18", "resnet34"]),
      "The network: resnet18 or resnet34; resnet18 by default.",
    ),
    "resnet18",
  ),
  width: number("width", 16, "Channels of its first stage, of which ResNet has 64"),
  batch: number("batch", 128, "Views a step; an image has two"),
  size: number("size", 32, "Height and width of a view"),
  steps: number("steps", 10, "Steps that are timed"),
  strategy: valued(
    ["--strategy"],
    nameOf("strategies"),
    "Time the full step of a strategy, instead of network, head and contrast alone.",
  ),
  backends: repeated(
    ["--backend"],
    nameOf("backends"),
    "Time this backend only. May be given again; every one that is ready by default.",
  ),
  threads: machine.threads,
  precision: machine.precision,
  plugins,
  json,
  quiet,
  verbose,
});

const data = defineCommand(
  "data",
  {
    brief: "Time how fast images are decoded, augmented and brought to the device.",
    description: "Times decoding, reading, augmenting and the whole pipeline, for the first " +
      "training stage of a recipe; the device is left out.",
    examples: [
      ["crlc bench data", "drawn shapes, built in"],
      ["crlc bench data crlc/cifar10 --workers 2", "with two workers only"],
    ],
  },
  invocation(
    "bench data",
    object({
      target: withDefault(
        argument(
          recipeOrPath("RECIPE"),
          "A name of crlc recipes, a recipe file, or a folder of images; crlc/shapes by default.",
        ),
        "crlc/shapes",
      ),
      set: overrides.set,
      seconds: withDefault(
        required(
          ["--seconds"],
          wholeNumber("N", { min: 1, max: 3600 }),
          "How long each part is timed; 2 by default.",
        ),
        2,
      ),
      workers: repeated(
        ["--workers"],
        wholeNumber("N", { max: 256 }),
        "Time the pipeline with so many workers only. May be given again.",
      ),
      data: dataFolder,
      plugins,
      json,
      quiet,
      verbose,
    }),
    async (given, session) =>
      await (await import("../actions/bench_data.ts")).runBenchData(given, session),
  ),
);

const step = invocation(
  "bench",
  options,
  async (given, session) => await (await import("../actions/bench.ts")).runBench(given, session),
);

export const bench = defineCommand(
  "bench",
  {
    brief: "Time a training step on this machine, and say which backend to use.",
    usage: [{ type: "optional", terms: [{ type: "literal", value: "OPTION..." }] }],
    examples: [
      ["crlc bench", "every backend, a small network"],
      ["crlc bench --width 64 --steps 3", "ResNet-18 as in the paper"],
      ["crlc bench data", "how fast images are prepared"],
    ],
  },
  longestMatch(data, step),
);
