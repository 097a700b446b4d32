import { bytesOf } from "../../core/bytes_of.ts";
import type { Group, Summed } from "../../core/group.ts";
import { inParts } from "./in_parts.ts";
import type { MpiLibrary } from "./mpi_library.ts";
import { startWatchdog } from "./watchdog.ts";

/** A handle as the library takes it. */
type Handle = number | bigint;

/** Bytes of one call, whose counts are C ints. */
const MOST_BYTES = 2 ** 30;

/** How a group is entered. */
export interface Entry {
  /** As the launcher has told it. */
  readonly rank: number;
  /** How long a call may wait for the other ranks, in seconds. */
  readonly patience: number;
  /** Bytes of one call; longer messages go in parts. */
  readonly most?: number;
}

/**
 * Enters the group that a launcher has started this process in.
 *
 * @throws {Error} Where the library cannot begin.
 */
export function mpiGroup(
  { path, abi, version }: MpiLibrary,
  { rank: told, patience, most = MOST_BYTES }: Entry,
): Group {
  const handle = abi.name === "mpich" ? "i32" : "usize";
  const { symbols } = Deno.dlopen(path, functionsOf(handle));
  const valueOf = (constant: bigint | string): bigint =>
    typeof constant === "string" ? addressIn(path, constant) : constant;
  const passed = (constant: bigint | string): Handle =>
    handle === "i32" ? Number(valueOf(constant)) : valueOf(constant);
  const world = passed(abi.world), byte = passed(abi.byte), add = passed(abi.sum);
  const float = passed(abi.float), double = passed(abi.double);
  const succeed = (call: string, code: number) => {
    if (code !== 0) throw new Error(`Cannot go on: ${call} of ${version} fails with code ${code}`);
  };
  // Before the first call: one of the others may never make it.
  const watchdog = startWatchdog({
    ...{ rank: told, patience, library: path, handle, world: valueOf(abi.world) },
  });
  const call = (name: string, make: () => number) => succeed(name, watchdog.during(name, make));
  call(
    "MPI_Init_thread",
    () => symbols.MPI_Init_thread(null, null, abi.threadMultiple, new Int32Array(1)),
  );
  const number = new Int32Array(1);
  const asked = (call: "MPI_Comm_rank" | "MPI_Comm_size") => {
    succeed(call, symbols[call](world as never, number));
    return number[0];
  };
  const rank = asked("MPI_Comm_rank"), size = asked("MPI_Comm_size");
  const passable = (view: ArrayBufferView) => bytesOf(view) as Uint8Array<ArrayBuffer>;

  const messages = {
    ...{ rank, size },
    gather(own: ArrayBufferView, all: ArrayBufferView) {
      const from = passable(own), to = passable(all), n = from.length;
      call(
        "gather",
        () => symbols.MPI_Allgather(from, n, byte as never, to, n, byte as never, world as never),
      );
    },
    sum(own: Summed, all: Summed) {
      const type = own instanceof Float64Array ? double : float;
      const from = passable(own), to = passable(all);
      call("sum", () =>
        symbols.MPI_Allreduce(
          ...[from, to, own.length, type as never, add as never, world as never] as const,
        ));
    },
    broadcast(bytes: Uint8Array, from: number) {
      call(
        "broadcast",
        () => symbols.MPI_Bcast(passable(bytes), bytes.length, byte as never, from, world as never),
      );
    },
  };

  return {
    ...{ rank, size, carrier: version },
    ...inParts(messages, most),
    during: (what, work) => watchdog.duringWork(what, work),
    abort: (code) => void symbols.MPI_Abort(world as never, code),
    [Symbol.dispose]() {
      watchdog[Symbol.dispose]();
      symbols.MPI_Finalize();
    },
  };
}

function functionsOf<H extends "i32" | "usize">(handle: H) {
  return {
    MPI_Init_thread: { parameters: ["pointer", "pointer", "i32", "buffer"], result: "i32" },
    MPI_Finalize: { parameters: [], result: "i32" },
    MPI_Abort: { parameters: [handle, "i32"], result: "i32" },
    MPI_Comm_rank: { parameters: [handle, "buffer"], result: "i32" },
    MPI_Comm_size: { parameters: [handle, "buffer"], result: "i32" },
    MPI_Allreduce: {
      parameters: ["buffer", "buffer", "i32", handle, handle, handle],
      result: "i32",
    },
    MPI_Allgather: {
      parameters: ["buffer", "i32", handle, "buffer", "i32", handle, handle],
      result: "i32",
    },
    MPI_Bcast: { parameters: ["buffer", "i32", handle, "i32", handle], result: "i32" },
  } as const;
}

/** The address of a library's own data. */
function addressIn(path: string, name: string): bigint {
  const { symbols } = Deno.dlopen(path, { [name]: { type: "pointer" } });
  return BigInt(Deno.UnsafePointer.value(symbols[name] as Deno.PointerValue));
}
