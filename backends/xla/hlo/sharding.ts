import type { Node } from "./node.ts";

/** The line that names the devices a program is split over. */
export const meshOf = (partitions: number): string =>
  `sdy.mesh @mesh = <["devices"=${partitions}]>`;

/**
 * How a value lies on the devices, in the words of Shardy, the partitioner of XLA. All that is said
 * of several devices in a program is said here.
 */
export function shardingOf({ layout, shape }: Node): string {
  const axes = shape.map((_, i) => layout === "divided" && i === 0 ? '{"devices"}' : "{}");
  return `sdy.sharding = #sdy.sharding<@mesh, [${axes.join(", ")}]>`;
}
