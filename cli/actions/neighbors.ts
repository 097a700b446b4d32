import { findNeighbours } from "../../results/neighbours.ts";
import { observe } from "../terminal/observer.ts";
import { placeOf, type PlaceOptions } from "../place.ts";
import { neighbourLines } from "./lines/neighbours.ts";
import type { Session } from "../session.ts";
import { type PictureProtocol, pictureProtocol, pictureText } from "../terminal/pictures.ts";
import type { Strip } from "../../results/contact_sheet.ts";

/** What `crlc neighbors` is asked. */
export interface NeighboursOptions extends PlaceOptions {
  readonly run: string;
  readonly queries: readonly string[];
  readonly k: number;
  readonly save: boolean;
  readonly show?: boolean;
  readonly split?: string;
  readonly json: boolean;
  readonly quiet: boolean;
}

/** Finds the nearest neighbours of images and prints them. */
export async function runNeighbours(
  options: NeighboursOptions,
  session: Session,
): Promise<number> {
  const { run, queries, k, split } = options;
  const protocol = options.show && !options.json ? protocolFor(queries, session) : undefined;
  const pictures: string[] = [];
  const observer = observe(session, options.quiet);
  try {
    const place = placeOf(options, session.io);
    if (options.save && queries.length > 0) {
      await findNeighbours({ run, queries: [], k, split, place }, observer);
    }
    const show = protocol &&
      (async (strip: Strip) => void pictures.push(await pictureText(strip, protocol)));
    const result = await findNeighbours({ run, queries, k, split, place, show }, observer);
    observer.end();
    if (options.json) {
      session.json(result);
    } else {
      for (const line of neighbourLines(result, run, session, pictures)) session.line(line);
    }
    return 0;
  } finally {
    observer.end();
  }
}

/** How pictures are shown; says on standard error why they are not. */
function protocolFor(queries: readonly string[], session: Session): PictureProtocol | undefined {
  const protocol = pictureProtocol(session.io);
  if (queries.length === 0) {
    session.note("--show is for given images: crlc neighbors RUN 0 --show");
  } else if (protocol === undefined) {
    session.note(
      "pictures are not shown: this terminal does not say that it can; CRLC_PICTURES=kitty, " +
        "iterm2 or sixel tells crlc so",
    );
  }
  return protocol;
}
