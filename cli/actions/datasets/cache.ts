import { resolve } from "node:path";
import { keptImages } from "../../../machine/kept_images.ts";
import { listsFolder } from "../../../core/folders.ts";
import { answer } from "../../answer.ts";
import { cacheLimitOf } from "../../cache.ts";
import type { OptionsOf } from "../../command.ts";
import type { datasetsCache } from "../../commands/datasets/cache.ts";
import { folderOf } from "../../process/variables.ts";
import type { Session } from "../../session.ts";
import { bytes, counted } from "../../terminal/numbers.ts";

/** Prints what is kept of prepared images, or removes it. */
export async function runCache(
  options: OptionsOf<typeof datasetsCache>,
  session: Session,
): Promise<number> {
  const { clear } = options;
  const folder = resolve(folderOf(session.io, "cache")), limit = cacheLimitOf(session.io);
  await answer(
    options,
    session,
    async () => ({ schemaVersion: 1, ...await keptImages(folder, clear), limit, cleared: clear }),
    (kept) => {
      const lists = kept.entries.filter(({ path }) => path.startsWith(listsFolder(folder))).length;
      const sets = `${
        counted(kept.entries.length - lists, "set")
      } of prepared images and features, ${bytes(kept.bytes)}`;
      return clear
        ? [`Removed ${sets}${lists > 0 ? `, and ${counted(lists, "list")} of --list -` : ""}.`]
        : [folder, `${sets} of at most ${bytes(limit)} (CRLC_CACHE_LIMIT)`];
    },
  );
  return 0;
}
