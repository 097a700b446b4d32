/**
 * What FiftyOne imports as a `FiftyOneImageClassificationDataset`: where each image lies, and its
 * cluster with the confidence.
 *
 * @param paths Absolute, one an image.
 * @returns Files by name.
 */
export function fiftyOne({ paths, assigned, clusters }: {
  paths: readonly string[];
  assigned: { clusters: Int32Array; confidence: Float32Array };
  clusters: number;
}): [name: string, content: string][] {
  const data = Object.fromEntries(paths.map((path, i) => [String(i), path]));
  const labels = Object.fromEntries(paths.map((_, i) => [
    String(i),
    { label: assigned.clusters[i], confidence: Number(assigned.confidence[i].toFixed(6)) },
  ]));
  const classes = Array.from({ length: clusters }, (_, c) => `cluster ${c}`);
  return [
    ["data.json", `${JSON.stringify(data)}\n`],
    ["labels.json", `${JSON.stringify({ classes, labels })}\n`],
  ];
}
