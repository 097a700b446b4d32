/** Settings that make a strategy's recipe of digits three steps a stage, where it has stages. */
const SHORT = ["dataset.first=192", "epochs=1", "batchSize=64"];
const PRETRAINED = [...SHORT, "pretrain.epochs=1", "pretrain.batchSize=64"];

const SETTINGS: Readonly<Record<string, readonly string[]>> = {
  "crlc-two-stage": PRETRAINED,
  kmeans: ["dataset.first=192"],
  scan: [...PRETRAINED, "selfLabel.epochs=1", "selfLabel.batchSize=64"],
};

/** The settings of a strategy's short training. */
export function settingsOf(strategy: string): string[] {
  return (SETTINGS[strategy] ?? SHORT).flatMap((setting) => ["--set", setting]);
}

const COMMANDS: readonly string[] = [
  ...["train", "sweep", "eval", "report", "neighbors", "names", "assign", "export", "verify"],
  ...["score", "recipes", "datasets", "strategies", "backends", "doctor", "bench"],
  ...["bench data", "datasets path", "datasets verify", "datasets import", "datasets download"],
  ...["backends install"],
];

/** A finished run of the short trainings, relative to a checkout. */
export const RUN = "runs/compared/crlc";

/** What is typed in both checkouts after the trainings: help, JSON, and refusals. */
export const CALLS: readonly (readonly string[])[] = [
  ["--help"],
  ["--version"],
  ...COMMANDS.map((command) => [...command.split(" "), "--help"]),
  ["recipes", "--json"],
  ["recipes", "crlc", "digits", "--json"],
  ["strategies", "--json"],
  ["datasets", "--json"],
  ["datasets", "digits", "--json"],
  ["datasets", "cifar10", "--json"],
  ["backends", "--json"],
  ["train", "crlc/digits", "--backend", "wasm", "--dry-run", "--json"],
  ["eval", RUN, "--json"],
  ["eval", RUN, "--no-yardstick", "--json"],
  ["neighbors", RUN, "3", "-k", "4", "--json"],
  ["neighbors", RUN, "--json"],
  ["names", RUN, "--json"],
  ["names", RUN, "--name", "0=round", "--json"],
  ["eval", RUN, "--json"],
  ["verify", RUN, "--json"],
  ["export", RUN, "--json"],
  ["report", RUN, "--json"],
  ["sweep", "crlc/digits", "--seeds", "0", ...settingsOf("crlc"), "--json"],
  ["train"],
  ["nosuch"],
  ["train", "nosuch"],
  ["train", "crlc/nosuch"],
  ["train", "crlc/digits", "--nosuch"],
  ["train", "crlc/digits", "--backend", "nosuch"],
  ["train", "crlc/digits", "--set", "lamda1=2"],
  ["train", "crlc/digits", "--set", "lambda1=-2"],
  ["train", "crlc/digits", "--set", "dataset.nosuch=1"],
  ["train", "crlc/digits", "-k", "0"],
  ["train", "crlc/digits", "-k", "2000", "--backend", "wasm"],
  ["train", "crlc/digits", "--epochs", "0"],
  ["train", "crlc/digits", "--split", "nosuch"],
  ["train", "crlc/digits", "--plugin", "./nosuch.ts"],
  ["train", "crlc/digits", "--labels", "nosuch.json", "--backend", "wasm"],
  ["train", "crlc/digits", "--run", RUN, "--backend", "wasm"],
  ["train", "crlc/cifar10", "--backend", "wasm"],
  ["eval", "nosuch"],
  ["eval", RUN, "--split", "nosuch"],
  ["neighbors", RUN, "100000"],
  ["names", RUN, "--name", "99=round"],
  ["verify", "nosuch"],
  ["score", "nosuch.txt", "nosuch.txt"],
  ["datasets", "nosuch"],
  ["datasets", "path", "digits", "--json"],
  ["datasets", "verify", "digits", "--json"],
  ["backends", "install", "nosuch"],
];
