import { resolve } from "node:path";
import { keptImages } from "../../machine/kept_images.ts";
import { cacheLimitOf } from "../cache.ts";
import { folderOf } from "../process/variables.ts";
import type { Session } from "../session.ts";
import { bytes, counted } from "../terminal/numbers.ts";

/** Prints what is kept of prepared images, or removes it. */
export async function runCache(
  { clear, json }: { readonly clear: boolean; readonly json: boolean },
  session: Session,
): Promise<number> {
  const folder = resolve(folderOf(session.io, "cache")), limit = cacheLimitOf(session.io);
  const kept = await keptImages(folder, clear);
  if (json) {
    session.json({ schemaVersion: 1, ...kept, limit, cleared: clear });
    return 0;
  }
  const sets = `${counted(kept.entries.length, "set")} of prepared images, ${bytes(kept.bytes)}`;
  if (clear) session.line(`Removed ${sets}.`);
  else {
    session.line(folder);
    session.line(`${sets} of at most ${bytes(limit)} (CRLC_CACHE_LIMIT)`);
  }
  return 0;
}
