import { join } from "node:path";
import { CrlcError } from "../../core/errors.ts";
import type { Wheel } from "../part.ts";
import type { AddOptions } from "./add_options.ts";
import { fetchFailed } from "./fetch_failed.ts";
import { findWheelFetcher, type WheelFetcher } from "./fetch_wheel.ts";
import { hashOf, remove } from "./files.ts";
import type { Outcome } from "./run_program.ts";
import { refuseOffline } from "./refuse_offline.ts";
import { watchGrowth } from "./watch_growth.ts";

/**
 * Brings a wheel into a folder, if it is not there.
 *
 * @param all Every wheel of the part, to be named where nothing can fetch them.
 * @returns Its path.
 */
export async function obtainWheel(
  wheel: Wheel,
  folder: string,
  all: readonly Wheel[],
  { offline, stop, wheels }: AddOptions,
  arrived: (bytes: number) => void,
): Promise<string> {
  const path = join(folder, wheel.file);
  if (await hashOf(path) === wheel.sha256) return path;
  refuseOffline(wheel.file, offline);
  // what a session that was cut off has left
  for await (const { name } of Deno.readDir(folder)) {
    if (name.startsWith("partial-")) await remove(join(folder, name));
  }
  const fetcher = wheels ?? await findWheelFetcher(all);
  const temporary = await Deno.makeTempDir({ dir: folder, prefix: "partial-" });
  try {
    using _watch = watchGrowth(temporary, arrived);
    const outcome = await fetcher.fetch(wheel, temporary, temporary, stop);
    stop.throwIfAborted();
    await accept(wheel, join(temporary, wheel.file), path, fetcher, outcome);
  } finally {
    await remove(temporary);
  }
  return path;
}

/** Takes a wheel that was fetched if it is the right one. */
async function accept(
  wheel: Wheel,
  arrived: string,
  path: string,
  { name }: WheelFetcher,
  { success, message }: Outcome,
): Promise<void> {
  // pip itself throws away what has another digest, and tells it
  const hash = success ? await hashOf(arrived) : /Got +([0-9a-f]{64})/.exec(message)?.[1];
  if (success && hash === wheel.sha256) return Deno.rename(arrived, path);
  if (hash === undefined) throw fetchFailed(wheel.file, name, message);
  throw new CrlcError(
    "backend",
    "PACKAGE_WRONG",
    `Cannot install ${wheel.file}: its SHA-256 must be ${wheel.sha256}, and is ${hash}`,
    { hint: "the same command fetches it anew; --from DIR takes files from elsewhere" },
  );
}
