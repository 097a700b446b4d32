import { literal, splat } from "./constants.ts";
import { type Node, sizeOf, typeOfNode } from "./node.ts";
import { meshOf, shardingOf } from "./sharding.ts";

/** A program of StableHLO, and what it is called with. */
export interface Program {
  readonly text: string;
  /** In the order of its parameters: those given, then whatever else is there already. */
  readonly parameters: readonly Node[];
  /** For each parameter, whether the program overwrites it. */
  readonly overwrites: readonly boolean[];
}

export interface ProgramOptions {
  /** Whether values from the host may be written into the program. */
  readonly closed: boolean;
  /** For each of the parameters given, whether the program may overwrite it. */
  readonly mayOverwrite?: readonly boolean[];
  /** Devices that the program is split over. */
  readonly partitions?: number;
}

/** Most values that are written into a program. */
const MOST_WRITTEN = 1024;

/** Writes the program that computes `results` of `parameters`. */
export function program(
  parameters: readonly Node[],
  results: readonly Node[],
  { closed, mayOverwrite = [], partitions = 1 }: ProgramOptions,
): Program {
  const { lines, names, inputs } = writeLines(parameters, results, closed);
  const places = aliases(inputs, results, mayOverwrite);
  const split = partitions > 1;
  const signature = inputs.map((node, i) => {
    const attributes = [
      ...places[i] === undefined ? [] : [`tf.aliasing_output = ${places[i]} : i32`],
      ...split ? [shardingOf(node)] : [],
    ];
    return `%a${i}: ${typeOfNode(node)}${
      attributes.length > 0 ? ` {${attributes.join(", ")}}` : ""
    }`;
  });
  const types = results.map(typeOfNode).join(", ");
  const returned = split
    ? results.map((node) => `${typeOfNode(node)} {${shardingOf(node)}}`).join(", ")
    : types;
  const text = [
    `module @step attributes {mhlo.num_partitions = ${partitions} : i32, mhlo.num_replicas = 1 : i32} {`,
    ...split ? [meshOf(partitions)] : [],
    `func.func public @main(${signature.join(", ")}) -> (${returned}) {`,
    ...lines,
    `  return ${results.map((node) => names.get(node)).join(", ")} : ${types}`,
    "}",
    "}",
    "",
  ].join("\n");
  return { text, parameters: inputs, overwrites: places.map((place) => place !== undefined) };
}

/** The operations that results need, each once, after those whose results they take. */
function writeLines(parameters: readonly Node[], results: readonly Node[], closed: boolean) {
  const names = new Map<Node, string>(), lines: string[] = [], known = new Map<string, string>();
  const inputs = [...parameters];
  parameters.forEach((parameter, i) => names.set(parameter, `%a${i}`));
  const line = (operation: string, results: number) => {
    // the same operation on the same values need not be done twice
    const before = known.get(operation);
    if (before !== undefined) return before;
    const name = `%${lines.length}`;
    lines.push(`  ${name}${results > 1 ? `:${results}` : ""} = ${operation}`);
    known.set(operation, name);
    return name;
  };
  const open = results.toReversed();
  for (let node = open.at(-1); node; node = open.at(-1)) {
    if (names.has(node)) {
      open.pop();
      continue;
    }
    if (node.isThere) {
      const constant = closed ? written(node) : undefined;
      names.set(node, constant ? line(constant.write!([]), 1) : `%a${inputs.push(node) - 1}`);
      continue;
    }
    const missing = node.inputs.filter((input) => !names.has(input));
    if (missing.length > 0) {
      open.push(...missing);
      continue;
    }
    const given = node.inputs.map((input) => names.get(input)!);
    names.set(
      node,
      node.result === undefined
        ? line(node.write!(given), node.results)
        : `${given[0]}#${node.result}`,
    );
  }
  return { lines, names, inputs };
}

/** A value on the host as part of the program, where it is small or the same everywhere. */
function written({ host, element, shape }: Node): Node | undefined {
  if (!host) return undefined;
  const values = host as Float32Array, size = sizeOf(shape);
  if (size > 0 && values.every((value) => Object.is(value, values[0]))) {
    return splat(values[0], element, shape);
  }
  return size <= MOST_WRITTEN ? literal(values, element, shape) : undefined;
}

/** For each parameter that may be overwritten, the number of the result that takes its place. */
function aliases(
  inputs: readonly Node[],
  results: readonly Node[],
  mayOverwrite: readonly boolean[],
): (number | undefined)[] {
  const free = results.map((node, i) => ({ node, i })).filter(({ node }) => !node.isThere);
  return inputs.map((input, i) => {
    if (!mayOverwrite[i]) return undefined;
    const place = free.findIndex(({ node }) =>
      typeOfNode(node) === typeOfNode(input) && node.layout === input.layout
    );
    return place < 0 ? undefined : free.splice(place, 1)[0].i;
  });
}
