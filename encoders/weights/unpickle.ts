import { badWeights } from "./weights.ts";

/** A class or function of Python that a pickle names. */
export class PythonName {
  constructor(readonly name: string) {}
}

/** A tensor as a pickle describes it; its numbers lie elsewhere in the file. */
export class PickledTensor {
  constructor(
    readonly storage: PickledStorage,
    /** All in numbers, not bytes. */
    readonly offset: number,
    readonly shape: readonly number[],
    readonly strides: readonly number[],
  ) {}
}

/** A stretch of numbers that tensors are views of. */
export class PickledStorage {
  constructor(
    readonly key: string,
    /** PyTorch's name, such as `FloatStorage`. */
    readonly type: string,
    readonly length: number,
    /** Where it begins within the storage of that key, in numbers. */
    readonly offset = 0,
  ) {}
}

/** An object that weights do not need, such as the arguments of the training. */
const UNUSED = Object.freeze({ unused: true });

const isWhole = (x: unknown): x is number => Number.isSafeInteger(x) && (x as number) >= 0;
const areWhole = (x: unknown): x is number[] => Array.isArray(x) && x.every(isWhole);

function rebuildTensor([storage, offset, shape, strides]: readonly unknown[]): unknown {
  const isTensor = storage instanceof PickledStorage && isWhole(offset) && areWhole(shape) &&
    areWhole(strides) && shape.length === strides.length && shape.length <= 8;
  if (!isTensor) throw badWeights("a tensor of the file is malformed");
  return new PickledTensor(storage, offset, shape, strides);
}

/**
 * Everything of Python that a file of weights may ask for, and what is made of it here. None of it
 * runs anything; what is not in this list is refused.
 */
const ALLOWED: ReadonlyMap<string, (args: readonly unknown[]) => unknown> = new Map<
  string,
  (args: readonly unknown[]) => unknown
>([
  ["collections.OrderedDict", () => new Map()],
  ["torch._utils._rebuild_tensor_v2", rebuildTensor],
  ["torch._utils._rebuild_tensor", rebuildTensor],
  ["torch._utils._rebuild_parameter", ([data]) => data],
  ["torch.nn.parameter.Parameter", ([data]) => data],
  ["torch.Size", ([sides]) => sides],
  ["torch.device", () => UNUSED],
  ["argparse.Namespace", () => UNUSED],
  ["numpy.core.multiarray.scalar", () => UNUSED],
  ["numpy._core.multiarray.scalar", () => UNUSED],
  ["numpy.dtype", () => UNUSED],
  ["_codecs.encode", () => UNUSED],
]);

/** Types of storage and of tensors; named only as arguments. */
const TYPE =
  /^torch\.((Float|Double|Half|BFloat16|Long|Int|Short|Char|Byte|Bool)Storage|(float|bfloat|int|uint)\d+|bool)$/;

/** More levels than any file of weights has; a deeper one is damage. */
const MOST_VALUES = 10_000_000;

/**
 * Reads one pickle, of protocol 2 to 4, without running anything: an interpreter of the few
 * instructions that data need, and of the few names in {@link ALLOWED}.
 *
 * Dictionaries become `Map`, lists and tuples arrays, `None` null, storages {@link PickledStorage},
 * tensors {@link PickledTensor}.
 *
 * @param start Where it begins in `bytes`.
 * @returns The object, and where the pickle ends.
 * @throws {CrlcError} `BAD_WEIGHTS` for anything else.
 */
