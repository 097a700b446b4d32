import { existsSync } from "node:fs";
import type { OptionsOf } from "../../command.ts";
import type { train } from "../../commands/train.ts";
import type { Session } from "../../session.ts";

/**
 * Fetches the encoder that is named, or asks once whether to fetch one where a folder of pictures
 * would be learned from pixels. The process that trains has no network; this one loads no plugin, and
 * nothing of encoders where there is nothing to ask.
 */
export async function bringEncoder(
  options: OptionsOf<typeof train>,
  session: Session,
): Promise<void> {
  const { repeat, target, list, dryRun, encoder } = options;
  if (repeat !== undefined || dryRun || encoder.includes("none")) return;
  if (encoder.length > 0 && (target ?? list) !== undefined) {
    await (await import("./fetch_for_training.ts")).fetchForTraining(encoder, options, session);
    return;
  }
  if (!mayAsk(options, session)) return;
  // What is no path is a recipe, or a mistake that the process that trains tells.
  if (list === undefined && (target === undefined || !existsSync(target))) return;
  await (await import("./offer_encoder.ts")).offerEncoder(options, session);
}

/** Whether there may be a person to ask, who has not said already that nothing is to be fetched. */
function mayAsk({ json, quiet }: OptionsOf<typeof train>, { io }: Session): boolean {
  return io.ask !== undefined && !json && !quiet && io.env("CI") === undefined;
}
