import { dirname, resolve } from "node:path";
import { CrlcError } from "../../core/errors.ts";
import {
  embedPictures,
  type EmbedRequest,
  LEARNS_NOTHING,
  requireFreePaths,
} from "../../run/embed/embed_pictures.ts";
import { rehearse } from "../../run/train/rehearse.ts";
import { shellLine } from "../../core/shell_line.ts";
import type { OptionsOf } from "../command.ts";
import type { embed } from "../commands/embed.ts";
import { environmentOf } from "../environment.ts";
import { shareOf } from "../share.ts";
import type { Session } from "../session.ts";
import { nextLines } from "../terminal/next_lines.ts";
import { count, counted } from "../terminal/numbers.ts";
import { answerStoppable } from "./answer_stoppable.ts";
import { type TakenList, takenList } from "./taken_list.ts";
import { fetchIfMissing } from "./encoders/fetch_if_missing.ts";

type Options = OptionsOf<typeof embed>;

/** Fetches the encoder that is named, in the process that may use the network. */
export async function bringForEmbed(options: Options, session: Session): Promise<void> {
  const { encoder, plugins } = options, encoders = encoder === undefined ? [] : [encoder];
  await fetchIfMissing(encoders, options, session, async () => {
    // The second process reads what comes on standard input.
    const list = options.list === "-" ? undefined : options.list;
    const request = embedRequest(
      options,
      options.list === undefined ? undefined : { file: list, base: dirname(resolve(options.list)) },
      session,
    );
    await requireFreePaths(request);
    const overrides = { ...request.overrides, ...LEARNS_NOTHING };
    await rehearse({ ...request, overrides, encoders, plugins });
  });
}

/**
 * What is asked for.
 *
 * @param taken The list of pictures, where one is given.
 * @throws {CrlcError} `BAD_USAGE`, `BAD_SHARE`.
 */
function embedRequest(
  { to, force, encoder, split, maxBad, target: given, ...options }: Options,
  taken: Partial<TakenList> | undefined,
  session: Session,
): EmbedRequest {
  const target = given ?? taken?.base, list = taken?.file;
  if (target === undefined) {
    throw new CrlcError(
      "usage",
      "BAD_USAGE",
      "Cannot run crlc embed: PICTURES must be given, or --list, and neither is",
      { hint: "crlc embed --help explains it" },
    );
  }
  return {
    ...{ target, to, force, share: shareOf(options.share, session.io) },
    environment: environmentOf(options, session.io),
    overrides: { encoder, split, maxBad, list, set: [] },
  };
}

/** Writes the features of pictures. */
export async function runEmbed(options: Options, session: Session): Promise<number> {
  const { to } = options;
  const taken = options.list === undefined ? undefined : await takenList(options.list, session);
  const request = embedRequest(options, taken, session);
  await answerStoppable(
    options,
    session,
    "Stopping; what was computed is kept.",
    (stop, observer) => embedPictures(request, observer, stop),
    ({ samples, dimensions, files, encoder: { name }, share }) => {
      const made = `${counted(samples, "picture")}, ${count(dimensions)} numbers each by ${name}`;
      const lines = [`${made}: ${files.join(", ")}`];
      if (!share) {
        const next = nextLines([[`crlc train ${shellLine([to])} -k 12`, "group them"]], session);
        return [...lines, "", ...next];
      }
      const { part, of } = share;
      return samples === 0
        ? [`share ${part} of ${of} is empty: there are fewer blocks of pictures than shares`]
        : [...lines, `share ${part} of ${of}; the same command without --share collects`];
    },
  );
  return 0;
}
