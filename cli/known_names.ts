import type { Names } from "../machine/lists.ts";

/** Names of everything that has one, and of what crlc reproduce takes. */
export interface KnownNames extends Names {
  readonly reproducible: readonly string[];
}

let known: KnownNames | undefined;

/** Reads the names that completions offer; other calls have no need of them. */
export async function learnNames(): Promise<void> {
  const { listNames } = await import("../machine/lists.ts");
  const { ALL, REPRODUCIBLE } = await import("../results/reproduce/names.ts");
  known = { ...await listNames(), reproducible: [...REPRODUCIBLE, ALL] };
}

/** Names of a kind, where they have been read. */
export function knownNames(kind: keyof KnownNames): readonly string[] {
  return known?.[kind] ?? [];
}
