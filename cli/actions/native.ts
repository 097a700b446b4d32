import { installBackend, uninstallBackend } from "../../machine/native.ts";
import { folderOf } from "../process/variables.ts";
import { observe, stoppableWith } from "../terminal/observer.ts";
import { nextLines } from "./lines/next.ts";
import type { Session } from "../session.ts";
import { bytes } from "../terminal/numbers.ts";

/** What `crlc backends install` and `uninstall` are asked. */
export interface NativeOptions {
  readonly name: string;
  readonly json: boolean;
}

/** Installs a backend's native library. */
export async function install(
  { name, from, offline, json, quiet }: NativeOptions & {
    readonly from?: string;
    readonly offline: boolean;
    readonly quiet: boolean;
  },
  session: Session,
): Promise<number> {
  const observer = observe(session, quiet);
  const request = {
    ...{ name, from },
    dataFolder: folderOf(session.io, "data"),
    offline: offline || session.io.env("CRLC_OFFLINE") !== undefined,
  };
  const notice = "Stopping; wheels that have arrived stay.";
  try {
    const installed = await stoppableWith(
      observer,
      session,
      notice,
      (stop, observer) => installBackend(request, observer, stop),
    );
    observer.end();
    if (json) {
      session.json({ schemaVersion: 1, ...installed });
      return 0;
    }
    const { folder, unchanged } = installed;
    session.line(
      `${installed.name} ${unchanged ? "was installed before" : "is installed"}: ${
        bytes(installed.bytes)
      } in ${folder}`,
    );
    session.line();
    const next = [["crlc doctor", "is it ready?"], ["crlc bench", "how fast is it?"]] as const;
    for (const line of nextLines(next, session)) session.line(line);
    return 0;
  } finally {
    observer.end();
  }
}

/** Removes a backend's native library. */
export async function uninstall(
  { name, json }: NativeOptions,
  session: Session,
): Promise<number> {
  const removed = await uninstallBackend(name, folderOf(session.io, "data"));
  if (json) session.json({ schemaVersion: 1, name, removed });
  else session.line(removed ? `${name} is removed` : `${name} was not installed`);
  return 0;
}
