import type { Names } from "../machine/lists.ts";

let known: Names | undefined;

/** Reads the names that completions offer; other calls have no need of them. */
export async function learnNames(): Promise<void> {
  const { listNames } = await import("../machine/lists.ts");
  known = await listNames();
}

/** Names of a kind, where they have been read. */
export function knownNames(kind: keyof Names): readonly string[] {
  return known?.[kind] ?? [];
}
