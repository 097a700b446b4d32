import { join } from "node:path";
import { CrlcError } from "../../core/errors.ts";
import { folderIfKnown, processEnv } from "../../core/folders.ts";
import type { Backend, BackendOptions, Step } from "../backend.ts";
import type { PureFunction } from "../compiled.ts";
import { flattenStep, type Groups } from "../step_tensors.ts";
import { type Tensors, tf } from "../tf.ts";
import { kernelsOf } from "../traced/define_op.ts";
import { installGradients } from "../traced/install_gradients.ts";
import { installKernels } from "../traced/kernels.ts";
import { XlaBackend } from "./backend.ts";
import { clientOf, threadsOfCpu } from "./clients.ts";
import { compile } from "./compile.ts";
import { Devices } from "./devices.ts";
import { givingTensors } from "./kernels/kernel.ts";
import { kernels } from "./kernels/mod.ts";
import { layoutOf } from "./layout.ts";
import { machineOf } from "./machine.ts";
import { ops, trainingOps } from "./ops/mod.ts";
import type { Client } from "./pjrt/client.ts";
import type { Place } from "./place.ts";
import { ProgramCache } from "./program_cache.ts";
import { Programs } from "./programs.ts";

const NAME = "xla";

let isOpen = false;

/** What tests and figures ask besides. */
export interface OpenedXla extends Backend {
  readonly devices: number;
  readonly held: Devices;
}

/** What tests and figures ask for besides. */
export interface Looks {
  /** Told of every program that is written, and the milliseconds it took. */
  onRecorded?(text: string, milliseconds: number): void;
  /** Where compiled programs are kept instead, all of them. */
  readonly programsFolder?: string;
}

/**
 * Opens XLA and makes it the active backend.
 *
 * @param place The plugin.
 * @throws {CrlcError} `BACKEND_OPEN`, `NO_DEVICE`, `UNSUPPORTED_PRECISION`, or that of `clientOf()`.
 */
export async function openXla(
  place: Place,
  { devices: wanted = 1, precision = "float32", threads }: BackendOptions,
  looks: Looks = {},
): Promise<OpenedXla> {
  if (isOpen) {
    throw new CrlcError(
      "backend",
      "BACKEND_OPEN",
      'Cannot open backend "xla": one XLA can be open at a time, and one is open already',
      { hint: "close the one before" },
    );
  }
  if (precision === "tf32" && place.platform === "cpu") refuseTf32();
  const client = clientOf(place, { devices: wanted === "all" ? 1 : wanted, threads });
  const count = countOf(client, wanted);
  const programs = new Programs(client, cacheOf(client, place, count, looks));
  const devices = new Devices(client, programs, count);
  const bare = new XlaBackend(devices, precision === "bfloat16", precision === "float32");
  const compileFunction = (f: PureFunction) => functionOf(bare, f);
  const kernelBackend = Object.assign(bare, { trainingOps, compileFunction });
  const uninstall = [
    installKernels(NAME, givingTensors({ ...kernels, ...kernelsOf(ops) })),
    installGradients(ops),
  ];
  tf.registerBackend(NAME, () => kernelBackend);
  await tf.setBackend(NAME);
  isOpen = true;
  return {
    name: NAME,
    device: `XLA, ${count > 1 ? `${count} × ` : ""}${client.kind()}`,
    threads: threadsOfCpu(),
    precision,
    devices: count,
    held: devices,
    upload: (batch) => bring(kernelBackend, batch),
    compile: (step) => stepOf(kernelBackend, step, looks),
    [Symbol.asyncDispose]() {
      if (isOpen) {
        isOpen = false;
        tf.removeBackend(NAME);
        for (const undo of uninstall) undo();
      }
      return Promise.resolve();
    },
  };
}

/** Brings a batch to the devices, as a step takes it. */
function bring(backend: XlaBackend, batch: Tensors): void {
  const { devices } = backend;
  for (const { path, tensor } of flattenStep({ batch })) {
    const node = backend.node(tensor);
    if (node.host) devices.all(node, layoutOf({ path, tensor }, devices.count));
  }
}

/** What a step replaces. */
const REPLACED: ReadonlySet<string> = new Set(["weights", "buffers", "slots"]);

const stepOf = (backend: XlaBackend, step: Step, { onRecorded }: Looks) =>
  compile(backend, step as unknown as (input: Groups) => object, {
    ...{ replaced: REPLACED, onRecorded },
  }) as unknown as ReturnType<Backend["compile"]>;

/** A pure function, compiled; it replaces nothing. */
function functionOf(backend: XlaBackend, f: PureFunction) {
  const run = compile(backend, (input) => ({ results: f(input as Record<string, Tensors>) }), {
    replaced: new Set(),
  });
  return async (input: Record<string, Tensors>) => (await run(input)).results as Tensors;
}

function refuseTf32(): never {
  throw new CrlcError(
    "backend",
    "UNSUPPORTED_PRECISION",
    'Cannot open backend "xla" with precision "tf32": the device must be a GPU that has it, and is a CPU',
    { hint: "leave the precision out, or choose bfloat16" },
  );
}

/** How many devices a step is split over. */
function countOf({ devices }: Client, wanted: number | "all"): number {
  if (wanted === "all") return devices.length;
  if (wanted <= devices.length) return wanted;
  throw new CrlcError(
    "backend",
    "NO_DEVICE",
    `Cannot open backend "xla" on ${wanted} devices: they must be there, and ${
      devices.length === 1 ? "one is" : `${devices.length} are`
    }`,
    { hint: "--devices all takes those that are there" },
  );
}

/** Compiled programs in the cache folder, where there is one. */
function cacheOf(
  client: Client,
  place: Place,
  count: number,
  { programsFolder }: Looks,
): ProgramCache | undefined {
  const machine = machineOf(client, place, count);
  if (programsFolder !== undefined) return new ProgramCache(programsFolder, machine, 0);
  const folder = folderIfKnown(processEnv, "cache");
  return folder === undefined ? undefined : new ProgramCache(join(folder, "xla"), machine);
}
