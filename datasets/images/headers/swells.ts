import { constants, inflateSync } from "node:zlib";

/** Deflated bytes become a thousand times as many at most. */
const MOST_GROWTH = 1032;

/**
 * Whether deflated data becomes more bytes than it may. Damaged data becomes what it is up to the
 * damage.
 *
 * @param data With the header of zlib.
 * @param most Bytes.
 */
export function swells(data: Uint8Array, most: number): boolean {
  if (data.length * MOST_GROWTH <= most) return false;
  try {
    inflateSync(data, { maxOutputLength: most, finishFlush: constants.Z_SYNC_FLUSH });
    return false;
  } catch (error) {
    return error instanceof RangeError;
  }
}
