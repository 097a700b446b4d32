import type { DatasetPlugin } from "../../datasets/dataset.ts";

/**
 * The splits that a data set is known to have with some options.
 *
 * @param options As a recipe has them.
 */
export async function splitsOf(
  plugin: DatasetPlugin,
  options: Readonly<Record<string, unknown>>,
): Promise<readonly string[]> {
  return await plugin.splits?.(plugin.options(options)) ?? Object.keys(plugin.facts.splits);
}
