import { object } from "@optique/core/constructs";
import { withDefault } from "@optique/core/modifiers";
import { defineCommand } from "../../command.ts";
import {
  json,
  machine,
  plugins,
  quiet,
  repeated,
  required,
  toggle,
  valued,
  verbose,
} from "../../flags.ts";
import { LISTS } from "../../process/permissions/command_permissions.ts";
import { nameOf, oneOf, wholeNumber } from "../../values.ts";

export const bench = defineCommand({
  name: "bench",
  brief: "Time a training step on this machine, and say which backend to use.",
  usage: [{ type: "optional", terms: [{ type: "literal", value: "OPTION..." }] }],
  examples: [
    ["crlc bench", "every backend, a small network"],
    ["crlc bench --width 64 --steps 3", "ResNet-18 as in the paper"],
    ["crlc bench --backend wasm --profile", "where the time of a step goes"],
    ["crlc bench recipe crlc/digits", "where the time of a recipe's step goes"],
    ["crlc bench data", "how fast images are prepared"],
  ],
  options: object({
    architecture: withDefault(
      required(
        ["--architecture"],
        oneOf("NAME", ["resnet18", "resnet34", "wrn-28-2"]),
        "The network: resnet18, resnet34 or wrn-28-2, whose width is its own; resnet18 by default.",
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
    devices: machine.devices,
    profile: toggle(
      ["--profile"],
      "Also tell where time and memory go: kernels, threads, JavaScript.",
    ),
    plugins,
    json,
    quiet,
    verbose,
  }),
  permissions: { ...LISTS, native: "backends" },
});

function number(name: "width" | "batch" | "size" | "steps", value: number, words: string) {
  const option = required(
    [`--${name}`],
    wholeNumber("N", { min: 1, max: 65536 }),
    `${words}; ${value} by default.`,
  );
  return withDefault(option, value);
}
