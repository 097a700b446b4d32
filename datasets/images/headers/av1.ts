/** The kind of open bitstream units that say how large frames may be. */
const SEQUENCE_HEADER = 1;

/** A size in pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * The largest frame that a piece of AV1 says it has, by all of its sequence headers: that is what a
 * decoder allocates, whatever the file around it says. A decoder skips units of unknown kinds, and
 * takes a later sequence header for an earlier one.
 *
 * @param data Open bitstream units, from the first on.
 * @returns `undefined` where there is no sequence header.
 */
export function av1Size(data: Uint8Array): Size | undefined {
  let largest: Size | undefined;
  for (let at = 0; at < data.length;) {
    const kind = data[at] >> 3 & 15, extended = data[at] & 4, sized = data[at] & 2;
    at += extended ? 2 : 1;
    let size = data.length - at;
    if (sized) {
      size = 0;
      // Numbers may be written longer than they need to be.
      for (let shift = 0; shift < 56 && at < data.length; shift += 7) {
        const byte = data[at++];
        size += (byte & 127) * 2 ** shift;
        if (byte < 128) break;
      }
    }
    if (kind === SEQUENCE_HEADER) {
      const found = sequenceSize(data.subarray(at, at + size));
      if (!largest || found.width * found.height > largest.width * largest.height) largest = found;
    }
    at += size;
  }
  return largest;
}

/** Reads a sequence header up to the sizes (AV1 specification, 5.5.1). */
function sequenceSize(data: Uint8Array): Size {
  let at = 0;
  const bits = (n: number): number => {
    let value = 0;
    for (; n > 0; n--, at++) value = value * 2 + ((data[at >> 3] ?? 0) >> (7 - (at & 7)) & 1);
    return value;
  };
  // Profile, and whether it is a still picture.
  bits(4);
  if (bits(1) === 1) {
    bits(5);
  } else {
    let delayLength = 0;
    if (bits(1) === 1) {
      bits(64);
      if (bits(1) === 1) skipUnsigned(bits);
      if (bits(1) === 1) {
        delayLength = bits(5) + 1;
        bits(32 + 5 + 5);
      }
    }
    const displayDelay = bits(1), points = bits(5) + 1;
    for (let i = 0; i < points; i++) {
      bits(12);
      if (bits(5) > 7) bits(1);
      if (delayLength > 0 && bits(1) === 1) bits(2 * delayLength + 1);
      if (displayDelay && bits(1) === 1) bits(4);
    }
  }
  const across = bits(4) + 1, down = bits(4) + 1;
  return { width: bits(across) + 1, height: bits(down) + 1 };
}

/** Reads over a number of any length: as many zeros as it has bits come before it. */
function skipUnsigned(bits: (n: number) => number): void {
  let zeros = 0;
  while (zeros < 32 && bits(1) === 0) zeros++;
  bits(zeros);
}
