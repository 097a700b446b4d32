import { join } from "node:path";

/** What is tried, by what it is called; a case throws, or gives what is worth a word. */
export type Cases<Place> = Readonly<Record<string, (place: Place) => Promise<string | void>>>;

/** A folder for one case, and the run in it. */
export interface Room {
  readonly folder: string;
  readonly run: string;
}

/**
 * Tries cases one after the other, and says how each went.
 *
 * @param name Where they are tried.
 * @param like Only those whose name holds it.
 * @returns How many failed.
 */
export async function tryCases<Place>(
  name: string,
  cases: Cases<Place & Room>,
  place: Place,
  like: string,
): Promise<number> {
  let failed = 0;
  for (const [what, check] of Object.entries(cases)) {
    if (!what.includes(like)) continue;
    const folder = await Deno.makeTempDir(), began = performance.now();
    try {
      const told = await check({ ...place, folder, run: join(folder, "run") });
      const seconds = ((performance.now() - began) / 1000).toFixed(1);
      console.log(`ok   ${name.padEnd(10)} ${what} (${seconds} s)${told ? `: ${told}` : ""}`);
    } catch (error) {
      failed++;
      console.log(`FAIL ${name.padEnd(10)} ${what}: ${(error as Error).message}`);
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  }
  return failed;
}
