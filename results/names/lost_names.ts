import { quoteName } from "../../core/quote_name.ts";
import type { Edits } from "./edits.ts";
import { groupsOf } from "./groups.ts";

/**
 * Says which names a change has put out of sight that nobody asked to take away: a group has one name,
 * and a cluster that is split has none.
 *
 * @param typed Keys whose names were given anew.
 */
export function lostNames(before: Edits, after: Edits, typed: ReadonlySet<string>): string[] {
  const said: string[] = [];
  for (const { keys, name } of groupsOf(after).groups) {
    const others = keys.filter((key) => before.names[key] !== undefined)
      .map((key) => ({ key, old: before.names[key] }))
      .filter(({ key, old }) => old !== name && !typed.has(key));
    if (keys.length < 2 || others.length === 0 || sameGroup(before, keys)) continue;
    const lost = others.map(({ key, old }) => `${quoteName(old)} of ${key}`).join(", ");
    const kept = others.every(({ key }) => after.names[key] !== undefined);
    said.push(
      `${keys.join(" + ")} is one group now, called ${quoteName(name)}; not ${lost}${
        kept ? ", which comes back where the group is undone" : ""
      }`,
    );
  }
  for (const cluster of Object.keys(after.split)) {
    const old = before.names[cluster];
    if (old === undefined || typed.has(cluster)) continue;
    said.push(`${cluster} was called ${quoteName(old)}: its parts have no names yet`);
  }
  return said;
}

/** Whether some keys were one group already. */
function sameGroup({ merge }: Edits, keys: readonly string[]): boolean {
  return merge.some((group) => keys.every((key) => group.includes(key)));
}
