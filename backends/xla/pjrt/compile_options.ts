import { type Bytes, encode } from "./memory.ts";

/** A number as protocol buffers write it. */
function varint(value: number): number[] {
  const bytes: number[] = [];
  for (; value > 127; value = Math.floor(value / 128)) bytes.push(value % 128 + 128);
  return [...bytes, value];
}

const number = (field: number, value: number) => [...varint(field * 8), ...varint(value)];
const message = (field: number, bytes: readonly number[]) => [
  ...varint(field * 8 + 2),
  ...varint(bytes.length),
  ...bytes,
];

/** Fields of XLA's `CompileOptionsProto`, `ExecutableBuildOptionsProto`, `DeviceAssignmentProto`. */
const BUILD = 3, FLAGS = 7;
const REPLICAS = 4, PARTITIONS = 5, SPLIT_BY_XLA = 6, ASSIGNMENT = 9, BY_SHARDY = 19;
const ROWS = 1, COLUMNS = 2, COLUMN = 3;

/** A flag of XLA, for this program alone. */
const flag = (name: string, value: boolean) =>
  message(FLAGS, [...message(1, [...encode(name)]), ...message(2, number(2, Number(value)))]);

/** Maxima on CPUs would look past what is not a number. */
const KEEP_NAN = flag("xla_cpu_enable_fast_min_max", false);

/**
 * What XLA is told besides the program.
 *
 * @param partitions Devices that it splits the program over, as Shardy's annotations say.
 */
export function compileOptions(partitions: number): Bytes {
  const build = [...number(REPLICAS, 1), ...number(PARTITIONS, partitions)];
  if (partitions > 1) {
    const columns = Array.from(
      { length: partitions },
      (_, device) => message(COLUMN, message(1, varint(device))),
    );
    const assignment = [...number(ROWS, 1), ...number(COLUMNS, partitions), ...columns.flat()];
    build.push(...number(SPLIT_BY_XLA, 1), ...message(ASSIGNMENT, assignment));
    build.push(...number(BY_SHARDY, 1));
  }
  return Uint8Array.from([...message(BUILD, build), ...KEEP_NAN]);
}
