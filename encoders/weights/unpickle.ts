import { malformed, PickleReader } from "./pickle_reader.ts";
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

/** More values than any file of weights has; what has more is damaged. */
const MOST_VALUES = 10_000_000;

const MARK = Symbol("mark");

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
  const reader = new PickleReader(bytes, start), machine = new Machine();
  try {
    for (;;) {
      machine.count();
      const code = reader.u8();
      if (code === STOP) return { value: machine.pop(), end: reader.at };
      const instruction = INSTRUCTIONS.get(code);
      if (!instruction) throw malformed();
      instruction(machine, reader);
    }
  } catch (error) {
    // Reading past the end.
    throw error instanceof RangeError ? malformed() : error;
  }
}

/** The stack and the memory that the instructions of a pickle work on. */
class Machine {
  readonly #stack: unknown[] = [];
  readonly #memo = new Map<number, unknown>();
  #values = 0;

  /** Counts an instruction, so that damage does not fill the memory. */
  count(): void {
    if (++this.#values > MOST_VALUES) throw malformed();
  }

  push(value: unknown): void {
    this.#stack.push(value);
  }

  pop(): unknown {
    const value = this.top();
    this.#stack.pop();
    return value;
  }

  top(): unknown {
    if (this.#stack.length === 0 || this.#stack.at(-1) === MARK) throw malformed();
    return this.#stack.at(-1);
  }

  /** Takes off whatever is on top, a mark too. */
  drop(): void {
    if (this.#stack.pop() === undefined) throw malformed();
  }

  /** The last values, in the order in which they were pushed. */
  popMany(count: number): unknown[] {
    return Array.from({ length: count }, () => this.pop()).reverse();
  }

  popToMark(): unknown[] {
    const mark = this.#stack.lastIndexOf(MARK);
    if (mark < 0) throw malformed();
    const items = this.#stack.splice(mark);
    this.#values += items.length;
    return items.slice(1);
  }

  /** Remembers what is on top, by the next free number where none is given. */
  remember(index = this.#memo.size): void {
    this.#memo.set(index, this.top());
  }

  recall(index: number): void {
    if (!this.#memo.has(index)) throw malformed();
    this.push(this.#memo.get(index));
  }
}

function nameOf(module: string, name: string): PythonName {
  const full = `${module}.${name}`;
  if (ALLOWED.has(full) || TYPE.test(full)) return new PythonName(full);
  throw badWeights(
    `it asks for "${full.slice(0, 80)}" of Python, which no weights need; nothing of it is run`,
    "in Python, save the weights alone: torch.save(model.state_dict(), path)",
  );
}

function storageOf(id: unknown): PickledStorage {
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
}

function call(what: unknown, args: unknown): unknown {
  const make = what instanceof PythonName ? ALLOWED.get(what.name) : undefined;
  if (!make || !Array.isArray(args)) throw malformed();
  return make(args);
}

function put(into: unknown, pairs: readonly unknown[]): void {
  if (into === UNUSED) return;
  if (!(into instanceof Map) || pairs.length % 2) throw malformed();
  for (let i = 0; i < pairs.length; i += 2) into.set(pairs[i], pairs[i + 1]);
}

function append(into: unknown, items: readonly unknown[]): void {
  if (!Array.isArray(into)) throw malformed();
  for (const item of items) into.push(item);
}

type Instruction = (machine: Machine, reader: PickleReader) => void;

const STOP = 0x2e;

const shortText: Instruction = (machine, reader) => machine.push(reader.text(reader.u8()));
const text: Instruction = (machine, reader) => machine.push(reader.text(reader.u32()));
const emptyArray: Instruction = (machine) => machine.push([]);
const array: Instruction = (machine) => machine.push(machine.popToMark());
const make: Instruction = (machine) => {
  const args = machine.pop();
  machine.push(call(machine.pop(), args));
};

/** What the instructions do, by code; their names are those of Python's `pickletools`. */
const INSTRUCTIONS: ReadonlyMap<number, Instruction> = new Map<number, Instruction>([
  [0x80, (_machine, reader) => { // PROTO
    if (reader.u8() > 5) throw malformed();
  }],
  [0x95, (_machine, reader) => reader.skip(8)], // FRAME
  [0x28, (machine) => machine.push(MARK)],
  [0x30, (machine) => machine.drop()], // POP
  [0x32, (machine) => machine.push(machine.top())], // DUP
  [0x4e, (machine) => machine.push(null)],
  [0x88, (machine) => machine.push(true)],
  [0x89, (machine) => machine.push(false)],
  [0x4a, (machine, reader) => machine.push(reader.i32())], // BININT
  [0x4b, (machine, reader) => machine.push(reader.u8())],
  [0x4d, (machine, reader) => machine.push(reader.u16())],
  [0x8a, (machine, reader) => machine.push(reader.long(reader.u8()))], // LONG1
  [0x47, (machine, reader) => machine.push(reader.f64())], // BINFLOAT
  [0x58, text], // BINUNICODE
  [0x54, text], // BINSTRING
  [0x8c, shortText], // SHORT_BINUNICODE
  [0x55, shortText], // SHORT_BINSTRING
  [0x8d, (machine, reader) => machine.push(reader.text(reader.u64()))], // BINUNICODE8
  [0x42, (machine, reader) => machine.push(reader.take(reader.u32()))], // BINBYTES
  [0x43, (machine, reader) => machine.push(reader.take(reader.u8()))], // SHORT_BINBYTES
  [0x7d, (machine) => machine.push(new Map())],
  [0x5d, emptyArray], // EMPTY_LIST
  [0x29, emptyArray], // EMPTY_TUPLE
  [0x85, (machine) => machine.push(machine.popMany(1))], // TUPLE1
  [0x86, (machine) => machine.push(machine.popMany(2))], // TUPLE2
  [0x87, (machine) => machine.push(machine.popMany(3))], // TUPLE3
  [0x74, array], // TUPLE
  [0x6c, array], // LIST
  [0x61, (machine) => { // APPEND
    const items = machine.popMany(1);
    append(machine.top(), items);
  }],
  [0x65, (machine) => { // APPENDS
    const items = machine.popToMark();
    append(machine.top(), items);
  }],
  [0x73, (machine) => { // SETITEM
    const pair = machine.popMany(2);
    put(machine.top(), pair);
  }],
  [0x75, (machine) => { // SETITEMS
    const pairs = machine.popToMark();
    put(machine.top(), pairs);
  }],
  [0x63, (machine, reader) => machine.push(nameOf(reader.line(), reader.line()))], // GLOBAL
  [0x93, (machine) => { // STACK_GLOBAL
    const [module, name] = machine.popMany(2);
    if (typeof name !== "string" || typeof module !== "string") throw malformed();
    machine.push(nameOf(module, name));
  }],
  [0x52, make], // REDUCE
  [0x81, make], // NEWOBJ
  [0x62, (machine) => { // BUILD: attributes, such as the metadata of a state_dict; weights need none
    machine.pop();
    machine.top();
  }],
  [0x51, (machine) => machine.push(storageOf(machine.pop()))], // BINPERSID
  [0x71, (machine, reader) => machine.remember(reader.u8())], // BINPUT
  [0x72, (machine, reader) => machine.remember(reader.u32())], // LONG_BINPUT
  [0x94, (machine) => machine.remember()], // MEMOIZE
  [0x68, (machine, reader) => machine.recall(reader.u8())], // BINGET
  [0x6a, (machine, reader) => machine.recall(reader.u32())], // LONG_BINGET
]);
