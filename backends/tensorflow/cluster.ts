import { CrlcError } from "../../core/errors.ts";
import { processEnv } from "../../core/folders.ts";
import type { Group } from "../../core/group.ts";
import { largestOf } from "../../core/largest_of.ts";
import { configuration, type Context } from "./context.ts";
import { type Native, readText } from "./native.ts";
import { field, numberField } from "./protocol.ts";

/** Processes whose ops TensorFlow computes together, by its own messages. */
export interface Cluster {
  readonly group: Group;
  /** The number of the next op of all ranks; they make theirs in one order. */
  nextInstance(): number;
}

/** Times that other ports are tried where one was taken meanwhile. */
const TRIES = 10;
/** Bytes of an address, such as `node17.cluster.example:40123`. */
const ADDRESS_BYTES = 288;

/** What this process has told TensorFlow, which keeps its server until the process ends. */
let joined: { readonly own: string; readonly all: string } | undefined;
let instances = 0;

/**
 * Lets TensorFlow compute with the other ranks. The group carries the addresses, at which
 * TensorFlow then listens; `CRLC_RANK_HOST` names this machine where its own name will not do.
 *
 * @param port A port to try.
 * @throws {CrlcError} `NO_RANK_PORT` on every rank where one finds no port that it can listen at.
 */
export function joinCluster(
  native: Native,
  context: Context,
  group: Group,
  port: () => number = anyPort,
): Cluster {
  const places = gatherTexts(group, machine());
  const host = places.every((place) => place === places[0]) ? "127.0.0.1" : places[group.rank];
  let reason = "";
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const address = joined?.own ?? `${host}:${port()}`;
    const all = gatherTexts(group, address);
    if (joined?.all !== all.join()) {
      const failure = enable(native, context, group.rank, all);
      if (failure === undefined) joined = { own: address, all: all.join() };
      else reason = failure;
    }
    // All go on only together.
    if (largestOf(group, joined?.all === all.join() ? 0 : 1) === 0) {
      instances = largestOf(group, instances);
      return { group, nextInstance: () => ++instances };
    }
  }
  throw new CrlcError(
    "backend",
    "NO_RANK_PORT",
    `Cannot compute on ${group.size} ranks: TensorFlow must listen for the other ranks, and cannot after ${TRIES} tries${
      reason && `: ${reason}`
    }`,
    { hint: "let CRLC_RANK_HOST name this machine as the others reach it, or use --backend wasm" },
  );
}

/** How other machines reach this one. */
const machine = () => processEnv.env("CRLC_RANK_HOST") ?? Deno.hostname();

/** A port below those that the system gives away; whether it is free, TensorFlow finds out. */
const anyPort = () => 20_000 + Math.floor(Math.random() * 12_000);

/** A text of every rank. */
function gatherTexts(group: Group, text: string): string[] {
  const own = new Uint8Array(ADDRESS_BYTES), all = new Uint8Array(ADDRESS_BYTES * group.size);
  new TextEncoder().encodeInto(text, own);
  group.gather(own, all);
  return Array.from({ length: group.size }, (_, rank) => {
    const bytes = all.subarray(rank * ADDRESS_BYTES, (rank + 1) * ADDRESS_BYTES);
    return new TextDecoder().decode(bytes).replace(/\0+$/, "");
  });
}

/**
 * Starts TensorFlow's server, or tells it of others.
 *
 * @returns Why it cannot, if so.
 */
function enable(
  { call, status }: Native,
  { pointer, threads }: Context,
  rank: number,
  addresses: readonly string[],
): string | undefined {
  const server = serverDefinition(addresses, rank, threads);
  call.TFE_EnableCollectiveOps(pointer, server, BigInt(server.length), status);
  return call.TF_GetCode(status) === 0 ? undefined : readText(call.TF_Message(status));
}

/**
 * TensorFlow's `ServerDef`: the cluster (1) with one job (1) of a name (1) and the tasks' addresses
 * by number (2); then job (2) and task (3) of this process, its configuration (4) with the task
 * that leads (16, 1), and the protocol (5).
 */
function serverDefinition(
  addresses: readonly string[],
  rank: number,
  threads: number,
): Uint8Array<ArrayBuffer> {
  const tasks = addresses.flatMap((address, i) =>
    field(2, [...numberField(1, i), ...field(2, address)])
  );
  const leader = field(16, field(1, "/job:worker/replica:0/task:0"));
  return Uint8Array.from([
    ...field(1, field(1, [...field(1, "worker"), ...tasks])),
    ...field(2, "worker"),
    ...numberField(3, rank),
    ...field(4, [...configuration(threads, false), ...leader]),
    ...field(5, "grpc"),
  ]);
}
