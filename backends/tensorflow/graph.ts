import { type AttributeSetter, attributeSetter } from "./attributes.ts";
import { type Computed, type EagerExecutor, isComputed } from "./eager.ts";
import { type Attributes, type Executor, type Input, int64, type Value } from "./value.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** A result of a node, as the library names it: the node's address and which of its results. */
interface Node extends Value {
  readonly output: Bytes;
}

/** A function that the library has learned. */
export interface Learned {
  readonly name: string;
  readonly outputs: number;
  /** Makes the library forget it. */
  forget(): void;
}

let functions = 0;

/**
 * Writes ops into a graph instead of computing them. Values from outside become constants of the
 * graph, but for those that were declared as its arguments.
 */
export class GraphExecutor implements Executor {
  readonly #graph: Deno.PointerValue;
  readonly #arguments: Node[] = [];
  readonly #captured = new Map<Computed, Node>();
  readonly #setAttributes: AttributeSetter;
  #nodes = 0;

  constructor(readonly eager: EagerExecutor) {
    this.#graph = eager.native.call.TF_NewGraph();
    this.#setAttributes = attributeSetter(eager.native, "node");
  }

  /** Adds an argument to the function. */
  argument({ type, shape }: Value): Value {
    const { call, text } = this.eager.native;
    const operation = this.#begin("Placeholder");
    call.TF_SetAttrType(operation, text("dtype"), type);
    const dimensions = new Uint8Array(int64(shape).buffer);
    call.TF_SetAttrShape(operation, text("shape"), dimensions, shape.length);
    const node = this.#output(this.#end(operation, "an argument"), 0);
    this.#arguments.push(node);
    return node;
  }

  run(
    name: string,
    inputs: readonly Input<Value>[],
    attributes: Attributes,
    outputs: number,
  ): Node[] {
    const { call } = this.eager.native;
    const nodes = inputs.map((input) =>
      Array.isArray(input) ? input.map((value) => this.#node(value)) : this.#node(input as Value)
    );
    const operation = this.#begin(name);
    for (const node of nodes) {
      if (Array.isArray(node)) call.TF_AddInputList(operation, join(node), node.length);
      else call.TF_AddInput(operation, node.output);
    }
    this.#setAttributes(operation, attributes);
    const done = this.#end(operation, name);
    return Array.from({ length: outputs }, (_, i) => this.#output(done, i));
  }

  constant(type: number, shape: readonly number[], bytes: Uint8Array): Value {
    const value = this.eager.constant(type, shape, bytes);
    try {
      return this.#constant(value);
    } finally {
      this.eager.release(value);
    }
  }

  /** A graph's values live as long as the graph. */
  release(): void {}

  /** Ends the graph and teaches the library what it computes. */
  learn(results: readonly Value[]): Learned {
    const { native, context } = this.eager, { call, check, status, text } = native;
    const name = `crlc_${functions++}`;
    // a result must be a node's own
    const own = results.map((value) => this.run("Identity", [value], {}, 1)[0]);
    const definition = call.TF_GraphToFunction(
      ...[this.#graph, text(name), 0, -1, null] as const,
      ...[this.#arguments.length, join(this.#arguments), own.length, join(own)] as const,
      ...[null, null, null, status] as const,
    );
    check("a function of the step");
    call.TFE_ContextAddFunction(context.pointer, definition, status);
    check("a function of the step");
    call.TF_DeleteFunction(definition);
    return {
      name,
      outputs: own.length,
      forget: () => call.TFE_ContextRemoveFunction(context.pointer, text(name), status),
    };
  }

  close(): void {
    this.eager.native.call.TF_DeleteGraph(this.#graph);
  }

  #begin(type: string): Deno.PointerValue {
    const { call, text } = this.eager.native;
    const name = new TextEncoder().encode(`n${this.#nodes++}\0`);
    return call.TF_NewOperation(this.#graph, text(type), name);
  }

  #end(operation: Deno.PointerValue, what: string): Deno.PointerValue {
    const { call, check, status } = this.eager.native;
    const done = call.TF_FinishOperation(operation, status);
    check(what);
    return done;
  }

  #node(value: Value): Node {
    if (!isComputed(value)) return value as Node;
    let node = this.#captured.get(value);
    if (!node) this.#captured.set(value, node = this.#constant(value));
    return node;
  }

  #constant(value: Computed): Node {
    const { call, check, status, text } = this.eager.native;
    return this.eager.withTensor(value, (tensor) => {
      const operation = this.#begin("Const");
      call.TF_SetAttrType(operation, text("dtype"), value.type);
      call.TF_SetAttrTensor(operation, text("value"), tensor, status);
      check("a constant");
      return this.#output(this.#end(operation, "a constant"), 0);
    });
  }

  #output(operation: Deno.PointerValue, index: number): Node {
    const { call, status } = this.eager.native;
    const output = new Uint8Array(16), view = new DataView(output.buffer);
    view.setBigUint64(0, Deno.UnsafePointer.value(operation), true);
    view.setInt32(8, index, true);
    const rank = call.TF_GraphGetTensorNumDims(this.#graph, output, status);
    const shape = int64(new Array(Math.max(rank, 0)).fill(0));
    if (rank > 0) {
      const bytes = new Uint8Array(shape.buffer);
      call.TF_GraphGetTensorShape(this.#graph, output, bytes, rank, status);
    }
    return {
      output,
      type: call.TF_OperationOutputType(output),
      // of some results that only another op reads, nothing is known
      shape: Array.from(shape.subarray(0, Math.max(rank, 0)), Number),
    };
  }
}

function join(nodes: readonly Node[]): Bytes {
  const bytes = new Uint8Array(16 * Math.max(nodes.length, 1));
  nodes.forEach(({ output }, i) => bytes.set(output, 16 * i));
  return bytes;
}
