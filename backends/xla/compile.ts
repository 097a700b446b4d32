import { flattenStep, type Groups, type StepTensor } from "../step_tensors.ts";
import { shapesOf, stepOutput, type StepResults, traceStep } from "../traced/trace_step.ts";
import type { Info, XlaBackend } from "./backend.ts";
import { onDeviceLater } from "./device_errors.ts";
import { convert } from "./hlo/elementwise.ts";
import { type Layout, Node, type Shape, sizeOf, typeOfNode } from "./hlo/node.ts";
import { program } from "./hlo/program.ts";
import { concatenate, reshape, slice } from "./hlo/shapes.ts";
import { elementOf } from "./host_values.ts";
import { layoutOf } from "./layout.ts";
import type { Element } from "./pjrt/element.ts";
import type { Executable } from "./pjrt/executable.ts";

/** What a step computes: a result of the program, or a stretch of one. */
interface Computed {
  readonly element: Element;
  readonly shape: Shape;
  readonly result: number;
  readonly from?: number;
}

/** A step as a program that is called with tensors. */
interface Recorded {
  /** Empty where nothing is computed. */
  readonly text: string;
  readonly computed: readonly Computed[];
  readonly layouts: readonly Layout[];
  /** Inputs that the program overwrites. */
  readonly overwrites: readonly boolean[];
  /** Values from outside of the step, which it takes besides. */
  readonly outside: readonly Node[];
}

type Traced = StepResults & { readonly program: Recorded };

/** A pure function of tensors by group and name. */
type Pure = (input: Groups) => object;

/** What is asked of a program besides. */
export interface CompileOptions {
  /** Groups of inputs that are replaced, so that their memory may hold what replaces them. */
  readonly replaced: ReadonlySet<string>;
  /** Told of every program and the milliseconds that it took to write, for figures. */
  readonly onRecorded?: (text: string, milliseconds: number) => void;
}

/**
 * Traces a step or another pure function once for every set of shapes into one program. What nobody
 * else holds of the groups that are replaced is overwritten by what replaces it.
 */
export function compile(
  backend: XlaBackend,
  step: Pure,
  { replaced, onRecorded }: CompileOptions,
): (input: object) => Promise<Groups> {
  const known = new Map<string, Promise<{ traced: Traced; executable?: Executable }>>();
  const { programs, count } = backend.devices;
  const prepare = async (groups: readonly string[], inputs: readonly StepTensor[]) => {
    const began = performance.now();
    const traced = record(backend, step, { groups, inputs }, replaced);
    const { text } = traced.program;
    onRecorded?.(text, performance.now() - began);
    return { traced, executable: text === "" ? undefined : await programs.later(text, count) };
  };
  return async (input) => {
    const inputs = flattenStep(input), key = shapesOf(inputs);
    let prepared = known.get(key);
    if (!prepared) {
      known.set(key, prepared = prepare(Object.keys(input), inputs));
      // what could not be compiled may be once there is memory again
      prepared.catch(() => known.delete(key));
    }
    const { traced, executable } = await prepared;
    return executable
      ? await run(backend, traced, executable, inputs)
      : stepOutput(traced, inputs, []);
  };
}

function record(
  backend: XlaBackend,
  step: Pure,
  { groups, inputs }: { groups: readonly string[]; inputs: readonly StepTensor[] },
  replaced: ReadonlySet<string>,
): Traced {
  const { count } = backend.devices;
  const layouts = inputs.map((input) => layoutOf(input, count));
  const parameters = inputs.map(({ tensor }, i) => {
    const node = new Node(elementOf(tensor.dtype), tensor.shape);
    node.isParameter = true;
    node.layout = layouts[i];
    return node;
  });
  const tracer = {
    standIn: (i: number) => backend.own(parameters[i]),
    value(tensor: StepTensor["tensor"], [group]: StepTensor["path"]) {
      const node = backend.node(tensor);
      // an input under another name becomes a value of its own, and bfloat16 float32
      const value = node.isThere ? copyOf(node) : convert(node, elementOf(tensor.dtype));
      value.owners++;
      return { value, isTerm: group === "terms" };
    },
  };
  return backend.tracing(() =>
    traceStep(step, { groups, inputs }, tracer, (values, handedOn) => {
      const mayOverwrite = inputs.map(({ path: [group] }, i) =>
        replaced.has(group) && !handedOn.has(i)
      );
      const { results, computed } = pack(values);
      const { text, parameters: all, overwrites } = program(parameters, results, {
        ...{ closed: true, mayOverwrite, partitions: count },
      });
      const outside = all.slice(parameters.length);
      for (const node of outside) backend.hold(node);
      // what was written down is needed no more
      for (const node of results) if (node.owners === 0) backend.forgetInputs(node);
      for (const { value } of values) backend.release(value);
      const recorded = { computed, layouts, overwrites, outside };
      return { ...recorded, text: results.length === 0 ? "" : text };
    })
  );
}

