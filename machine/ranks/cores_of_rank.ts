import { createHash } from "node:crypto";
import { availableParallelism } from "node:os";
import type { Group } from "../../core/group.ts";

/**
 * How many cores each rank may keep busy: those that the system lets it run on, shared with the ranks
 * of its machine that may run on the same ones. A launcher may bind each to cores of its own, or none.
 *
 * @param own What tells ranks apart that share no cores.
 */
export function coresOfRank(
  group: Pick<Group, "rank" | "size" | "gather">,
  own = coresHere(),
  cores = availableParallelism(),
): number {
  const digest = createHash("sha256").update(own).digest();
  const all = new Uint8Array(digest.length * group.size);
  group.gather(new Uint8Array(digest), all);
  let sharing = 0;
  for (let rank = 0; rank < group.size; rank++) {
    if (digest.every((byte, i) => all[rank * digest.length + i] === byte)) sharing++;
  }
  return Math.max(1, Math.floor(cores / sharing));
}

/** This machine, and which of its cores this process may run on; where only Linux tells, all. */
function coresHere(): string {
  try {
    const status = Deno.readTextFileSync("/proc/self/status");
    return `${Deno.hostname()} ${/^Cpus_allowed_list:\s*(\S+)/m.exec(status)?.[1]}`;
  } catch {
    return Deno.hostname();
  }
}
