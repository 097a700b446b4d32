import { join } from "node:path";
import { CrlcError } from "../../../core/errors.ts";
import { type Fetcher, findFetcher } from "./fetch_wheel.ts";
import { hashOf, remove, sizeOf, sum } from "./files.ts";
import type { InstallOptions } from "./options.ts";
import type { Set, Wheel } from "./wheels.ts";

/**
 * Brings every wheel of a set, each checked: from a folder that a person names, or through pip.
 *
 * @param folder Where wheels are kept until all have arrived.
 * @returns Their paths.
 */
export async function obtainWheels(
  set: Set,
  folder: string,
  options: InstallOptions,
): Promise<string[]> {
  const { from } = options;
  if (from === undefined) return fetchAll(set, folder, options);
  const paths: string[] = [];
  for (const wheel of set.wheels) paths.push(await given(wheel, from));
  return paths;
}

/** A wheel that a person has brought. */
async function given(wheel: Wheel, from: string): Promise<string> {
  const path = join(from, wheel.file), hash = await hashOf(path);
  if (hash === undefined) {
    throw new CrlcError(
      "backend",
      "WHEEL_MISSING",
      `Cannot install from "${from}": it must hold ${wheel.file}, and does not`,
      { hint: "the file's name must be the index's own" },
    );
  }
  if (hash === wheel.sha256) return path;
  throw new CrlcError(
    "backend",
    "WHEEL_WRONG",
    `Cannot install from "${path}": its SHA-256 must be ${wheel.sha256}, and is ${hash}`,
    { hint: "fetch the file anew" },
  );
}

async function fetchAll(set: Set, folder: string, options: InstallOptions): Promise<string[]> {
  const { stop, progress } = options;
  await Deno.mkdir(folder, { recursive: true });
  // what a session that was cut off has left
  for await (const { name } of Deno.readDir(folder)) {
    if (name.startsWith("partial-")) await remove(join(folder, name));
  }
  const total = sum(set.wheels.map(({ bytes }) => bytes));
  const paths: string[] = [];
  let fetcher = options.fetcher, done = 0;
  for (const wheel of set.wheels) {
    const path = join(folder, wheel.file);
    const what = "fetching, MB", before = done;
    if (await hashOf(path) !== wheel.sha256) {
      if (options.offline) {
        throw new CrlcError(
          "backend",
          "OFFLINE",
          `Cannot fetch ${wheel.file}: the network must be allowed, and --offline or CRLC_OFFLINE forbids it`,
          { hint: "--from DIR takes wheels that are already there" },
        );
      }
      fetcher ??= await findFetcher(set.wheels);
      const temporary = await Deno.makeTempDir({ dir: folder, prefix: "partial-" });
      const watch = setInterval(async () => {
        const arrived = await sizeOf(temporary);
        if (arrived > 0) progress(what, (before + arrived) / 1e6, total / 1e6);
      }, 500);
      try {
        const outcome = await fetcher.fetch(wheel, temporary, temporary, stop);
        stop.throwIfAborted();
        await accept(wheel, join(temporary, wheel.file), path, fetcher, outcome);
      } finally {
        clearInterval(watch);
        await remove(temporary);
      }
    }
    done += wheel.bytes;
    progress(what, done / 1e6, total / 1e6);
    paths.push(path);
  }
  return paths;
}

/** Takes a wheel that was fetched if it is the right one. */
async function accept(
  wheel: Wheel,
  arrived: string,
  path: string,
  { name }: Fetcher,
  { success, message }: { success: boolean; message: string },
): Promise<void> {
  const hash = success ? await hashOf(arrived) : undefined;
  if (hash === wheel.sha256) return Deno.rename(arrived, path);
  if (hash !== undefined) {
    throw new CrlcError(
      "backend",
      "WHEEL_WRONG",
      `Cannot install ${wheel.file}: its SHA-256 must be ${wheel.sha256}, and is ${hash}`,
      { hint: "the index that pip is set up for sends another file" },
    );
  }
  const reason = message.trim().split("\n").filter((line) => /error|no space/i.test(line)).at(-1) ??
    message.trim().split("\n").at(-1) ?? "";
  if (/no space left/i.test(message)) throw new Deno.errors.WriteZero(reason);
  throw new CrlcError(
    "backend",
    "FETCH_FAILED",
    `Cannot fetch ${wheel.file}: ${name} must bring it, and does not: ${reason}`,
    { hint: "the same command goes on with this file; --from DIR takes wheels from elsewhere" },
  );
}