export function unpickle(bytes: Uint8Array, start = 0): { value: unknown; end: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const text = new TextDecoder();
  const MARK = Symbol("mark");
  const stack: unknown[] = [], memo = new Map<number, unknown>();
  let at = start, values = 0;

  const malformed = () => badWeights("its pickle is damaged");
  const pop = () => {
    if (stack.length === 0 || stack.at(-1) === MARK) throw malformed();
    return stack.pop();
  };
  const popToMark = () => {
    const mark = stack.lastIndexOf(MARK);
    if (mark < 0) throw malformed();
    const items = stack.splice(mark);
    values += items.length;
    return items.slice(1);
  };
  const take = (length: number) => {
    if (length > bytes.length - at) throw malformed();
    at += length;
    return bytes.subarray(at - length, at);
  };
  const line = () => {
    const end = bytes.indexOf(10, at);
    if (end < 0 || end - at > 1000) throw malformed();
    const taken = text.decode(take(end - at));
    at++;
    return taken;
  };
  const u8 = () => view.getUint8(at++);
  const u32 = () => view.getUint32((at += 4) - 4, true);
  const u64 = () => Number(view.getBigUint64((at += 8) - 8, true));
  /** A whole number of any length; one that does not fit loses its last digits. */
  const long = (length: number) => {
    if (length > 255) throw malformed();
    const digits = take(length);
    let value = 0n;
    for (let i = length - 1; i >= 0; i--) value = value << 8n | BigInt(digits[i]);
    if (length > 0 && digits[length - 1] >= 128) value -= 1n << BigInt(8 * length);
    return Number(value);
  };
  const name = (module: string, name: string) => {
    const full = `${module}.${name}`;
    if (ALLOWED.has(full) || TYPE.test(full)) return new PythonName(full);
    throw badWeights(
      `it asks for "${full.slice(0, 80)}" of Python, which no weights need; nothing of it is run`,
      "in Python, save the weights alone: torch.save(model.state_dict(), path)",
    );
  };
  const storage = (id: unknown) => {
    const [kind, type, key, , length, part] = Array.isArray(id) ? id : [];
    const isStorage = kind === "storage" && type instanceof PythonName &&
      type.name.endsWith("Storage") && typeof key === "string" && isWhole(length);
    if (!isStorage) throw malformed();
    // Old files may have storages that are parts of others: (key, offset, length).
    const offset = Array.isArray(part) ? part[1] : 0;
    if (!isWhole(offset)) throw malformed();
    const own = Array.isArray(part) ? part[2] : length;
    if (!isWhole(own)) throw malformed();
    return new PickledStorage(key, type.name.slice("torch.".length), own, offset);
  };
  const call = (what: unknown, args: unknown) => {
    const make = what instanceof PythonName ? ALLOWED.get(what.name) : undefined;
    if (!make || !Array.isArray(args)) throw malformed();
    return make(args);
  };
  const put = (into: unknown, pairs: readonly unknown[]) => {
    if (into === UNUSED) return;
    if (!(into instanceof Map) || pairs.length % 2) throw malformed();
    for (let i = 0; i < pairs.length; i += 2) into.set(pairs[i], pairs[i + 1]);
  };
  const append = (into: unknown, items: readonly unknown[]) => {
    if (!Array.isArray(into)) throw malformed();
    for (const item of items) into.push(item);
  };
  const top = () => {
    if (stack.length === 0 || stack.at(-1) === MARK) throw malformed();
    return stack.at(-1);
  };
  const known = (index: number) => {
    if (!memo.has(index)) throw malformed();
    return memo.get(index);
  };

  try {
    for (;;) {
      if (++values > MOST_VALUES) throw malformed();
      const code = u8();
      switch (code) {
        case 0x80: // PROTO
          if (u8() > 5) throw malformed();
          break;
        case 0x95: // FRAME
          at += 8;
          break;
        case 0x2e: // STOP
          return { value: pop(), end: at };
        case 0x28:
          stack.push(MARK);
          break;
        case 0x30: // POP
          if (stack.pop() === undefined) throw malformed();
          break;
        case 0x32: // DUP
          stack.push(top());
          break;
        case 0x4e:
          stack.push(null);
          break;
        case 0x88:
          stack.push(true);
          break;
        case 0x89:
          stack.push(false);
          break;
        case 0x4a: // BININT
          stack.push(view.getInt32((at += 4) - 4, true));
          break;
        case 0x4b:
          stack.push(u8());
          break;
        case 0x4d:
          stack.push(view.getUint16((at += 2) - 2, true));
          break;
        case 0x8a: // LONG1
          stack.push(long(u8()));
          break;
        case 0x47: // BINFLOAT, the one number that is big-endian
          stack.push(view.getFloat64((at += 8) - 8, false));
          break;
        case 0x58: // BINUNICODE
        case 0x54: // BINSTRING
          stack.push(text.decode(take(u32())));
          break;
        case 0x8c: // SHORT_BINUNICODE
        case 0x55: // SHORT_BINSTRING
          stack.push(text.decode(take(u8())));
          break;
        case 0x8d: // BINUNICODE8
          stack.push(text.decode(take(u64())));
          break;
        case 0x42: // BINBYTES
          stack.push(take(u32()));
          break;
        case 0x43: // SHORT_BINBYTES
          stack.push(take(u8()));
          break;
        case 0x7d:
          stack.push(new Map());
          break;
        case 0x5d: // EMPTY_LIST
        case 0x29: // EMPTY_TUPLE
          stack.push([]);
          break;
        case 0x85:
          stack.push([pop()]);
          break;
        case 0x86: {
          const b = pop(), a = pop();
          stack.push([a, b]);
          break;
        }
        case 0x87: {
          const c = pop(), b = pop(), a = pop();
          stack.push([a, b, c]);
          break;
        }
        case 0x74: // TUPLE
        case 0x6c: // LIST
          stack.push(popToMark());
          break;
        case 0x61: { // APPEND
          const item = pop();
          append(top(), [item]);
          break;
        }
        case 0x65: { // APPENDS
          const items = popToMark();
          append(top(), items);
          break;
        }
        case 0x73: { // SETITEM
          const value = pop(), key = pop();
          put(top(), [key, value]);
          break;
        }
        case 0x75: { // SETITEMS
          const pairs = popToMark();
          put(top(), pairs);
          break;
        }
        case 0x63: // GLOBAL
          stack.push(name(line(), line()));
          break;
        case 0x93: { // STACK_GLOBAL
          const last = pop(), module = pop();
          if (typeof last !== "string" || typeof module !== "string") throw malformed();
          stack.push(name(module, last));
          break;
        }
        case 0x52: // REDUCE
        case 0x81: { // NEWOBJ
          const args = pop();
          stack.push(call(pop(), args));
          break;
        }
        case 0x62: // BUILD: attributes, such as the metadata of a state_dict, which weights do not need
          pop();
          top();
          break;
        case 0x51: // BINPERSID
          stack.push(storage(pop()));
          break;
        case 0x71: // BINPUT
          memo.set(u8(), top());
          break;
        case 0x72: // LONG_BINPUT
          memo.set(u32(), top());
          break;
        case 0x94: // MEMOIZE
          memo.set(memo.size, top());
          break;
        case 0x68: // BINGET
          stack.push(known(u8()));
          break;
        case 0x6a: // LONG_BINGET
          stack.push(known(u32()));
          break;
        default:
          throw malformed();
      }
    }
  } catch (error) {
    // Reading past the end.
    throw error instanceof RangeError ? malformed() : error;
  }
}
