import { type Codes, codesOf } from "./huffman.ts";
import { isFrame } from "./is_frame.ts";

const SOI = 0xd8, EOI = 0xd9, SOS = 0xda, DHT = 0xc4, DRI = 0xdd, RESTART = 0xd0;
/** Frames of sequential scans with Huffman codes of 8 bits. */
const SEQUENTIAL: readonly number[] = [0xc0, 0xc1];

interface Component {
  readonly id: number;
  /** Blocks across and down in a unit of all components. */
  readonly across: number;
  readonly down: number;
}

/** A component within a scan. */
interface Coded {
  readonly blocks: number;
  readonly dc: Codes;
  readonly ac: Codes;
}

/**
 * Whether the scans of a sequential JPEG file hold less data than the picture needs. Decoders make
 * up what is missing and say nothing.
 *
 * Codes are read and not used, which takes as long as decoding does. A file that cannot be followed, or is
 * of another kind, is not said to be short.
 *
 * @param bytes A file that was walked to its end marker before.
 */
export function isShort(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const codes = new Map<number, Codes>();
  let components: Component[] = [], width = 0, height = 0, interval = 0;
  for (let at = 2; at + 4 <= bytes.length;) {
    const marker = bytes[at + 1];
    if (bytes[at] !== 0xff || marker === SOI || marker === EOI) return false;
    if (marker === 0xff) {
      at++;
      continue;
    }
    const start = at + 4, end = at + 2 + view.getUint16(at + 2);
    if (marker === DHT) {
      for (let from = start; from + 17 <= end;) {
        const counts = bytes.subarray(from + 1, from + 17);
        const total = counts.reduce((sum, count) => sum + count, 0);
        codes.set(bytes[from], codesOf(counts, bytes.subarray(from + 17, from + 17 + total)));
        from += 17 + total;
      }
    } else if (marker === DRI) {
      interval = view.getUint16(start);
    } else if (SEQUENTIAL.includes(marker)) {
      if (bytes[start] !== 8) return false;
      height = view.getUint16(start + 1);
      width = view.getUint16(start + 3);
      components = Array.from({ length: bytes[start + 5] }, (_, i) => {
        const from = start + 6 + 3 * i;
        return { id: bytes[from], across: bytes[from + 1] >> 4, down: bytes[from + 1] & 15 };
      });
    } else if (isFrame(marker)) {
      return false;
    } else if (marker === SOS) {
      const scan = scanOf(bytes.subarray(start, end), components, codes, width, height);
      if (!scan) return false;
      const { enough, next } = follow(bytes, end, scan.coded, scan.units, interval);
      if (enough !== true) return enough === false;
      at = next;
      continue;
    }
    at = end;
  }
  return false;
}

/** What a scan consists of: how many units, and what is in one. */
function scanOf(
  head: Uint8Array,
  components: readonly Component[],
  codes: ReadonlyMap<number, Codes>,
  width: number,
  height: number,
): { coded: Coded[]; units: number } | undefined {
  const most = (of: (component: Component) => number) => Math.max(...components.map(of));
  const across = most((c) => c.across), down = most((c) => c.down);
  const chosen = Array.from({ length: head[0] }, (_, i) => ({
    component: components.find(({ id }) => id === head[1 + 2 * i]),
    dc: codes.get(head[2 + 2 * i] >> 4),
    ac: codes.get(0x10 | head[2 + 2 * i] & 15),
  }));
  const coded: Coded[] = [];
  for (const { component, dc, ac } of chosen) {
    if (!component || !dc || !ac || component.across * component.down === 0) return undefined;
    coded.push({ blocks: chosen.length === 1 ? 1 : component.across * component.down, dc, ac });
  }
  if (coded.length === 0) return undefined;
  // A component alone has no padding to whole units of all of them.
  const alone = coded.length === 1 ? chosen[0].component : undefined;
  const blocks = (length: number, share: number, all: number) =>
    alone ? Math.ceil(Math.ceil(length * share / all) / 8) : Math.ceil(length / (8 * all));
  const units = blocks(width, alone?.across ?? 1, across) * blocks(height, alone?.down ?? 1, down);
  return { coded, units };
}

/**
 * Follows the codes of a scan.
 *
 * @param interval Units between restarts; 0 for none.
 * @returns Whether there is data for all units, `undefined` where no code fits; and where the next
 * marker is.
 */
function follow(
  bytes: Uint8Array,
  start: number,
  coded: readonly Coded[],
  units: number,
  interval: number,
): { enough: boolean | undefined; next: number } {
  let next = start;
  for (let left = units; left > 0;) {
    const { data, end } = unstuff(bytes, next);
    const count = interval > 0 ? Math.min(interval, left) : left;
    const enough = hasUnits(data, coded, count);
    next = end;
    left -= count;
    if (enough !== true || left === 0) return { enough, next };
    const marker = bytes[end + 1];
    if (marker < RESTART || marker > RESTART + 7) return { enough: false, next };
    next += 2;
  }
  return { enough: true, next };
}

/** The data up to the next marker, without what was stuffed in. */
function unstuff(bytes: Uint8Array, start: number): { data: Uint8Array; end: number } {
  let end = start;
  for (;;) {
    end = bytes.indexOf(0xff, end);
    if (end < 0) end = bytes.length;
    if (end >= bytes.length || (bytes[end + 1] !== 0 && bytes[end + 1] !== 0xff)) break;
    end += bytes[end + 1] === 0 ? 2 : 1;
  }
  // Zeros behind it, so that a code can be looked up at the end.
  const data = new Uint8Array(end - start + 4);
  let length = 0;
  for (let at = start; at < end; at++) {
    data[length++] = bytes[at];
    if (bytes[at] === 0xff) at++;
  }
  return { data: data.subarray(0, length + 4), end };
}

/** Whether there are so many units; `undefined` where no code fits. */
function hasUnits(data: Uint8Array, coded: readonly Coded[], count: number): boolean | undefined {
  const bits = 8 * (data.length - 4);
  let at = 0;
  for (let unit = 0; unit < count; unit++) {
    for (const { blocks, dc, ac } of coded) {
      for (let block = 0; block < blocks; block++) {
        for (let k = 0; k < 64;) {
          const byte = at >> 3;
          const sixteen = ((data[byte] << 16 | data[byte + 1] << 8 | data[byte + 2]) >>
            (8 - (at & 7))) & 0xffff;
          const code = (k === 0 ? dc : ac)[sixteen];
          // Ones at the end are filling.
          if (code === 0) return at + 16 > bits ? false : undefined;
          const run = code >> 4 & 15, size = code & 15;
          at += (code >> 8) + (k === 0 ? code & 255 : size);
          if (at > bits) return false;
          if (k === 0) k = 1;
          else if (size > 0) k += run + 1;
          else if (run === 15) k += 16;
          else break;
        }
      }
    }
  }
  return true;
}
