import { bytesOf } from "./bytes_of.ts";
import type { Group, Summed } from "./group.ts";

/** Bytes that a rank can show the others at once; longer arrays go piece by piece. */
const SLOT = 1 << 18;
/** Numbers of the state in front of the slots: ranks that have arrived, the round, whether one failed. */
const ARRIVED = 0, ROUND = 1, FAILED = 2, STATE_BYTES = 64;
/** A rank that is not heard of for so long is taken for lost. */
const PATIENCE_MS = 60_000;

/** Memory for a group of threads. */
export function groupMemory(size: number): SharedArrayBuffer {
  return new SharedArrayBuffer(STATE_BYTES + size * SLOT);
}

/**
 * A group whose ranks are threads of one process: what tests use in place of MPI. A thread may be
 * the main one.
 *
 * @param memory Of {@link groupMemory}, the same for all.
 * @throws {Error} From any call where another rank has failed, or was silent for a minute.
 */
export function threadGroup(memory: SharedArrayBuffer, rank: number, size: number): Group {
  const state = new Int32Array(memory, 0, 3);
  const slot = (of: number) => new Uint8Array(memory, STATE_BYTES + of * SLOT, SLOT);

  /** Waits until all ranks are here. */
  function meet(): void {
    const round = Atomics.load(state, ROUND);
    if (Atomics.add(state, ARRIVED, 1) === size - 1) {
      Atomics.store(state, ARRIVED, 0);
      Atomics.add(state, ROUND, 1);
      Atomics.notify(state, ROUND);
    }
    while (Atomics.load(state, ROUND) === round && Atomics.load(state, FAILED) === 0) {
      if (Atomics.wait(state, ROUND, round, PATIENCE_MS) === "timed-out") {
        throw new Error(`Cannot go on: rank ${rank} has waited ${PATIENCE_MS / 1000} s for others`);
      }
    }
    if (Atomics.load(state, FAILED) !== 0) {
      throw new Error(`Cannot go on: another rank than ${rank} has failed`);
    }
  }

  function gather(own: ArrayBufferView, all: ArrayBufferView): void {
    const from = bytesOf(own), to = bytesOf(all), n = from.length;
    for (let at = 0; at < n; at += SLOT) {
      const piece = from.subarray(at, at + SLOT);
      slot(rank).set(piece);
      meet();
      for (let r = 0; r < size; r++) to.set(slot(r).subarray(0, piece.length), r * n + at);
      meet();
    }
  }

  function sum(own: Summed, all: Summed): void {
    const Kind = own.constructor as Float64ArrayConstructor;
    const each = new Kind(own.length * size);
    gather(own, each);
    for (let i = 0; i < own.length; i++) {
      // In the order of the ranks and in double precision: the same everywhere.
      let total = 0;
      for (let r = 0; r < size; r++) total += each[r * own.length + i];
      all[i] = total;
    }
  }

  return {
    ...{ rank, size, carrier: "threads of one process", sum, gather },
    fromFirst(bytes) {
      const all = new Uint8Array(bytes.length * size);
      gather(bytes, all);
      bytes.set(all.subarray(0, bytes.length));
    },
    during: (_what, work) => work(),
    abort() {
      Atomics.store(state, FAILED, 1);
      Atomics.add(state, ROUND, 1);
      Atomics.notify(state, ROUND);
    },
    [Symbol.dispose]() {},
  };
}
