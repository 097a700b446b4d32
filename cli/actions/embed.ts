import { CrlcError } from "../../core/errors.ts";
import { embedPictures } from "../../run/embed/embed_pictures.ts";
import { shellLine } from "../../core/shell_line.ts";
import type { OptionsOf } from "../command.ts";
import type { embed } from "../commands/embed.ts";
import { environmentOf } from "../environment.ts";
import { shareOf } from "../share.ts";
import type { Session } from "../session.ts";
import { nextLines } from "../terminal/next_lines.ts";
import { count, counted } from "../terminal/numbers.ts";
import { answerStoppable } from "./answer_stoppable.ts";
import { takenList } from "./taken_list.ts";
import { fetchIfMissing, type FetchOptions } from "./encoders/fetch_if_missing.ts";

type Options = OptionsOf<typeof embed>;

/** Fetches the encoder that is named, in the process that may use the network. */
export async function bringNamedEncoder(
  options: FetchOptions & { readonly encoder?: string },
  session: Session,
): Promise<void> {
  const { encoder } = options;
  if (encoder !== undefined) await fetchIfMissing(encoder, options, session);
}

/** Writes the features of pictures. */
export async function runEmbed(options: Options, session: Session): Promise<number> {
  const { to, force, encoder, split, maxBad } = options;
  const taken = options.list === undefined ? undefined : await takenList(options.list, session);
  const target = options.target ?? taken?.base, list = taken?.file;
  if (target === undefined) {
    throw new CrlcError(
      "usage",
      "BAD_USAGE",
      "Cannot run crlc embed: PICTURES must be given, or --list, and neither is",
      { hint: "crlc embed --help explains it" },
    );
  }
  const share = shareOf(options.share, session.io);
  const overrides = { encoder, split, maxBad, list, set: [] };
  const environment = environmentOf(options, session.io);
  await answerStoppable(
    options,
    session,
    "Stopping; what was computed is kept.",
    (stop, observer) =>
      embedPictures({ target, to, force, share, environment, overrides }, observer, stop),
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
