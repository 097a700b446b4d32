/**
 * What FiftyOne imports as a `FiftyOneImageClassificationDataset` (its `labels.json`, with absolute
 * paths): each image, and its cluster with the confidence. A label is a place in `classes`. FiftyOne
 * wants a folder `data` beside it, and looks there for nothing.
 *
 * @param paths Absolute, one an image.
 */
export function fiftyOne({ paths, of, confidence, classes }: {
  paths: readonly string[];
  of: Int32Array;
  confidence: Float32Array;
  classes: readonly string[];
}): string {
  const labels = Object.fromEntries(paths.map((path, i) => [
    path,
    { label: of[i], confidence: Number(confidence[i].toFixed(6)) },
  ]));
  return `${JSON.stringify({ classes, labels })}\n`;
}
