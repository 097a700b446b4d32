import { assign } from "../../search/hungarian.ts";
import { assignmentsOf, type Predictions } from "../train/predict.ts";

/**
 * The clusters of a finished run as CSV: image, cluster, confidence (the probability of the
 * cluster), and agreement (the share of the other sub-heads that say the same, each head's clusters
 * renamed to fit the selected head's best).
 *
 * @param groupOf What a person calls an image's group, where there is a `names.json`.
 * @param isMoved Whether a person has put an image into that group, where any was.
 */
export function assignmentTable(
  predictions: Predictions,
  head: number,
  nameOf: (index: number) => string,
  groupOf?: (index: number) => string,
  isMoved?: (index: number) => boolean,
): string {
  const { samples } = predictions;
  const { clusters, confidence } = assignmentsOf(predictions, head);
  const agreement = headAgreement(predictions, head);
  const lines = [
    `image,cluster,confidence,agreement${groupOf ? ",name" : ""}${isMoved ? ",moved" : ""}`,
  ];
  for (let i = 0; i < samples; i++) {
    const numbers = [clusters[i], confidence[i].toFixed(6), agreement?.[i].toFixed(3) ?? ""];
    const group = groupOf ? [quoteCell(groupOf(i))] : [];
    const moved = isMoved ? [isMoved(i) ? "yes" : ""] : [];
    lines.push([quoteCell(nameOf(i)), ...numbers, ...group, ...moved].join(","));
  }
  return `${lines.join("\n")}\n`;
}

/** Share of the other heads that put each image where this one does; absent with one head. */
export function headAgreement(predictions: Predictions, head: number): Float32Array | undefined {
  const { heads, samples, clusters: k } = predictions;
  if (heads < 2) return undefined;
  const { clusters: own } = assignmentsOf(predictions, head);
  const agreeing = new Float32Array(samples);
  for (let other = 0; other < heads; other++) {
    if (other === head) continue;
    const { clusters } = assignmentsOf(predictions, other);
    const together = new Float64Array(k * k);
    for (let i = 0; i < samples; i++) together[clusters[i] * k + own[i]]++;
    const renamed = assign(together, k, k);
    for (let i = 0; i < samples; i++) agreeing[i] += renamed[clusters[i]] === own[i] ? 1 : 0;
  }
  return agreeing.map((count) => count / (heads - 1));
}

/**
 * A cell of a CSV file (RFC 4180). What a spreadsheet would take for a formula gets `./` in front,
 * which names the same file.
 */
export function quoteCell(text: string): string {
  const plain = /^[=+@\t\r-]/.test(text) ? `./${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
