import type { StepInput, StepOutput } from "../backend.ts";
import { type Tensors, tf } from "../tf.ts";
import type { Watcher } from "./memory.ts";
import type { Info, TrainingBackend } from "./runtime.ts";

/** The kinds of array in which numbers, or texts, come from JavaScript. */
type Values = ArrayBufferView | ArrayLike<unknown>;

/**
 * What the JavaScript of a step did when it was run: which kernels it called on which tensors, with
 * which attributes and shapes, what numbers it brought, and what it gave. A pure step does the same
 * every time.
 */
export class Signature {
  readonly #lines: string[] = [];
  readonly #numbers = new Map<object, number>();

  #number({ dataId }: Info): number {
    if (!this.#numbers.has(dataId)) this.#numbers.set(dataId, this.#numbers.size);
    return this.#numbers.get(dataId)!;
  }

  /** Told of the input, before the step is run. */
  begin({ weights, buffers, slots, batch, learningRate }: StepInput): void {
    for (const group of [weights, buffers, slots, batch]) this.#group(group);
    this.#number(learningRate);
  }

  /** Told of a call of a kernel that no other kernel has made. */
  call(
    name: string,
    inputs: tf.NamedTensorInfoMap,
    attributes: tf.NamedAttrMap | undefined,
    made: Info | Info[],
  ): void {
    const taken = Object.entries(inputs).map(([key, info]) => info && `${key}=${this.#text(info)}`);
    const given = [made].flat().map((info) => this.#text(info));
    const told = JSON.stringify(
      attributes,
      (_, value) => typeof value === "number" && !Number.isFinite(value) ? `${value}` : value,
    );
    this.#lines.push(`${name}(${taken}) ${told} ${given}`);
  }

  /** Told that a tensor is made of numbers from JavaScript. */
  bring(values: Values): void {
    this.#lines.push(`numbers ${digest(values)}`);
  }

  /** Told of the output, after the step was run. */
  end({ weights, buffers, slots, terms }: StepOutput): void {
    for (const group of [weights, buffers, slots, terms]) this.#group(group);
  }

  #group(tensors: Tensors): void {
    const texts = Object.entries(tensors).map(([name, tensor]) => `${name}=${this.#text(tensor)}`);
    this.#lines.push(texts.join());
  }

  #text(info: Info): string {
    return `${this.#number(info)} ${info.dtype}[${info.shape}]`;
  }

  equals(other: Signature): boolean {
    return this.#lines.length === other.#lines.length &&
      this.#lines.every((line, i) => line === other.#lines[i]);
  }
}

/** Lets every kernel do what it does, and tells the signature. */
export function signer(backend: TrainingBackend, signature: Signature): Watcher {
  let inKernel = false;
  return {
    begin: (input) => signature.begin(input),
    end: (output) => signature.end(output),
    kernel(name, func, inputs, attrs) {
      const run = () => func({ inputs, attrs, backend });
      if (inKernel) return run();
      inKernel = true;
      try {
        const made = run();
        signature.call(name, inputs, attrs, made);
        return made;
      } finally {
        inKernel = false;
      }
    },
    write(_dataId, values) {
      if (!inKernel) signature.bring(values);
    },
  };
}

/** Of more bytes than this only some are looked at: what is drawn anew differs nearly everywhere. */
const ALL = 2 ** 20;

/** A hash (FNV-1a) of the bytes of numbers, or of texts. */
function digest(values: Values): string {
  const bytes = ArrayBuffer.isView(values)
    ? new Uint8Array(values.buffer, values.byteOffset, values.byteLength)
    : tf.util.encodeString(Array.from(values, String).join()) as Uint8Array;
  // odd, so that it is now this byte of a number and now that
  const stride = bytes.length > ALL ? Math.floor(bytes.length / 2 ** 16) | 1 : 1;
  let hash = 0x811c9dc5;
  for (let i = 0; i < bytes.length; i += stride) hash = Math.imul(hash ^ bytes[i], 0x01000193);
  return `${bytes.length} ${hash}`;
}
