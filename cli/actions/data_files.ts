import { resolve } from "node:path";
import { EXIT_CODES } from "../../core/errors.ts";
import { findDataFiles, verifyDataset } from "../../machine/data_files.ts";
import { folderOf } from "../process/variables.ts";
import { observe } from "../terminal/observer.ts";
import { verificationLines } from "./lines/verification.ts";
import type { Session } from "../session.ts";

/** What `crlc datasets where` is asked. */
export interface WhereOptions {
  readonly name?: string;
  readonly data?: string;
  readonly plugins: readonly string[];
  readonly json: boolean;
}

/** Prints where the data sets lie, or one of them. */
export async function printDataFolder(
  { name, data, plugins, json }: WhereOptions,
  session: Session,
): Promise<number> {
  const dataFolder = resolve(data ?? folderOf(session.io, "data"));
  if (name === undefined) {
    if (json) session.json({ schemaVersion: 1, folder: dataFolder });
    else session.line(dataFolder);
    return 0;
  }
  const place = await findDataFiles({ name, dataFolder, plugins });
  if (json) session.json({ schemaVersion: 1, ...place });
  else session.line(place.folder);
  return 0;
}

/** Checks the files of a data set and prints what became of each. */
export async function runDataVerification(
  { name, data, plugins, json, quiet }: WhereOptions & {
    readonly name: string;
    readonly quiet: boolean;
  },
  session: Session,
): Promise<number> {
  const observer = observe(session, quiet);
  const dataFolder = resolve(data ?? folderOf(session.io, "data"));
  const progress = (what: string, done: number, total: number) =>
    observer.progress(`checking ${what}`, done, total);
  try {
    const verification = await verifyDataset({ name, dataFolder, plugins }, progress);
    observer.end();
    if (json) session.json({ schemaVersion: 1, ...verification });
    else for (const line of verificationLines(verification.checks, session)) session.line(line);
    return verification.ok ? 0 : EXIT_CODES.data;
  } finally {
    observer.end();
  }
}
