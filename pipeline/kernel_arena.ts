import augment from "./kernels/augment.wasm.json" with { type: "json" };

/** What the kernels export; addresses and sizes in bytes unless a source file says otherwise. */
export interface AugmentKernels {
  blend(image: number, bytes: number, factor: number, rest: number): void;
  blur(
    image: number,
    height: number,
    width: number,
    reach: number,
    radius: number,
    weights: number,
    columnOf: number,
    rowOf: number,
    padded: number,
    rows: number,
  ): void;
  brighten(image: number, bytes: number, factor: number): void;
  flip(image: number, width: number, height: number): void;
  grey(image: number, plane: number): void;
  greySum(image: number, plane: number, channels: number, pixels: number): number;
  interleave(image: number, plane: number, channels: number, norm: number, to: number): void;
  resample(
    pixels: number,
    rowBytes: number,
    windowWidth: number,
    channels: number,
    rows: number,
    rowTaps: number,
    rowFirst: number,
    rowWeights: number,
    columns: number,
    columnTaps: number,
    columnFirst: number,
    columnWeights: number,
    flipped: number,
    scratch: number,
    to: number,
    plane: number,
  ): void;
  saturate(image: number, plane: number, factor: number): void;
  turnHue(image: number, plane: number, turn: number): void;
}

/** The kernels with memory of their own, which only grows. */
export interface Arena {
  readonly kernels: AugmentKernels;
  /** The whole memory; a new array after it has grown. */
  bytes(): Uint8Array;
  /** The whole memory as floats. */
  floats(): Float32Array;
  /** Room for so many bytes, at a multiple of 16, and 64 bytes that may be read and spoilt. */
  reserve(bytes: number): number;
  /** Puts numbers into new room and says where. */
  place(values: Int32Array | Float32Array): number;
}

const PAGE = 65536;
let compiled: WebAssembly.Module | undefined;

/** Starts the augmentation kernels, in a fresh memory. */
export function openArena(): Arena {
  compiled ??= new WebAssembly.Module(Uint8Array.fromBase64(augment));
  const memory = new WebAssembly.Memory({ initial: 1, maximum: 65536 });
  const { exports } = new WebAssembly.Instance(compiled, { env: { memory } });
  let end = 16;
  let bytes = new Uint8Array(memory.buffer), floats = new Float32Array(memory.buffer);

  function reserve(count: number): number {
    const at = end;
    end += Math.ceil((count + 64) / 16) * 16;
    if (end > bytes.length) {
      memory.grow(Math.ceil((end - bytes.length) / PAGE));
      bytes = new Uint8Array(memory.buffer);
      floats = new Float32Array(memory.buffer);
    }
    return at;
  }

  return {
    kernels: exports as unknown as AugmentKernels,
    bytes: () => bytes,
    floats: () => floats,
    reserve,
    place(values) {
      const at = reserve(values.byteLength);
      bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), at);
      return at;
    },
  };
}
