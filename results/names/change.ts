import { shellLine } from "../../core/shell_line.ts";
import type { Edits, Move } from "./edits.ts";
import { faultOf } from "./fault_of.ts";
import { refusal } from "./refusal.ts";
import { ALL, undo } from "./undo.ts";

/** Changes to the names of a run, as typed. */
export interface Changes {
  /** Clusters or parts that are first taken as they were found, by commas; "all" for every one. */
  readonly undo?: readonly string[];
  /** `KEY=NAME`; an empty name takes one away. */
  readonly set: readonly string[];
  /** Keys that become one group, by commas. */
  readonly merge: readonly string[];
  /** `CLUSTER` or `CLUSTER=PARTS`. */
  readonly split: readonly string[];
  /** `IMAGE=KEY`; an empty key puts an image back. */
  readonly move?: readonly string[];
}
type Keys = readonly string[];

/** A cluster, a part of one, or a group of no cluster. */
const KEY = /^(\d+(\.\d+)?|\+\d+)$/;

/**
 * Edits with further ones.
 *
 * @throws {CrlcError} `BAD_NAMES`.
 */
export function change(before: Edits, changes: Changes): Edits {
  const { undo: back = [], set, merge, split, move = [] } = changes;
  const edits = undone(before, back);
  const parts = { ...edits.split, ...partsOf(split, edits.merge) };
  const joined = merge.map(keysIn);
  requireWhole(edits.merge, joined);
  const taken = new Set(joined.flat());
  const kept = edits.merge.filter((keys) => !keys.some((key) => taken.has(key) || key in parts));
  const groups = [...kept, ...joined];
  const names = renamed(edits.names, set, parts, groups);
  const moves = moved(edits.moves, move);
  const changed = { ...edits, names, merge: groups, split: parts, moves };
  const lone = joined.find((keys) => keys.length < 2);
  const fault = lone ? `"${lone}" of --merge must be two clusters at least` : faultOf(changed);
  if (fault !== undefined) throw refusal(fault);
  return changed;
}

function keysIn(text: string): string[] {
  return text.split(",").map((key) => key.trim());
}

function undone(edits: Edits, texts: readonly string[]): Edits {
  const found = undo(edits, texts.flatMap(keysIn));
  if (found) return found;
  throw refusal(`--undo must be clusters or parts, or "${ALL}", and is "${texts.join(",")}"`);
}

/** Into how many parts clusters are to be split; none may be of a group. */
function partsOf(texts: readonly string[], groups: readonly Keys[]): Record<string, number> {
  const parts: Record<string, number> = {};
  for (const text of texts) {
    const [cluster, count = "2"] = text.split("=");
    if (!/^\d+$/.test(cluster) || !/^([2-9]|1\d|20)$/.test(count)) {
      throw refusal(`--split must be a cluster, or CLUSTER=PARTS of 2 to 20, and is "${text}"`);
    }
    const group = groups.find((keys) => keys.includes(cluster));
    if (group) {
      const others = group.filter((key) => key !== cluster).join(" and ");
      throw refusal(
        `--split must be of a cluster that is not merged, and ${cluster} is one group with ${others}`,
        `--undo ${cluster} --split ${text} takes it out of the group first`,
      );
    }
    parts[cluster] = Number(count);
  }
  return parts;
}

/** Makes sure that no group is torn: whoever merges a part of one may mean all of it, or the part alone. */
function requireWhole(groups: readonly Keys[], joined: readonly Keys[]): void {
  for (const group of groups) {
    for (const keys of joined) {
      const torn = group.filter((key) => keys.includes(key));
      if (torn.length === 0 || torn.length === group.length) continue;
      const all = [...new Set([...group, ...keys])];
      const others = group.filter((key) => !keys.includes(key)).join(" and ");
      throw refusal(
        `--merge must be of whole groups, and ${torn.join()} is one group with ${others}`,
        `--merge ${all.join()} merges all of them; --undo ${torn.join()} --merge ${keys.join()} takes it out first`,
      );
    }
  }
}

function renamed(
  before: Edits["names"],
  texts: readonly string[],
  parts: Edits["split"],
  groups: readonly Keys[],
): Record<string, string> {
  const names: Record<string, string> = { ...before };
  // What is split is named and merged by its parts.
  for (const cluster of Object.keys(parts)) delete names[cluster];
  for (const text of texts) {
    const at = text.indexOf("="), key = text.slice(0, at), name = text.slice(at + 1).trim();
    if (!/^\+?[\d.]+=/.test(text)) {
      const turned = KEY.test(name);
      throw refusal(
        `--set must be of the form KEY=NAME, KEY a cluster's number, and is "${text}"`,
        turned ? `did you mean --set ${shellLine([`${name}=${key}`])}?` : undefined,
      );
    }
    if (key in parts) {
      throw refusal(
        `--set must be of a part of a split cluster, and ${key} is split into ${key}.1 to ${key}.${
          parts[key]
        }`,
      );
    }
    // A group has one name, whichever of its keys it was given by.
    for (const one of groups.find((keys) => keys.includes(key)) ?? [key]) delete names[one];
    if (name !== "") names[key] = name;
  }
  return names;
}

/** Moves with further ones: an image is moved once, wherever it last went. */
function moved(before: readonly Move[], texts: readonly string[]): Move[] {
  const to = new Map(before.map((move) => [move.image, move.to]));
  for (const text of texts) {
    // A name may hold "=", a key cannot.
    const at = text.lastIndexOf("="), image = text.slice(0, at), key = text.slice(at + 1).trim();
    if (at < 1 || key !== "" && !KEY.test(key)) {
      throw refusal(
        `--move must be of the form IMAGE=KEY, KEY a cluster's number or a new group such as +1, and is "${text}"`,
        "images are called as in assignments.csv of the run",
      );
    }
    if (key === "" && !to.has(image)) {
      throw refusal(`--move must put back an image that was moved, and "${image}" was not`);
    }
    to.delete(image);
    if (key !== "") to.set(image, key);
  }
  return [...to].map(([image, to]) => ({ image, to }));
}
