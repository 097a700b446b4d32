import { isOffline } from "../../../machine/encoder_places.ts";
import { chooseEncoder, DEFAULT_ENCODER } from "../../../run/train/choose_encoder.ts";
import type { OptionsOf } from "../../command.ts";
import type { train } from "../../commands/train.ts";
import type { Session } from "../../session.ts";
import { fetchForTraining } from "./fetch_for_training.ts";
import { trainRequest } from "./train_request.ts";

/** Asks whether to fetch an encoder, where pictures would be learned from pixels for want of one. */
export async function offerEncoder(
  options: OptionsOf<typeof train>,
  session: Session,
): Promise<void> {
  if (isOffline(session.io, options.offline) || !await wouldLearnFromPixels(options, session)) {
    return;
  }
  session.note(
    "Without an encoder a small network is trained on pixels, and groups few photos by colour. " +
      `${DEFAULT_ENCODER} (DINOv2, Apache-2.0, no labels were in its training) groups them by what they show.`,
  );
  if (session.io.ask!(`Fetch ${DEFAULT_ENCODER} now, 88 MB?`)) {
    await fetchForTraining([DEFAULT_ENCODER], options, session);
  }
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
