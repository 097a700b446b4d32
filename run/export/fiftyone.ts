/**
 * What FiftyOne imports as a `FiftyOneImageClassificationDataset`: where each image lies, and its
 * cluster with the confidence. A label is a place in `classes`.
 *
 * @param paths Absolute, one an image.
 * @returns Files by name.
 */
export function fiftyOne({ paths, of, confidence, classes }: {
  paths: readonly string[];
  of: Int32Array;
  confidence: Float32Array;
  classes: readonly string[];
}): [name: string, content: string][] {
  const data = Object.fromEntries(paths.map((path, i) => [String(i), path]));
  const labels = Object.fromEntries(paths.map((_, i) => [
    String(i),
    { label: of[i], confidence: Number(confidence[i].toFixed(6)) },
  ]));
  return [
    ["data.json", `${JSON.stringify(data)}\n`],
    ["labels.json", `${JSON.stringify({ classes, labels })}\n`],
  ];
}
