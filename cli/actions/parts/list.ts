import { listParts, type PartState } from "../../../machine/parts.ts";
import { megabytes } from "../../../core/megabytes.ts";
import { answer } from "../../answer.ts";
import type { OptionsOf } from "../../command.ts";
import type { parts } from "../../commands/parts/list.ts";
import { folderOf } from "../../process/variables.ts";
import type { Session } from "../../session.ts";
import { wrap } from "../../terminal/wrap.ts";

/** Prints every optional part and whether it is here. */
export async function runParts(
  options: OptionsOf<typeof parts>,
  session: Session,
): Promise<number> {
  const dataFolder = folderOf(session.io, "data");
  await answer(
    options,
    session,
    () => Promise.resolve({ schemaVersion: 1, items: listParts(dataFolder) }),
    ({ items }) => items.flatMap((part) => partLines(part, session)),
  );
  return 0;
}

function partLines(part: PartState, session: Session): string[] {
  const { name, about, neededFor, licence, packages, fetchBytes, diskBytes } = part;
  const { style, width } = session;
  const state = part.installed
    ? `${style("green", "here")}, ${megabytes(part.bytes!)}`
    : part.available
    ? `${style("yellow", "not here")}, ${megabytes(fetchBytes)} to fetch, about ${
      megabytes(diskBytes)
    } on disk`
    : style("dim", `not for ${Deno.build.os} ${Deno.build.arch}`);
  const [{ name: first, version }] = packages;
  const others = packages.length === 1 ? "" : ` and ${packages.length - 1} more`;
  return [
    `${style("bold", name)}  ${state}`,
    ...wrap(`${about}, for ${neededFor}`, width - 2).map((line) => `  ${line}`),
    ...wrap(`${first} ${version}${others}, ${licence}`, width - 2).map((line) =>
      style("dim", `  ${line}`)
    ),
  ];
}
