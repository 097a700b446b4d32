/**
 * Steps of two ranks of one thread each beside those of one rank of two threads: a ResNet-18 of width
 * 64 on drawn shapes, turn by turn, medians, written to `bench/results/`. Beside them two processes
 * of one thread that train half a batch each and send nothing: what two ranks take longer is waiting
 * and sending. On backends whose messages MPI carries, one more round tells these apart, by part.
 *
 * Run: `deno run -A bench/ranks.ts [--backend wasm] [--rounds 5] [--steps 2] [--batch 64]
 *   [--neighbours 100000] [--set backbone=resnet18 ...] [--launcher "mpirun.openmpi --bind-to none"]`
 */
import { join } from "node:path";
import process from "node:process";
import { parseArgs } from "node:util";
import type { Group } from "../core/group.ts";
import { launchedBy } from "../core/launched_by.ts";
import { folderOf, processEnv } from "../core/folders.ts";
import { Stream } from "../core/random.ts";
import { sha256 } from "../core/sha256.ts";
import { openGroup } from "../machine/ranks/open_group.ts";
import { openBackend } from "../run/parts/open_backend.ts";
import { openCatalog } from "../run/parts/catalog.ts";
import { backendMultiply } from "../run/parts/multiply.ts";
import { prepare } from "../run/train/prepare.ts";
import { initialState } from "../run/train/initial_state.ts";
import { runSteps } from "../run/train/run_steps.ts";
import { matrix, nearestNeighbours } from "../search/mod.ts";
import { median, writeResult } from "./result.ts";

/** Steps before the first that counts: tracing, recording, filling the queue of batches. */
const WARM_UP = 2;

const { values: options } = parseArgs({
  options: {
    backend: { type: "string", default: "wasm" },
    rounds: { type: "string", default: "5" },
    steps: { type: "string", default: "2" },
    batch: { type: "string", default: "64" },
    set: { type: "string", multiple: true, default: ["backbone=resnet18", "input.size=[32,32]"] },
    launcher: { type: "string", default: "mpirun.openmpi --bind-to none" },
    threads: { type: "string", default: "1" },
    /** Neighbours of so many rows are searched, in place of steps. */
    neighbours: { type: "string" },
    /** A file to write to: this process is one of those that are measured. */
    into: { type: "string" },
    group: { type: "boolean", default: false },
    watch: { type: "boolean", default: false },
    output: { type: "string" },
  },
});
const steps = Number(options.steps), batch = Number(options.batch);
const environment = {
  dataFolder: folderOf(processEnv, "data"),
  backend: options.backend,
  threads: Number(options.threads),
  plugins: [],
};

/** What one kind of call has taken: waiting until all ranks were there, and sending. */
interface Spent {
  calls: number;
  bytes: number;
  waiting: number;
  sending: number;
}

interface Watched extends Group {
  readonly spent: Map<string, Spent>;
}

interface Told {
  readonly milliseconds: number;
  /** Milliseconds of processor time. */
  readonly processor?: number;
  readonly spent?: Record<string, Spent>;
  /** A digest of the neighbours. */
  readonly found?: string;
}

/** A group that first waits for all ranks in each call, and tells the time of both. */
function watched(group: Group): Watched {
  const spent = new Map<string, Spent>(), byte = new Uint8Array(1);
  const all = new Uint8Array(group.size);
  const timed = (name: string, bytes: number, call: () => void) => {
    const own = spent.get(name) ?? { calls: 0, bytes: 0, waiting: 0, sending: 0 };
    spent.set(name, own);
    const began = performance.now();
    group.gather(byte, all);
    const met = performance.now();
    call();
    own.calls++;
    own.bytes += bytes;
    own.waiting += met - began;
    own.sending += performance.now() - met;
  };
  /** Batch norm sends little, gradients much. */
  const kind = (bytes: number) => bytes > 1 << 14 ? "large" : "small";
  return Object.assign(Object.create(group), {
    spent,
    sum: (own: Float32Array, all: Float32Array) =>
      timed(`sum, ${kind(own.byteLength)}`, own.byteLength, () => group.sum(own, all)),
    gather: (own: ArrayBufferView, all: ArrayBufferView) =>
      timed(`gather, ${kind(own.byteLength)}`, own.byteLength, () => group.gather(own, all)),
  });
}

/** Milliseconds of a step. */
async function timeSteps(group: Group | undefined, watch?: Watched): Promise<Told> {
  const folder = await Deno.makeTempDir();
  await using prepared = await prepare({
    target: "crlc/shapes",
    overrides: { set: [...options.set, `batchSize=${batch}`] },
    environment: { ...environment, group },
    run: join(folder, "run"),
    runsFolder: folder,
  }, { note() {}, warn() {}, progress() {} });
  let taken = 0, began = 0, used = process.cpuUsage();
  const state = initialState(prepared.task);
  for await (const _ of runSteps({ ...prepared, progress() {} }, prepared.stages, state)) {
    if (++taken === WARM_UP) {
      [began, used] = [performance.now(), process.cpuUsage()];
      watch?.spent.clear();
    }
    if (taken === WARM_UP + steps) break;
  }
  const milliseconds = (performance.now() - began) / steps;
  const { user, system } = process.cpuUsage(used);
  await Deno.remove(folder, { recursive: true });
  return { milliseconds, processor: (user + system) / 1000 / steps };
}

