import { CountedBackend } from "../traced/counted_backend.ts";
import type { tf } from "../tf.ts";
import type { Devices } from "./devices.ts";
import { convert } from "./hlo/elementwise.ts";
import { Node, sizeOf } from "./hlo/node.ts";
import { dtypeOf, elementOf, viewOf } from "./host_values.ts";
import type { View } from "./pjrt/memory.ts";

/** A tensor of TensorFlow.js without its methods. */
export type Info = tf.TensorInfo;

/**
 * TensorFlow.js's view of XLA. A kernel computes nothing: it makes nodes, which become the program of
 * a step, or are computed together with all others that are alive once one of them is read.
 */
export class XlaBackend extends CountedBackend<Node> {
  /** Nodes that compiled programs take besides their inputs. */
  readonly #held: Node[] = [];
  #isTracing = false;

  /**
   * @param halves Whether convolutions and dense layers compute in bfloat16.
   * @param exact Whether products take all bits of float32, or a GPU may drop some (TF32).
   */
  constructor(
    readonly devices: Devices,
    readonly halves: boolean,
    readonly exact: boolean,
  ) {
    super("XLA");
  }

  node({ dataId }: Pick<Info, "dataId">): Node {
    return this.dataOf(dataId);
  }

  /** The node in float32, or what else the tensor says it is. */
  full(info: Info): Node {
    const node = this.node(info);
    return node.element === "bf16" ? convert(node, "f32") : node;
  }

  /** The node in the type that convolutions and dense layers compute in. */
  low(info: Info): Node {
    return this.half(this.node(info));
  }

  /** A value in the type that convolutions and dense layers compute in. */
  half(node: Node): Node {
    return this.halves && node.element === "f32" ? convert(node, "bf16") : node;
  }

  /** Makes a tensor of a node. */
  own(node: Node): Info {
    node.owners++;
    return { dataId: this.count(node), shape: [...node.shape], dtype: dtypeOf(node.element) };
  }

  protected override fromHost(values: tf.BackendValues, shape: number[], dtype: tf.DataType): Node {
    const node = new Node(elementOf(dtype), shape);
    node.host = viewOf(values, dtype);
    node.owners++;
    return node;
  }

  protected override end(node: Node): void {
    this.release(node);
  }

  /** Takes down what kernels make meanwhile, so that nothing can be read. */
  tracing<Result>(body: () => Result): Result {
    this.#isTracing = true;
    try {
      return body();
    } finally {
      this.#isTracing = false;
    }
  }

  /** Makes sure that a value is there: computes all tensors that are alive and not computed yet. */
  make(node: Node): void {
    requireAlive(node);
    if (node.isThere) return;
    if (this.#isTracing) {
      throw new TypeError("Cannot read a tensor while a step is traced: a step must be pure");
    }
    const pending = new Set<Node>([node]);
    for (const node of this.allData()) {
      if (!node.isThere && !node.isDead && !node.stretch) pending.add(node);
    }
    this.devices.compute([...pending]);
    for (const node of pending) this.forgetInputs(node);
  }

  override readSync(dataId: object): tf.BackendValues {
    const node = this.dataOf(dataId), whole = node.stretch?.of ?? node;
    this.make(whole);
    return valuesIn(node, whole.host ?? this.#kept(whole, this.devices.read(whole)));
  }

  override async read(dataId: object): Promise<tf.BackendValues> {
    const node = this.dataOf(dataId), whole = node.stretch?.of ?? node;
    this.make(whole);
    if (whole.host) return valuesIn(node, whole.host);
    const reading = whole.reading ??= this.devices.readLater(whole);
    return valuesIn(
      node,
      this.#kept(whole, await reading.finally(() => whole.reading = undefined)),
    );
  }

  /** What has stretches is read once for all of them. */
  #kept(node: Node, values: View): View {
    if (node.isPacked) node.host = values;
    return values;
  }

  /** Keeps a node until the backend closes. */
  hold(node: Node): void {
    node.owners++;
    this.#held.push(node);
  }

  /** Takes one owner from a node. */
  release(node: Node): void {
    node.owners--;
    this.#letGo(node);
  }

  /** Ends a node that nothing needs any more, and those that only it needed. */
  #letGo(node: Node): void {
    const open = [node];
    for (let one = open.pop(); one; one = open.pop()) {
      if (one.owners > 0 || one.users > 0) continue;
      this.devices.free(one);
      for (const input of one.inputs) {
        input.users--;
        open.push(input);
      }
      one.inputs = [];
    }
  }

  /** A node that is computed needs its inputs no more. */
  forgetInputs(node: Node): void {
    const { inputs } = node;
    node.inputs = [];
    for (const input of inputs) {
      input.users--;
      this.#letGo(input);
    }
  }

  /** Milliseconds that a function takes, with what it leaves to be computed. */
  override time(run: () => void): Promise<tf.BackendTimingInfo> {
    const start = performance.now();
    run();
    for (const node of this.allData()) {
      if (!node.isThere && !node.isDead) {
        this.make(node);
        break;
      }
    }
    return Promise.resolve({ kernelMs: performance.now() - start });
  }

  /** Tensors may outlive the backend; only what it keeps for itself ends with it. */
  override dispose(): void {
    for (const node of this.#held.splice(0)) this.release(node);
    this.devices.close();
  }
}

/** Refuses a value that is no more. */
function requireAlive({ isDead, shape }: Node): void {
  if (!isDead) return;
  throw new TypeError(
    `Cannot use a tensor of shape [${shape}]: it must not have been given to a training step as weight, ` +
      "buffer or slot, and was, so that its memory holds what replaces it; clone it before",
  );
}

/** The values of a node in those of the value that it is, or is a stretch of. */
function valuesIn(node: Node, whole: View): tf.BackendValues {
  if (!node.stretch) return whole as Float32Array;
  const { from } = node.stretch;
  return (whole as Float32Array).slice(from, from + sizeOf(node.shape));
}
