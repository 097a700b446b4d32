import type { Check } from "../../contracts/check.ts";

/** Registers checks as tests. */
export function register(title: string, checks: readonly Check[]): void {
  for (const { name, skipped, run } of checks) {
    const note = skipped === undefined ? "" : ` (skipped: ${skipped})`;
    Deno.test({ name: `${title}: ${name}${note}`, ignore: skipped !== undefined, fn: run });
  }
}
