/**
 * `crlc/cifar10-overnight` beside the same recipe in PyTorch, each for some minutes on a core of its
 * own at the same time: ACC of the test images, loss and seconds by epoch, into one file of
 * `bench/results/`. Seconds are those of training; scoring comes after, or is not counted.
 *
 * Run: `CRLC_DATA_DIR=... deno run -A bench/overnight.ts --minutes 20 --cores 0,1
 *   --python VENV/bin/python [--backend wasm] [--precision float32] [--output FILE]`
 *
 * `--cores` binds the first to crlc and the second to PyTorch (Linux); without it neither is bound.
 * `--epochs-of STEPS` cuts an epoch of both short, and what is scored, for a try of this script.
 */
import { join } from "node:path";
import { parseArgs } from "node:util";
import { EXIT_CODES } from "../core/errors.ts";
import { folderOf, processEnv } from "../core/folders.ts";
import { writeResult } from "./result.ts";

const { values: options } = parseArgs({
  options: {
    minutes: { type: "string", default: "20" },
    cores: { type: "string" },
    python: { type: "string", default: "python3" },
    backend: { type: "string", default: "wasm" },
    precision: { type: "string", default: "float32" },
    "epochs-of": { type: "string" },
    output: { type: "string" },
  },
});
const RECIPE = "crlc/cifar10-overnight", BATCH = 256;
const minutes = Number(options.minutes), cores = options.cores?.split(",") ?? [];
const work = Deno.makeTempDirSync(), run = join(work, "run"), log = join(work, "torch.jsonl");
const short = options["epochs-of"];
/** Where one of both fails, the other is ended. */
const failed = new AbortController();
const root = new URL("..", import.meta.url).pathname;

interface Point {
  readonly epoch: number;
  readonly step: number;
  readonly seconds: number;
  readonly loss: number;
  readonly acc: number;
  readonly nmi: number;
  readonly ari: number;
}

function start(core: string | undefined, command: readonly string[]): Deno.ChildProcess {
  const [program, ...args] = core === undefined ? command : ["taskset", "-c", core, ...command];
  const { signal } = failed;
  return new Deno.Command(program, { args, cwd: root, stdin: "null", stdout: "null", signal })
    .spawn();
}

/** Until its minutes are over: a stopped training is saved. */
async function trainHere(): Promise<Point[]> {
  const deno = [Deno.execPath(), "run", "-A", "cli/main.ts"];
  const settings = short
    ? ["--set", `dataset.first=${Number(short) * BATCH}`, "--snapshot-split", "train"]
    : [];
  const child = start(cores[0], [
    ...[...deno, "train", RECIPE, "--run", run, "--snapshots", "1", "--quiet", "--threads", "1"],
    ...["--backend", options.backend, "--precision", options.precision, ...settings],
  ]);
  const over = setTimeout(() => child.kill("SIGINT"), 60_000 * minutes);
  const { code } = await child.status;
  clearTimeout(over);
  if (code !== 0 && code !== EXIT_CODES.stopped) throw new Error(`crlc ended with ${code}`);
  const [program, ...args] = [...deno, "eval", run, "--curve", "--json", "--quiet"];
  const { stdout, success } = await new Deno.Command(program, {
    args,
    cwd: root,
    stderr: "inherit",
  })
    .output();
  if (!success) return [];
  const { points } = JSON.parse(new TextDecoder().decode(stdout));
  const lines = (await Deno.readTextFile(join(run, "metrics.jsonl"))).split("\n").filter(Boolean)
    .map((line) => JSON.parse(line));
  type Scored = Omit<Point, "loss"> & { selected: Pick<Point, "acc" | "nmi" | "ari"> };
  return points.map(({ epoch, step, seconds, selected: { acc, nmi, ari } }: Scored) => {
    const { terms } = lines.find((line) => line.step === step);
    return { epoch, step, seconds, loss: terms.loss, acc, nmi, ari };
  });
}

async function trainThere(): Promise<(Point & { readonly whole: boolean })[]> {
  const data = join(folderOf(processEnv, "data"), "cifar10", "cifar-10-batches-bin");
  const child = start(cores[1], [
    ...[options.python, "bench/overnight_torch.py", data, "--minutes", options.minutes],
    ...["--log", log, ...short ? ["--steps-per-epoch", short] : []],
  ]);
  const { code } = await child.status;
  if (code !== 0) throw new Error(`PyTorch ended with ${code}`);
  return (await Deno.readTextFile(log)).split("\n").filter(Boolean).map((line) => JSON.parse(line));
}

try {
  const [here, there] = await Promise.all([trainHere(), trainThere()]);
  const rate = (points: readonly Point[]) => {
    const last = points.at(-1);
    return last && BATCH * last.step / last.seconds;
  };
  await writeResult("overnight", {
    recipe: RECIPE,
    ...{ minutes, backend: options.backend, precision: options.precision, threadsEach: 1 },
    bound: cores.length === 2,
    crlc: { imagesPerSecond: rate(here), points: here },
    torch: { version: "2.13.0", imagesPerSecond: rate(there), points: there },
  }, options.output);
} finally {
  failed.abort();
  await Deno.remove(work, { recursive: true });
}
