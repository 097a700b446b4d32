import { CrlcError } from "../../core/errors.ts";
import { fileOf, type NpmPackage } from "../part.ts";
import type { AddOptions } from "./add_options.ts";
import { sizeOf } from "./files.ts";
import { fetchFailed } from "./fetch_failed.ts";
import { byDeno } from "./fetch_npm.ts";
import { refuseOffline } from "./refuse_offline.ts";
import { watchGrowth } from "./watch_growth.ts";

/**
 * Brings a package of npm, if it is not there.
 *
 * @param folder Keeps what has arrived.
 * @returns The folder of its files.
 */
export async function obtainNpm(
  one: NpmPackage,
  folder: string,
  { offline, stop, npm = byDeno() }: AddOptions,
  arrived: (bytes: number) => void,
): Promise<string> {
  const there = npm.find(one, folder);
  if (there !== undefined) return there;
  refuseOffline(fileOf(one), offline);
  const before = await sizeOf(folder);
  using _watch = watchGrowth(folder, (bytes) => arrived(bytes - before));
  const { success, message } = await npm.fetch(one, folder, stop);
  stop.throwIfAborted();
  const found = success ? npm.find(one, folder) : undefined;
  if (found !== undefined) return found;
  if (/checksum|integrity/i.test(message)) throw wrong(one, message);
  throw fetchFailed(fileOf(one), npm.name, reasonOf(message));
}

/** What Deno says is wrong and why, in a line. */
function reasonOf(message: string): string {
  const [text] = message.split("Stack backtrace:");
  return text.split("\n").map((line) => line.trim().replace(/^(error|\d+): /, ""))
    .filter((line) => line !== "").join(": ");
}

function wrong({ name, version, integrity }: NpmPackage, message: string): CrlcError {
  const actual = /Actual: (\S+)/.exec(message)?.[1] ?? "another";
  return new CrlcError(
    "backend",
    "PACKAGE_WRONG",
    `Cannot install ${name}@${version}: its SHA-512 must be ${
      integrity.slice("sha512-".length)
    }, and is ${actual}`,
    { hint: "the registry that npm is set up for sends another file" },
  );
}
