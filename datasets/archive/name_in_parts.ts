/** A stretch of a data set's images. */
export interface Part {
  /** What it is called, such as its file. */
  readonly file: string;
  readonly length: number;
}

/** What images are called that come from several files: the file, and the place within it. */
export function nameInParts(parts: readonly Part[]): (index: number) => string {
  return (index) => {
    let place = index;
    for (const { file, length } of parts) {
      if (place < length) return `${file}#${place}`;
      place -= length;
    }
    throw new RangeError(`Cannot name image ${index}`);
  };
}