/** The same values in a node of its own. */
const copyOf = (node: Node): Node =>
  new Node(
    node.element,
    node.shape,
    [node],
    ([x]) => `stablehlo.optimization_barrier ${x} : ${typeOfNode(node)}`,
  );

/** The results of a program: terms that are float32 become one, which is read at once. */
function pack(values: readonly { value: Node; isTerm: boolean }[]) {
  const terms = values.filter(({ value, isTerm }) => isTerm && value.element === "f32")
    .map(({ value }) => value);
  const packed = terms.length > 1
    ? concatenate(terms.map((term) => reshape(term, [sizeOf(term.shape)])), 0)
    : undefined;
  const results: Node[] = packed ? [packed] : [];
  let from = 0;
  const computed = values.map(({ value, isTerm }): Computed => {
    const { element, shape } = value;
    if (!packed || !isTerm || element !== "f32") {
      return { element, shape, result: results.push(value) - 1 };
    }
    const place = { element, shape, result: 0, from };
    from += sizeOf(shape);
    return place;
  });
  return { results, computed };
}

async function run(
  backend: XlaBackend,
  traced: Traced,
  executable: Executable,
  inputs: readonly StepTensor[],
): Promise<Groups> {
  const { devices } = backend, { computed, layouts, overwrites, outside } = traced.program;
  const nodes = [...inputs.map(({ tensor }) => backend.node(tensor)), ...outside];
  for (const node of nodes) backend.make(node);
  const given = nodes.map((node, i) => devices.all(node, layouts[i] ?? "whole"));
  const lists = Array.from({ length: devices.count }, (_, d) => given.map((list) => list[d]));
  const kept = nodes.flatMap((node, i) => overwrites[i] && isShared(node, nodes) ? [i] : []);
  const spared = new Set(kept);
  for (const node of nodes) node.owners++;
  let made: bigint[][];
  try {
    made = await onDeviceLater(() => executable.runLater(lists, kept));
    nodes.forEach((node, i) => {
      if (!overwrites[i] || spared.has(i)) return;
      devices.free(node);
      node.isDead = true;
    });
  } finally {
    for (const node of nodes) backend.release(node);
  }
  return stepOutput(traced, inputs, tensorsOf(backend, computed, made));
}

/** Whether something else than the one tensor of a step's input needs a value. */
const isShared = (node: Node, inputs: readonly Node[]) =>
  node.owners > 1 || node.users > 0 || inputs.indexOf(node) !== inputs.lastIndexOf(node);

/** Tensors of what a program has made. */
function tensorsOf(
  backend: XlaBackend,
  computed: readonly Computed[],
  made: readonly (readonly bigint[])[],
): Info[] {
  const results = new Map<number, Node>();
  const resultOf = ({ result, element, shape }: Computed) => {
    let node = results.get(result);
    if (!node) {
      node = new Node(element, shape);
      backend.devices.adopt(node, made.map((list) => list[result]));
      results.set(result, node);
    }
    return node;
  };
  const total = computed.reduce(
    (sum, { from, shape }) => from === undefined ? sum : sum + sizeOf(shape),
    0,
  );
  return computed.map((one) => {
    const { from, shape } = one;
    if (from === undefined) return backend.own(resultOf(one));
    const packed = resultOf({ ...one, shape: [total] });
    packed.isPacked = true;
    const node = reshape(slice(packed, [from], [from + sizeOf(shape)]), shape);
    node.stretch = { of: packed, from };
    return backend.own(node);
  });
}
