import { join } from "node:path";
import { digestOf, type Part } from "./part.ts";

/** What an installed part remembers of itself. */
export interface Manifest {
  /** Digests of its packages, in the order of the table; the key is of the time when all were wheels. */
  readonly wheels: readonly string[];
  readonly files: readonly {
    readonly path: string;
    readonly bytes: number;
    readonly sha256?: string;
  }[];
}

/** The manifest's file in a part's folder. */
export const MANIFEST = "installed.json";

/** Where a part lies, or would. */
export function placeOf({ name, room }: Part, dataFolder: string): string {
  return join(dataFolder, room ?? "parts", name);
}

/** The manifest of a part that is there in the version of the table; nothing if it is not. */
export function readManifest(part: Part, dataFolder: string): Manifest | undefined {
  try {
    const text = Deno.readTextFileSync(join(placeOf(part, dataFolder), MANIFEST));
    const manifest: Manifest = JSON.parse(text);
    return manifest.wheels.join() === part.packages.map(digestOf).join() ? manifest : undefined;
  } catch (error) {
    if (error instanceof Deno.errors.NotCapable) throw error;
    return undefined;
  }
}
