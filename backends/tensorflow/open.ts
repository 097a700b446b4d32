import { availableParallelism } from "node:os";
import { CrlcError } from "../../core/errors.ts";
import type { Backend, BackendOptions } from "../backend.ts";
import type { PureFunction } from "../compiled.ts";
import { tf } from "../tf.ts";
import { installKernels } from "../traced/kernels.ts";
import { TensorFlowBackend } from "./backend.ts";
import { joinCluster } from "./cluster.ts";
import { functionOf, stepOf } from "./compile.ts";
import { makeContext } from "./context.ts";
import { demandBfloat16 } from "./demand_bfloat16.ts";
import { EagerExecutor } from "./eager.ts";
import type { Learned } from "./graph.ts";
import { kernels } from "./kernels/mod.ts";
import { loadNative } from "./native.ts";
import { installOps, trainingOps } from "./ops/mod.ts";
import type { Flavour, Place } from "./place.ts";
import { profile } from "./profile.ts";

/** TensorFlow on this process's CPU or GPU; made once, since its threads cannot be changed. */
const executors = new Map<string, EagerExecutor>();

let isOpen = false;

/**
 * Opens TensorFlow and makes it the active backend.
 *
 * @param name What tfjs calls it.
 * @param place Where the library lies.
 * @throws {CrlcError} `BACKEND_OPEN`, `NO_DEVICE`, `THREADS_FIXED`, `UNSUPPORTED_PRECISION`, or those of
 *   `joinCluster()` and `loadNative()`.
 */
export async function openTensorFlow(
  name: Flavour,
  place: Place,
  { threads = availableParallelism(), precision = "float32", group }: BackendOptions,
): Promise<Backend> {
  if (isOpen) {
    throw new CrlcError(
      "backend",
      "BACKEND_OPEN",
      `Cannot open backend "${name}": one TensorFlow can be open at a time, and one is open already`,
      { hint: "close the one before" },
    );
  }
  if (precision === "tf32") refuseTf32(name);
  const eager = executorOf(name, place, threads);
  if (precision === "bfloat16") demandBfloat16(name, eager);
  const cluster = group && joinCluster(eager.native, eager.context, group);
  const bare = new TensorFlowBackend(eager, precision, cluster), learned: Learned[] = [];
  const onTraced = (one: Learned) => learned.push(one);
  const compileFunction = (f: PureFunction) => functionOf(bare, f, onTraced);
  const backend = Object.assign(bare, { trainingOps, compileFunction });
  const uninstall = [installKernels(name, kernels), installOps(name)];
  tf.registerBackend(name, () => backend);
  await tf.setBackend(name);
  isOpen = true;
  const { native: { version }, context } = eager;
  return {
    name,
    device: `TensorFlow ${version}, ${
      context.gpu ?? `${context.threads} ${context.threads === 1 ? "thread" : "threads"}`
    }`,
    threads: context.threads,
    ...{ precision, group },
    compile: (step) => stepOf(bare, step, onTraced),
    profile: () => profile(eager),
    [Symbol.asyncDispose]() {
      if (isOpen) {
        isOpen = false;
        for (const one of learned) one.forget();
        tf.removeBackend(name);
        for (const undo of uninstall) undo();
      }
      return Promise.resolve();
    },
  };
}

function executorOf(name: string, place: Place, threads: number): EagerExecutor {
  const known = executors.get(name);
  if (known) {
    if (known.context.threads === threads) return known;
    throw new CrlcError(
      "backend",
      "THREADS_FIXED",
      `Cannot open backend "${name}" with ${threads} threads: TensorFlow keeps the number it started with in this process, ${known.context.threads}`,
      { hint: "start crlc anew" },
    );
  }
  const native = loadNative(place), gpu = name === "tensorflow-gpu";
  const context = makeContext(native, threads, gpu);
  if (gpu && context.gpu === undefined) {
    throw new CrlcError(
      "backend",
      "NO_DEVICE",
      `Cannot open backend "${name}": TensorFlow must find a GPU, and finds none`,
      { hint: "crlc doctor shows what is missing; backend tensorflow computes on the CPU" },
    );
  }
  const executor = new EagerExecutor(native, context);
  executors.set(name, executor);
  return executor;
}

function refuseTf32(name: string): never {
  throw new CrlcError(
    "backend",
    "UNSUPPORTED_PRECISION",
    `Cannot open backend "${name}" with precision "tf32": it computes in float32 or bfloat16`,
    { hint: "leave the precision out, or choose another backend" },
  );
}
