import { join } from "node:path";
import type { EpochReport } from "../../api.ts";
import { appendBytes, makeFolder } from "../files.ts";
import { encodeEvent } from "./event.ts";

/** Writes what TensorBoard draws. */
export interface EventLog {
  epoch(report: EpochReport): Promise<void>;
}

/**
 * Begins an event file in the folder `tensorboard` of a run, one a session: loss terms (the mean of
 * the sub-heads, and each of them), learning rate, images a second and the wait for images, over
 * steps.
 *
 * @param doneSteps Steps to keep of earlier sessions; readers discard later ones.
 * @throws {CrlcError} `DISK_FULL`, `CANNOT_WRITE`.
 */
export async function openEventLog(run: string, doneSteps: number): Promise<EventLog> {
  const folder = join(run, "tensorboard");
  await makeFolder(folder);
  const now = () => Date.now() / 1000;
  const began = String(Math.floor(now())).padStart(10, "0");
  const path = join(folder, `events.out.tfevents.${began}.crlc.${doneSteps}`);
  const begin = [
    encodeEvent({ time: now(), step: 0, version: "brain.Event:2" }),
    encodeEvent({ time: now(), step: doneSteps + 1, sessionStart: true }),
  ];
  for (const record of begin) await appendBytes(path, record);
  return {
    epoch: (report) =>
      appendBytes(
        path,
        encodeEvent({ time: now(), step: report.step, scalars: scalarsOf(report) }),
      ),
  };
}

function scalarsOf(
  { terms, learningRate, imagesPerSecond, waiting }: EpochReport,
): Record<string, number> {
  const scalars: Record<string, number> = {};
  for (const [name, value] of Object.entries(terms)) {
    const values = [value].flat();
    scalars[`train/${name}`] = values.reduce((a, b) => a + b, 0) / values.length;
    if (values.length > 1) values.forEach((own, head) => scalars[`heads/${name}/${head}`] = own);
  }
  return {
    ...scalars,
    "train/learning rate": learningRate,
    "speed/images a second": imagesPerSecond,
    "speed/waiting": waiting,
  };
}
