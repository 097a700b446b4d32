import { hubOf } from "../../../machine/encoder_places.ts";
import { encoderToFetch, fetchEncoder } from "../../../machine/fetch_encoder.ts";
import { encoderFoldersOf } from "../../encoder_folders.ts";
import type { Session } from "../../session.ts";
import { fetchAside } from "../fetch_aside.ts";
import { fetchedLines } from "./fetch.ts";

/** Options of whoever needs an encoder. */
export interface FetchOptions {
  readonly data?: string;
  readonly json: boolean;
  readonly quiet: boolean;
  readonly offline: boolean;
  readonly verbose: boolean;
}

/**
 * Fetches the encoders that are named and not on this machine; says their licences, and what was
 * recorded.
 *
 * @param check Throws what can be told without them; asked before anything is fetched.
 */
export async function fetchIfMissing(
  names: readonly string[],
  { data, json, quiet, offline, verbose }: FetchOptions,
  session: Session,
  check: () => Promise<void>,
): Promise<void> {
  const folders = encoderFoldersOf(session.io, data), missing: string[] = [];
  for (const name of names) if (await encoderToFetch(name, folders)) missing.push(name);
  if (missing.length > 0) await check();
  for (const name of missing) {
    const request = { name, plugins: [], folders, hub: hubOf(session.io, offline) };
    const fetched = await fetchAside(
      session,
      { quiet: quiet || json, verbose },
      (stop, told) => fetchEncoder(request, told, stop),
    );
    if (quiet || json) continue;
    // What follows is what was asked for: the next step needs no telling.
    for (const line of fetchedLines(fetched, session)) {
      if (line === "") break;
      session.note(line);
    }
  }
}
