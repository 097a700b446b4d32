import { rehearse } from "../../../run/train/rehearse.ts";
import type { OptionsOf } from "../../command.ts";
import type { train } from "../../commands/train.ts";
import type { Session } from "../../session.ts";
import { fetchIfMissing } from "../encoders/fetch_if_missing.ts";
import { trainRequest } from "./train_request.ts";

/** Fetches encoders of a training, where nothing else is wrong with it. */
export async function fetchForTraining(
  encoders: readonly string[],
  options: OptionsOf<typeof train>,
  session: Session,
): Promise<void> {
  const { plugins, list } = options;
  const clusters = typeof options.clusters === "number" ? options.clusters : undefined;
  await fetchIfMissing(encoders, options, session, async () => {
    const asked = trainRequest(options, clusters, session);
    // The process that trains reads what comes on standard input.
    const overrides = { ...asked.overrides, ...list === "-" && { list: undefined } };
    await rehearse({ ...asked, overrides, encoders, plugins });
  });
}
