import { isOffline } from "../../../machine/encoder_places.ts";
import { chooseEncoder, DEFAULT_ENCODER } from "../../../run/train/choose_encoder.ts";
import type { OptionsOf } from "../../command.ts";
import type { train } from "../../commands/train.ts";
import type { Session } from "../../session.ts";
import { fetchIfMissing } from "../encoders/fetch_if_missing.ts";
import { trainRequest } from "./train_request.ts";

/**
 * Fetches the encoder that is named, or asks once whether to fetch one where a folder of pictures
 * would be learned from pixels. The process that trains has no network; this one loads no plugin.
 */
export async function bringEncoder(
  options: OptionsOf<typeof train>,
  session: Session,
): Promise<void> {
  const { repeat, target = options.list, dryRun, encoder } = options;
  if (repeat !== undefined || target === undefined || dryRun || encoder === "none") return;
  if (encoder !== undefined) return await fetchIfMissing(encoder, options, session);
  if (!mayAsk(options, session) || !await wouldLearnFromPixels(options, session)) return;
  session.note(
    "Without an encoder a small network is trained on pixels, and groups few photos by colour. " +
      `${DEFAULT_ENCODER} (DINOv2, Apache-2.0, no labels were in its training) groups them by what they show.`,
  );
  if (session.io.ask!(`Fetch ${DEFAULT_ENCODER} now, 88 MB?`)) {
    await fetchIfMissing(DEFAULT_ENCODER, options, session);
  }
}

/** Whether there is a person to ask, who has not said already that nothing is to be fetched. */
function mayAsk({ json, quiet, offline }: OptionsOf<typeof train>, { io }: Session): boolean {
  return io.ask !== undefined && !json && !quiet && !isOffline(io, offline) &&
    io.env("CI") === undefined;
}

async function wouldLearnFromPixels(
  options: OptionsOf<typeof train>,
  session: Session,
): Promise<boolean> {
  const clusters = typeof options.clusters === "number" ? options.clusters : undefined;
  try {
    const request = trainRequest({ ...options, plugins: [] }, clusters, session);
    return (await chooseEncoder(request)).by === "none";
  } catch {
    // What is wrong is told by the process that trains.
    return false;
  }
}
