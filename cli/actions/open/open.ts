import { shellLine } from "../../../core/shell_line.ts";
import { newToken } from "../../../results/open/access.ts";
import { openForPage } from "../../../results/open/open_for_page.ts";
import { lockOpen } from "../../../results/open/open_lock.ts";
import { pageHandler } from "../../../results/open/page_handler.ts";
import { openManifest } from "../../../run/folder/run_folder.ts";
import type { OptionsOf } from "../../command.ts";
import type { open } from "../../commands/open.ts";
import { environmentOf } from "../../environment.ts";
import type { PageOpened } from "../../outputs.ts";
import { stoppable } from "../../process/stop.ts";
import type { Session } from "../../session.ts";
import { observe } from "../../terminal/observer.ts";
import { browse } from "./browse.ts";
import { listenLocally } from "./page_server.ts";

/** Milliseconds without a request after which it ends. */
const IDLE = 3_600_000;

/** Serves the page of a run until it is asked to end, or nobody has asked for an hour. */
export async function runOpen(
  options: OptionsOf<typeof open>,
  session: Session,
): Promise<number> {
  const { run, browser } = options;
  // Also that nothing in the folder leads elsewhere.
  await openManifest(run);
  const lock = await lockOpen(run);
  if ("address" in lock) {
    const { process, address } = lock;
    if (browser) await browse(address, run, session.warn);
    tell({ run, address, process, already: true }, options.json, session);
    return 0;
  }
  using held = lock;
  await serve(options, session, held.tell);
  return 0;
}

async function serve(
  options: OptionsOf<typeof open>,
  session: Session,
  tellOthers: (address: string) => Promise<void>,
): Promise<void> {
  const { run, port, browser, map, images, json, quiet, verbose } = options;
  const server = listenLocally(port), token = newToken();
  const address = `http://127.0.0.1:${server.port}/${token}/`;
  const forget = browser ? await browse(address, run, session.warn) : undefined;
  // It listens: whatever is loaded now may not, nor start anything.
  await session.io.giveUp?.(["net", "run"]);
  const observer = observe(session, quiet, verbose);
  const notice = { text: "Closing the page.", live: observer.live };
  try {
    await stoppable(session, notice, () => {}, async (stop, listener) => {
      // What is written takes a file's place whole, or not at all.
      listener.losesNothing(true);
      const request = { run, map, images, environment: environmentOf(options, session.io) };
      const opening = openForPage(request, observer);
      server.answer(pageHandler(opening, { token, port: server.port }, server.touched));
      const ended = new AbortController();
      stop.addEventListener("abort", () => ended.abort());
      const closed = server.idle(IDLE, ended.signal);
      try {
        await using opened = await opening;
        await tellOthers(address);
        observer.end();
        const { edit } = opened;
        tell({ run, address, process: Deno.pid, already: false, edit }, json, session);
        await closed;
      } finally {
        ended.abort();
        await closed;
      }
    });
  } finally {
    observer.end();
    await forget?.();
  }
}

function tell(opened: Omit<PageOpened, "schemaVersion">, json: boolean, session: Session): void {
  if (json) return session.json({ schemaVersion: 1, ...opened });
  const { run, address, process, already, edit } = opened;
  session.line(session.style("bold", address));
  for (
    const line of already ? [`Process ${process} serves it already.`] : [
      edit
        ? `Corrections are written to ${run} at once; crlc names ${
          shellLine([run])
        } --undo takes the last one back.`
        : "For looking only: the run is being trained.",
      "This machine alone can open it. It ends by Ctrl-C, or after an hour without a request.",
    ]
  ) session.line(line);
}
