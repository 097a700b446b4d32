import { EXIT_CODES } from "../../core/errors.ts";
import { examine, probeBackends } from "../../machine/doctor.ts";
import { folderOf, type Folders } from "../process/variables.ts";
import { backendLines, doctorLines } from "./lines/doctor.ts";
import type { Session } from "../session.ts";
import { VERSION } from "../version.ts";

/** What `crlc doctor` and `crlc backends` are asked. */
export interface DoctorOptions {
  readonly data?: string;
  readonly plugins: readonly string[];
  readonly json: boolean;
}

/** Prints the state of the machine; fails if no backend works. */
export async function runDoctor(
  { data, plugins, json }: DoctorOptions,
  session: Session,
): Promise<number> {
  const folder = (kind: keyof Folders) => () => folderOf(session.io, kind);
  const found = await examine(VERSION, {
    data: data === undefined ? folder("data") : () => data,
    cache: folder("cache"),
    runs: folder("runs"),
  }, plugins);
  if (json) {
    session.json(found);
  } else {
    for (const line of doctorLines(found, session)) session.line(line);
  }
  return found.backends.some(({ ok }) => ok) ? 0 : EXIT_CODES.backend;
}

/** Prints every backend and whether it works here. */
export async function printBackends(
  { plugins, json }: DoctorOptions,
  session: Session,
): Promise<number> {
  const items = await probeBackends(plugins);
  if (json) {
    session.json({ schemaVersion: 1, items });
  } else {
    for (const line of backendLines(items, session)) session.line(line);
  }
  return 0;
}
