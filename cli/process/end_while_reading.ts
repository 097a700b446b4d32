import { CrlcError } from "../../core/errors.ts";
import type { Observer } from "../../run/api.ts";

/** What observers are told while images are read. */
const READING = "preparing images";

/**
 * Does work that reads images and then trains. A request to stop that comes while images are read is
 * not waited for: nothing was trained meanwhile that could be lost, and a native decoder may take
 * its time.
 *
 * @param losesNothing Is told whether the process could end right now and lose nothing.
 * @throws {CrlcError} `STOPPED` where images were read; the reading may then still be under way.
 */
export function endWhileReading<Result>(
  stop: AbortSignal,
  losesNothing: (so: boolean) => void,
  observer: Observer,
  work: (observer: Observer) => Promise<Result>,
): Promise<Result> {
  const ended = Promise.withResolvers<never>();
  let reading = false;
  const end = () => reading && stop.aborted && ended.reject(stopped());
  const read = (so: boolean) => {
    if (reading === so) return;
    losesNothing(reading = so);
    end();
  };
  read(true);
  stop.addEventListener("abort", end);
  const watched: Observer = {
    ...observer,
    progress(what, done, total) {
      read(what === READING);
      observer.progress(what, done, total);
    },
    planned(plan) {
      read(false);
      observer.planned?.(plan);
    },
    step(report) {
      read(false);
      observer.step?.(report);
    },
  };
  return Promise.race([work(watched), ended.promise])
    .finally(() => stop.removeEventListener("abort", end));
}

const stopped = () =>
  new CrlcError("stopped", "STOPPED", "Stopped while images were read, before any step", {
    hint: "the same command reads them again",
  });
