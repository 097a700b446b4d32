import { type FloatType, toFloat32 } from "../../core/to_float32.ts";
import { readStoredZip } from "./read_stored_zip.ts";
import { PickledTensor, unpickle } from "./unpickle.ts";
import { badWeights, type Weights, type WeightTensor } from "./weights.ts";

/** PyTorch's types of storages of floating-point numbers. */
const FLOATS: Readonly<Record<string, FloatType>> = {
  DoubleStorage: "F64",
  FloatStorage: "F32",
  HalfStorage: "F16",
  BFloat16Storage: "BF16",
};
const BYTES: Readonly<Record<string, number>> = {
  ...{ DoubleStorage: 8, LongStorage: 8, FloatStorage: 4, IntStorage: 4 },
  ...{ HalfStorage: 2, BFloat16Storage: 2, ShortStorage: 2 },
  ...{ CharStorage: 1, ByteStorage: 1, BoolStorage: 1 },
};

/** What every file of PyTorch's old format begins with, as a pickled number. */
const MAGIC = Uint8Array.of(
  ...[0x80, 2, 0x8a, 10, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19, 0x2e],
);

/** Where people put the weights of a model in what they save, in the order of looking. */
const PLACES = ["state_dict", "teacher", "model", "model_state_dict", "net"] as const;

const begins = (bytes: Uint8Array, start: Uint8Array) => start.every((x, i) => bytes[i] === x);

/** Whether a file is one that `torch.save` has written. */
export function isPth(bytes: Uint8Array): boolean {
  return begins(bytes, Uint8Array.of(0x50, 0x4b, 3, 4)) || begins(bytes, MAGIC);
}

/**
 * The weights of a file of `torch.save`, of its zip format or the old one. No code of the file is
 * run: see {@link unpickle}. Tensors of whole numbers are left out.
 *
 * @throws {CrlcError} `BAD_WEIGHTS`
 */
export function readPth(bytes: Uint8Array): Weights {
  const { root, storages } = begins(bytes, MAGIC) ? readOld(bytes) : readZip(bytes);
  const named = tensorsOf(root);
  // Views of one another may share numbers; a file of a few bytes may not become gigabytes.
  let left = 4 * bytes.length;
  const weights = new Map<string, WeightTensor>();
  for (const [name, tensor] of named) {
    const type = FLOATS[tensor.storage.type];
    if (!type) continue;
    left -= 4 * tensor.shape.reduce((product, side) => product * side, 1);
    if (!(left >= 0)) throw badWeights("its tensors hold more numbers than the file");
    const storage = storages.get(tensor.storage.key);
    if (!storage) throw badWeights(`the numbers of "${name}" are missing`);
    weights.set(name, { shape: tensor.shape, data: numbersOf(name, tensor, type, storage) });
  }
  return weights;
}

function readZip(bytes: Uint8Array) {
  const members = readStoredZip(bytes);
  const pickle = [...members.keys()].find((name) => /^[^/]+\/data\.pkl$/.test(name));
  if (pickle === undefined) {
    const isScript = [...members.keys()].some((name) => name.includes("/code/"));
    throw badWeights(
      isScript ? "it is a TorchScript program" : "it is a zip archive, but none of PyTorch's",
      isScript
        ? "in Python, save the weights alone: torch.save(model.state_dict(), path)"
        : undefined,
    );
  }
  const folder = pickle.slice(0, -"data.pkl".length);
  const order = members.get(`${folder}byteorder`);
  if (order && new TextDecoder().decode(order) !== "little") {
    throw badWeights("its numbers must be little-endian, and are not");
  }
  const storages = new Map<string, Uint8Array>();
  for (const [name, member] of members) {
    if (name.startsWith(`${folder}data/`)) storages.set(name.slice(folder.length + 5), member);
  }
  return { root: unpickle(members.get(pickle)!).value, storages };
}

