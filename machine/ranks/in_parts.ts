import { bytesOf } from "../../core/bytes_of.ts";
import type { Group, Summed } from "../../core/group.ts";

/** Messages of which each holds no more than a C int can count. */
export interface Messages extends Pick<Group, "rank" | "size" | "sum" | "gather"> {
  /** Fills `bytes` with those of a rank. */
  broadcast(bytes: Uint8Array, from: number): void;
}

/**
 * Messages of any length, made of short ones.
 *
 * @param most Bytes of a short one, all ranks together; a multiple of 8.
 */
export function inParts(
  { rank, size, sum, gather, broadcast }: Messages,
  most: number,
): Pick<Group, "sum" | "gather" | "fromFirst"> {
  const send = (bytes: Uint8Array, from: number) => {
    for (let at = 0; at < bytes.length; at += most) broadcast(bytes.subarray(at, at + most), from);
  };
  return {
    sum(own: Summed, all: Summed) {
      const step = most / own.BYTES_PER_ELEMENT;
      for (let at = 0; at < own.length; at += step) {
        sum(own.subarray(at, at + step), all.subarray(at, at + step));
      }
    },
    gather(own, all) {
      const to = bytesOf(all), n = own.byteLength;
      if (to.length <= most) return gather(own, all);
      to.set(bytesOf(own), rank * n);
      for (let r = 0; r < size; r++) send(to.subarray(r * n, (r + 1) * n), r);
    },
    fromFirst: (bytes) => send(bytes, 0),
  };
}
