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

/** Fetches an encoder that is named and not on this machine; says its licence, and what was recorded. */
export async function fetchIfMissing(
  name: string,
  { data, json, quiet, offline, verbose }: FetchOptions,
  session: Session,
): Promise<void> {
  const folders = encoderFoldersOf(session.io, data);
  if (!await encoderToFetch(name, folders)) return;
  const request = { name, plugins: [], folders, hub: hubOf(session.io, offline) };
  const fetched = await fetchAside(
    session,
    { quiet: quiet || json, verbose },
    (stop, told) => fetchEncoder(request, told, stop),
  );
  if (quiet || json) return;
  // What follows is what was asked for: the next step needs no telling.
  for (const line of fetchedLines(fetched, session)) {
    if (line === "") break;
    session.note(line);
  }
}
