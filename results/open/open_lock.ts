import { join } from "node:path";
import * as v from "valibot";
import { CrlcError } from "../../core/errors.ts";
import { writeFailure } from "../../run/folder/files.ts";

/** The page of a run that another process serves. */
export interface OpenElsewhere {
  readonly process: number;
  readonly address: string;
}

/** The right to serve the page of a run, until it is disposed of or the process ends. */
export interface OpenLock extends Disposable {
  /** Tells those who come later where the page is. */
  tell(address: string): Promise<void>;
}

const told = v.object({ process: v.number(), address: v.string() });

/**
 * Takes the page of a run for this process, or tells where another one serves it. The operating
 * system gives it back when the process ends, however it ends: a file that nobody holds says nothing.
 * Only its owner may read the file, since the address is a secret.
 *
 * @param run A run folder without links.
 * @throws {CrlcError} `BEING_OPENED` where another process has not told its address yet.
 */
export async function lockOpen(run: string): Promise<OpenLock | OpenElsewhere> {
  const path = join(run, "open.lock");
  let file: Deno.FsFile;
  try {
    file = await Deno.open(path, { read: true, write: true, create: true, mode: 0o600 });
  } catch (cause) {
    throw writeFailure(path, cause);
  }
  try {
    if (!await file.tryLock(true)) {
      const there = await elsewhere(run, path);
      file.close();
      return there;
    }
    // It may have been another's to read, in a run that was copied.
    if (Deno.build.os !== "windows") await Deno.chmod(path, 0o600);
    await file.truncate();
  } catch (error) {
    file.close();
    throw error;
  }
  return {
    async tell(address) {
      const text = JSON.stringify({ process: Deno.pid, address });
      await file.write(new TextEncoder().encode(`${text}\n`));
    },
    [Symbol.dispose]() {
      file.truncateSync();
      file.close();
    },
  };
}

async function elsewhere(run: string, path: string): Promise<OpenElsewhere> {
  try {
    return v.parse(told, JSON.parse(await Deno.readTextFile(path)));
  } catch (cause) {
    throw new CrlcError(
      "locked",
      "BEING_OPENED",
      `Cannot open "${run}": one process at a time may, and another is about to`,
      { hint: "the same command in a moment tells its address", cause },
    );
  }
}
