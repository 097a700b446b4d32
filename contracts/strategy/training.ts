/**
 * What is needed to train in a check: a folder that is gone afterwards, an observer, the bytes of a
 * checkpoint.
 *
 * @module
 */
import { join } from "node:path";
import type { Observer, StepReport } from "../../run/api.ts";

/** An observer that remembers what it was told. */
export function listen(onStep: (report: StepReport) => void = () => {}): Observer & {
  readonly warnings: string[];
} {
  const warnings: string[] = [];
  return {
    warnings,
    note() {},
    warn: (text) => void warnings.push(text),
    progress() {},
    step: onStep,
  };
}

/** Does something in a temporary folder that is removed afterwards. */
export async function inFolder<T>(body: (folder: string) => Promise<T>): Promise<T> {
  const folder = await Deno.makeTempDir();
  try {
    return await body(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** The bytes of a run's newest checkpoint. */
export async function lastCheckpoint(run: string): Promise<Uint8Array> {
  const latest = (await Deno.readTextFile(join(run, "checkpoints", "latest"))).trim();
  return Deno.readFile(join(run, "checkpoints", latest));
}
