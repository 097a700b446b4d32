import { type FloatType, toFloat32 } from "../../core/to_float32.ts";
import type { Refuse } from "./table.ts";

/** An array of NumPy, in C order. */
export interface NpyArray {
  readonly shape: readonly number[];
  /** Whether its numbers were whole ones. */
  readonly whole: boolean;
  readonly data: Float32Array | Float64Array;
}

const FLOATS: Readonly<Record<string, FloatType>> = { f2: "F16", f4: "F32", f8: "F64" };
const WHOLE = ["i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8"];

/** Whether a file begins as NumPy's `.npy` files do. */
export function isNpy(bytes: Uint8Array): boolean {
  return bytes.length > 10 && String.fromCharCode(...bytes.subarray(0, 6)) === "\x93NUMPY";
}

/**
 * Reads an array that NumPy has saved: float16, float32, float64, or whole numbers, of either byte
 * order and of C or Fortran order. Objects are pickles, that is programs, and are refused.
 *
 * @throws What `refuse` makes.
 */
export function readNpy(bytes: Uint8Array, refuse: Refuse): NpyArray {
  if (!isNpy(bytes)) throw refuse("it must be a .npy file, and does not begin as one");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const major = bytes[6];
  const [at, length] = major === 1 ? [10, view.getUint16(8, true)] : [12, view.getUint32(8, true)];
  if (major < 1 || major > 3 || at + length > bytes.length) {
    throw refuse("its header must be of version 1, 2 or 3 and within the file, and is not");
  }
  const header = new TextDecoder().decode(bytes.subarray(at, at + length));
  const { type, order, isFortran, shape } = headerOf(header, refuse);
  const size = Number(type[1]), count = shape.reduce((product, side) => product * side, 1);
  const body = bytes.subarray(at + length);
  if (!Number.isSafeInteger(count) || body.length !== count * size) {
    throw refuse(
      `its header promises ${count} numbers of ${size} bytes, and ${body.length} bytes follow`,
      "it may be cut: copy or save it anew",
    );
  }
  const ordered = order === ">" && size > 1 ? reversed(body, size) : body;
  const data = type in FLOATS ? toFloat32(FLOATS[type], ordered) : wholeNumbers(type, ordered);
  return {
    shape,
    whole: !(type in FLOATS),
    data: isFortran && shape.length === 2 ? transposed(data, shape) : data,
  };
}

function headerOf(header: string, refuse: Refuse) {
  const descr = /'descr': *'([<>|=])([a-zA-Z]\d*)'/.exec(header);
  const shape = /'shape': *\(([\d, ]*)\)/.exec(header);
  const fortran = /'fortran_order': *(True|False)/.exec(header);
  if (/'descr': *'\|?O/.test(header)) {
    throw refuse(
      "it holds Python objects, which are programs, and crlc runs none",
      "save the numbers alone: numpy.save(FILE, array.astype('float32'))",
    );
  }
  if (!descr || !shape || !fortran) {
    throw refuse(
      "it must hold one array of numbers, and holds something else",
      "save it with numpy.save(FILE, array.astype('float32'))",
    );
  }
  const [, order, type] = descr;
  if (!(type in FLOATS) && !WHOLE.includes(type)) {
    throw refuse(
      `its numbers must be float16, float32 or float64, and are "${type}"`,
      "save it with numpy.save(FILE, array.astype('float32'))",
    );
  }
  return {
    ...{ type, order, isFortran: fortran[1] === "True" },
    shape: shape[1].split(",").filter((side) => side.trim() !== "").map(Number),
  };
}

function reversed(bytes: Uint8Array, size: number): Uint8Array {
  const out = bytes.slice();
  for (let i = 0; i < out.length; i += size) out.subarray(i, i + size).reverse();
  return out;
}

/** As floats of 64 bits, which hold every whole number up to 2^53. */
function wholeNumbers(type: string, bytes: Uint8Array): Float64Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const size = Number(type[1]), isSigned = type[0] === "i";
  return Float64Array.from({ length: bytes.length / size }, (_, i) => {
    const at = i * size;
    switch (size) {
      case 1:
        return isSigned ? view.getInt8(at) : view.getUint8(at);
      case 2:
        return isSigned ? view.getInt16(at, true) : view.getUint16(at, true);
      case 4:
        return isSigned ? view.getInt32(at, true) : view.getUint32(at, true);
      default:
        return Number(isSigned ? view.getBigInt64(at, true) : view.getBigUint64(at, true));
    }
  });
}

/** Column after column as row after row. */
function transposed<Data extends Float32Array | Float64Array>(
  data: Data,
  [rows, columns]: readonly number[],
): Data {
  const out = data.slice() as Data;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      out[row * columns + column] = data[column * rows + row];
    }
  }
  return out;
}