/** Five pickles after one another (magic, version, machine, object, keys), then the storages. */
function readOld(bytes: Uint8Array) {
  const version = unpickle(bytes, MAGIC.length);
  if (version.value !== 1001) throw badWeights("its format is of an unknown version");
  const machine = unpickle(bytes, version.end);
  const little = machine.value instanceof Map && machine.value.get("little_endian");
  if (little !== true) throw badWeights("its numbers must be little-endian, and are not");
  const object = unpickle(bytes, machine.end);
  const keys = unpickle(bytes, object.end);
  if (!Array.isArray(keys.value)) throw badWeights("the list of its numbers is malformed");
  // The size of a number is known from the tensors alone.
  const types = new Map<string, string>();
  for (const [, { storage }] of tensorsOf(object.value, false)) {
    types.set(storage.key, storage.type);
  }
  const storages = new Map<string, Uint8Array>();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = keys.end;
  for (const key of keys.value) {
    const size = BYTES[types.get(String(key)) ?? ""];
    if (size === undefined) throw badWeights("some of its numbers belong to no tensor");
    if (at + 8 > bytes.length) throw badWeights("the file is cut", "download it again");
    const length = Number(view.getBigUint64(at, true)) * size;
    at += 8;
    if (length > bytes.length - at) throw badWeights("the file is cut", "download it again");
    storages.set(String(key), bytes.subarray(at, at + length));
    at += length;
  }
  return { root: object.value, storages };
}

/** The tensors of a saved object, by name: its own, or those of where people put weights. */
function tensorsOf(root: unknown, weightsOnly = true): [string, PickledTensor][] {
  if (!weightsOnly) return everyTensor(root);
  let found = root;
  for (let level = 0; level < 2; level++) {
    if (!(found instanceof Map)) break;
    const place = PLACES.find((name) => (found as Map<unknown, unknown>).get(name) instanceof Map);
    if (place === undefined) break;
    found = found.get(place);
  }
  const tensors = found instanceof Map
    ? [...found].filter((entry): entry is [string, PickledTensor] =>
      typeof entry[0] === "string" && entry[1] instanceof PickledTensor
    )
    : [];
  if (tensors.length === 0) {
    throw badWeights(
      "it holds no weights by name",
      "in Python, save them so: torch.save(model.state_dict(), path)",
    );
  }
  return tensors;
}

/** All tensors within a saved object, those of optimisers too. */
function everyTensor(root: unknown): [string, PickledTensor][] {
  const tensors: [string, PickledTensor][] = [], seen = new Set<unknown>(), todo = [root];
  while (todo.length > 0) {
    const value = todo.pop();
    if (value instanceof PickledTensor) tensors.push(["", value]);
    if (typeof value !== "object" || value === null || seen.has(value)) continue;
    seen.add(value);
    if (value instanceof Map) { for (const inner of value.values()) todo.push(inner); }
    if (Array.isArray(value)) { for (const inner of value) todo.push(inner); }
  }
  return tensors;
}

/** The numbers of a tensor, its last axis running fastest. */
function numbersOf(
  name: string,
  { storage, offset, shape, strides }: PickledTensor,
  type: FloatType,
  bytes: Uint8Array,
): Float32Array {
  const size = shape.reduce((product, side) => product * side, 1);
  const first = storage.offset + offset;
  const last = first + shape.reduce((sum, side, i) => sum + (side - 1) * strides[i], 0);
  const unit = BYTES[storage.type];
  if (size > 0 && !((last + 1) * unit <= bytes.length)) {
    throw badWeights(`tensor "${name}" must lie within the numbers of the file`);
  }
  if (size === 0) return new Float32Array();
  const all = toFloat32(type, bytes.subarray(first * unit, (last + 1) * unit));
  // As `Tensor.is_contiguous`: axes of one step may have any stride.
  let step = 1, isContiguous = true;
  for (let i = shape.length - 1; i >= 0; i--) {
    if (shape[i] > 1 && strides[i] !== step) isContiguous = false;
    step *= shape[i];
  }
  if (isContiguous) return all;
  const out = new Float32Array(size), place = new Array<number>(shape.length).fill(0);
  for (let i = 0, from = 0; i < size; i++) {
    out[i] = all[from];
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      from += strides[axis];
      if (++place[axis] < shape[axis]) break;
      from -= strides[axis] * shape[axis];
      place[axis] = 0;
    }
  }
  return out;
}
