import { CrlcError } from "../../core/errors.ts";
import type { Step, StepInput, StepOutput } from "../backend.ts";
import { type Tensors, tf } from "../tf.ts";
import { forgetTape } from "./forget_tape.ts";
import { LIMIT, megabytes } from "./out_of_memory.ts";
import type { Interceptor, TrainingBackend } from "./runtime.ts";

/** The share of the heap that tensors can fill before what lies between them is too small. */
const FILL = 0.92;

/** What a step will need, in bytes. */
export interface Need {
  /** Everything, what is there already included. */
  readonly total: number;
  /** What grows with the batch. */
  readonly perImage: number;
  /** Images in the batch. */
  readonly images: number;
}

/** Looks on while a step is run dry. */
export interface Watcher extends Interceptor {
  /** Told of what stands for the input, before the step is run. */
  begin(input: StepInput): void;
  /** Told of the output, which is disposed of thereafter. */
  end(output: StepOutput): void;
}

/**
 * The memory of a step, found by a dry run: memory is counted and nothing is computed.
 *
 * @returns Nothing if the step cannot be run dry, as when it throws.
 */
export function needOf(
  backend: TrainingBackend,
  step: Step,
  input: StepInput,
  watcher?: Watcher,
): Need | undefined {
  const before = tf.memory().numBytes, outer = backend.interceptor;
  let own = 0;
  const dummy = (tensors: Tensors) =>
    Object.fromEntries(
      Object.entries(tensors).map(([name, { shape, dtype, size }]) => {
        own += 4 * size;
        const info = backend.makeOutput([...shape], dtype);
        return [name, tf.engine().makeTensorFromTensorInfo(info)];
      }),
    );
  function run() {
    // in the order of the input: a recording knows its tensors by it
    const dummies = Object.fromEntries(
      Object.entries(input).map((
        [group, tensors],
      ) => [group, tensors instanceof tf.Tensor ? tf.scalar(0) : dummy(tensors)]),
    ) as unknown as StepInput;
    watcher?.begin(dummies);
    backend.interceptor = watcher;
    const output = step(dummies);
    watcher?.end(output);
    tf.dispose(output as unknown as tf.TensorContainer);
  }
  let peak: number;
  try {
    peak = backend.allocations.dryRun(() => {
      try {
        tf.tidy(run);
      } catch (error) {
        forgetTape();
        throw error;
      }
    });
  } catch {
    return undefined;
  } finally {
    backend.interceptor = outer;
  }
  const batch = Object.values(input.batch);
  const images = Math.max(1, ...batch.map(({ shape }) => shape[0] ?? 1));
  const batchBytes = batch.reduce((sum, { size }) => sum + 4 * size, 0);
  const grown = Math.max(0, peak - own);
  return { total: before + grown, perImage: (grown + batchBytes) / images, images };
}

/**
 * Refuses a step that the heap cannot hold, before it is run.
 *
 * @throws {CrlcError} `OUT_OF_MEMORY`, with a batch size that fits.
 */
export function refuseTooLarge({ total, perImage, images }: Need, limit = FILL * LIMIT): void {
  if (total <= limit) return;
  const fits = Math.floor((limit - (total - perImage * images)) / perImage);
  const proposed = fits >= 8 ? fits & ~7 : fits;
  throw new CrlcError(
    "resource",
    "OUT_OF_MEMORY",
    `Cannot take a step with ${images} images a batch: it must fit into a WebAssembly heap of ` +
      `${megabytes(LIMIT)}, and it needs ${megabytes(total)}`,
    {
      hint: proposed >= 1
        ? `choose a batch size of ${proposed} or less (train: --set batchSize=${proposed}; bench: --batch ${proposed}), or another backend`
        : "choose a smaller network, or another backend",
    },
  );
}
