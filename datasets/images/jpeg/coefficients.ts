/** Which coefficients of a progressive JPEG file its scans have brought. */
export interface Coefficients {
  /** @param scan The header of a scan, from the number of its components on. */
  add(scan: Uint8Array): void;
  /** Whether every component has all of them to the last bit. @param components Of the frame: their number, then three bytes each. */
  areWhole(components: Uint8Array): boolean;
}

/** Starts with none. */
export function coefficients(): Coefficients {
  const whole = new Map<number, Uint8Array>();
  return {
    add(scan) {
      const count = scan[0], band = 1 + 2 * count;
      const first = scan[band], last = Math.min(scan[band + 1], 63), missing = scan[band + 2] & 15;
      for (let i = 0; i < count; i++) {
        const id = scan[1 + 2 * i];
        if (!whole.has(id)) whole.set(id, new Uint8Array(64));
        whole.get(id)!.fill(missing === 0 ? 1 : 0, first, last + 1);
      }
    },
    areWhole(components) {
      return Array.from({ length: components[0] }, (_, i) => components[1 + 3 * i])
        .every((id) => whole.get(id)?.every((bit) => bit === 1));
    },
  };
}
