import type { Obtained, ObtainRequest } from "../../machine/obtain.ts";
import { downloadDataset, importDataset } from "../../machine/obtain.ts";
import { folderOf } from "../process/variables.ts";
import { observe, stoppableWith } from "../terminal/observer.ts";
import { nextLines, type NextStep } from "./lines/next.ts";
import type { Session } from "../session.ts";

/** What `crlc datasets fetch` and `import` are asked. */
export interface ObtainOptions {
  readonly name: string;
  readonly unverified: boolean;
  readonly data?: string;
  readonly plugins: readonly string[];
  readonly json: boolean;
}

function requestOf({ name, data, plugins, unverified }: ObtainOptions, session: Session) {
  const dataFolder = data ?? folderOf(session.io, "data");
  return { name, dataFolder, plugins, unverified } satisfies ObtainRequest;
}

function print(obtained: Obtained, json: boolean, session: Session): number {
  if (json) {
    session.json({ schemaVersion: 1, ...obtained });
    return 0;
  }
  for (const line of obtained.found) session.line(line);
  const next = obtained.recipes.map((recipe): NextStep => [`crlc train ${recipe}`, ""]);
  if (next.length > 0) {
    session.line();
    for (const line of nextLines(next, session)) session.line(line);
  }
  return 0;
}

/** Downloads a data set. */
export async function fetchDataset(
  options: ObtainOptions & { readonly offline: boolean; readonly quiet: boolean },
  session: Session,
): Promise<number> {
  const observer = observe(session, options.quiet);
  const offline = options.offline || session.io.env("CRLC_OFFLINE") !== undefined;
  const notice = "Stopping; what has arrived stays.";
  try {
    const obtained = await stoppableWith(
      observer,
      session,
      notice,
      (stop, observer) => downloadDataset(requestOf(options, session), offline, observer, stop),
    );
    observer.end();
    return print(obtained, options.json, session);
  } finally {
    observer.end();
  }
}

/** Takes in archives, or a folder, that lie on this machine. */
export async function bringDataset(
  options: ObtainOptions & { readonly files: readonly string[]; readonly quiet: boolean },
  session: Session,
): Promise<number> {
  const observer = observe(session, options.quiet);
  const notice = "Stopping; nothing is left behind.";
  try {
    const obtained = await stoppableWith(
      observer,
      session,
      notice,
      (stop, observer) => importDataset(requestOf(options, session), options.files, observer, stop),
    );
    observer.end();
    return print(obtained, options.json, session);
  } finally {
    observer.end();
  }
}