/** Milliseconds of the 50 nearest neighbours of each of many rows, and a digest of them. */
async function timeSearch(group: Group | undefined, rows: number): Promise<Told> {
  await using _backend =
    (await openBackend(await openCatalog([]), { ...environment, group })).backend;
  using multiply = backendMultiply(group);
  const random = new Stream(0, "sample");
  const points = matrix(Float32Array.from({ length: rows * 128 }, () => random.normal()), 128);
  const began = performance.now();
  const { indices } = await nearestNeighbours(points, points, 50, { excludeSelf: true, multiply });
  return { milliseconds: performance.now() - began, found: sha256(new Uint8Array(indices.buffer)) };
}

/** Measures, and writes down what rank 0 has found. */
async function measured(into: string): Promise<void> {
  const launched = options.group ? launchedBy(processEnv.env) : undefined;
  using opened = launched && openGroup(launched, processEnv.env);
  const looked = opened && options.watch ? watched(opened) : undefined, group = looked ?? opened;
  const told = options.neighbours === undefined
    ? await timeSteps(group, looked)
    : await timeSearch(group, Number(options.neighbours));
  if ((group?.rank ?? 0) > 0) return;
  const spent = looked && Object.fromEntries(looked.spent);
  await Deno.writeTextFile(into, JSON.stringify({ ...told, spent }));
}

/** Starts a process that measures. */
function start(into: string, given: readonly string[], before: readonly string[] = []) {
  const own = ["run", "-A", "--no-check", new URL(import.meta.url).pathname];
  const [program, ...args] = [
    ...[...before, Deno.execPath(), ...own, "--into", into, "--backend", options.backend],
    ...["--steps", options.steps, ...options.set.flatMap((one) => ["--set", one]), ...given],
    ...options.neighbours === undefined ? [] : ["--neighbours", options.neighbours],
  ];
  const env = { OMPI_ALLOW_RUN_AS_ROOT: "1", OMPI_ALLOW_RUN_AS_ROOT_CONFIRM: "1" };
  return new Deno.Command(program, { args, env, stdin: "null" }).output();
}

/** Runs processes to their end. @returns What the first of them has written. */
async function run(
  folder: string,
  processes: readonly (readonly [given: readonly string[], before?: readonly string[]])[],
): Promise<Told> {
  const files = processes.map((_, i) => join(folder, `${i}.json`));
  const ended = await Promise.all(
    processes.map(([given, before], i) => start(files[i], given, before)),
  );
  for (const { success, stderr } of ended) {
    if (!success) throw new Error(new TextDecoder().decode(stderr));
  }
  const told = files.map((file) => JSON.parse(Deno.readTextFileSync(file)));
  return told.reduce((a, b) => a.milliseconds > b.milliseconds ? a : b);
}

/** One rank of two threads, two of one, and where steps are measured two processes apart. */
function waysIn(folder: string) {
  const launcher = [...options.launcher.split(" "), "-n", "2"];
  const whole = ["--batch", options.batch], half = ["--batch", String(batch / 2)];
  return {
    alone: () => run(folder, [[[...whole, "--threads", "2"]]]),
    together: (more: readonly string[] = []) =>
      run(folder, [[[...whole, "--group", ...more], launcher]]),
    apart: () => run(folder, [[half], [half]]),
  };
}

async function compare(): Promise<void> {
  const folder = await Deno.makeTempDir(), ways = waysIn(folder), searches = options.neighbours;
  const taken = { alone: [] as number[], together: [] as number[], apart: [] as number[] };
  const found = new Set<string | undefined>();
  for (let round = 0; round < Number(options.rounds); round++) {
    for (const way of ["alone", "together", "apart"] as const) {
      if (way === "apart" && searches !== undefined) continue;
      const told = await ways[way]();
      taken[way].push(told.milliseconds);
      found.add(told.found);
      console.log(`round ${round + 1}, ${way}: ${told.milliseconds.toFixed(0)} ms`);
    }
  }
  if (found.size > 1) throw new Error("the ranks have found other neighbours than one");
  // TensorFlow sends from within its step.
  const { spent = {} } = options.backend === "tensorflow" && searches === undefined
    ? {}
    : await ways.together(["--watch"]);
  await Deno.remove(folder, { recursive: true });
  const [alone, together, apart] = [taken.alone, taken.together, taken.apart].map(median);
  const each = searches === undefined ? steps : 1;
  const result = {
    what:
      "alone: one rank of two threads; together: two ranks of one thread; apart: two processes " +
      "of one thread, each with half a batch",
    backend: options.backend,
    ...searches === undefined
      ? { settings: options.set, batch, stepsPerRound: steps }
      : { neighbours: Number(searches), columns: 128, k: 50 },
    milliseconds: { alone, together, apart },
    ratio: alone / together,
    ratioOfEachRound: taken.alone.map((one, i) => one / taken.together[i]),
    waitingAndSendingShare: apart && 1 - apart / together,
    ofEach: Object.fromEntries(
      Object.entries(spent).map(([name, { calls, bytes, waiting, sending }]) => [name, {
        ...{ calls: calls / each, bytes: bytes / each },
        ...{ waitingMilliseconds: waiting / each, sendingMilliseconds: sending / each },
      }]),
    ),
  };
  console.log(JSON.stringify(result, null, 2));
  const what = searches === undefined ? "ranks" : "ranks-neighbours";
  await writeResult(`${what}-${options.backend}`, result, options.output);
}

if (options.into) await measured(options.into);
else await compare();
