import { megabytes } from "../../../core/megabytes.ts";
import { hubOf } from "../../../machine/encoder_places.ts";
import { type FetchedEncoder, fetchEncoder } from "../../../machine/fetch_encoder.ts";
import type { OptionsOf } from "../../command.ts";
import type { fetchEncoder as command } from "../../commands/encoders/fetch.ts";
import { encoderFoldersOf } from "../../encoder_folders.ts";
import type { Session } from "../../session.ts";
import { nextLines } from "../../terminal/next_lines.ts";
import { answerStoppable } from "../answer_stoppable.ts";

/** Brings an encoder to this machine. */
export async function runFetchEncoder(
  options: OptionsOf<typeof command>,
  session: Session,
): Promise<number> {
  const { name, from, data, plugins } = options;
  const hub = hubOf(session.io, options.offline);
  const request = { name, from, plugins, hub, folders: encoderFoldersOf(session.io, data) };
  await answerStoppable(
    options,
    session,
    "Stopping; what has arrived stays.",
    (stop, observer) => fetchEncoder(request, observer, stop),
    (fetched) => fetchedLines(fetched, session),
  );
  return 0;
}

/** What has arrived of an encoder, and what of it was recorded for the first time. */
export function fetchedLines(fetched: FetchedEncoder, session: Session): string[] {
  const { encoder, folder, unchanged, revision, pinned, files } = fetched;
  const next = nextLines([[`crlc train ./photos -k 12 --encoder ${encoder}`, ""]], session);
  if (unchanged) {
    return [folder === "" ? `${encoder} needs no fetching.` : `${encoder} is there: ${folder}`];
  }
  return [
    `${encoder} is there: ${megabytes(fetched.bytes)} in ${folder}`,
    ...pinned ? [] : [
      `Recorded from now on, since nobody stated them before: revision ${revision}, and SHA-256`,
      ...files.map(({ file, sha256 }) => `  ${sha256}  ${file}`),
    ],
    "",
    ...next,
  ];
}
