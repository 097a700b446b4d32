import { dirname, join } from "node:path";
import { CrlcError, messageOf } from "../../core/errors.ts";
import { exists } from "../../core/exists.ts";
import { placeOf } from "../manifest.ts";
import type { Part } from "../part.ts";
import { fetchedBeside } from "./add_part.ts";
import { remove } from "./files.ts";
import { lock } from "./lock.ts";

/**
 * Removes a part and what is left of a broken download. It goes aside at once: a process that has
 * loaded it goes on, and one that looks for it finds none of it.
 *
 * @returns Whether there was one.
 * @throws {CrlcError} `PART_IN_USE` where the system does not let go of files that are used.
 */
export async function removePart(part: Part, dataFolder: string): Promise<boolean> {
  const target = placeOf(part, dataFolder), room = dirname(target);
  if (!exists(room)) return false;
  using _lock = await lock(join(room, "install.lock"));
  await remove(fetchedBeside(target));
  if (!exists(target)) return false;
  const aside = await Deno.makeTempDir({ dir: room, prefix: "partial-" });
  try {
    await Deno.rename(target, join(aside, "removed"));
    await remove(aside);
  } catch (error) {
    await remove(aside).catch(() => {});
    throw new CrlcError(
      "locked",
      "PART_IN_USE",
      `Cannot remove ${part.name}: no process may use it, and one does: ${messageOf(error)}`,
      { hint: "end other processes of crlc; the same command then goes on", cause: error },
    );
  }
  return true;
}
