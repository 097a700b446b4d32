import { join } from "node:path";
import { isWheel, type Part } from "../part.ts";
import { sum } from "./files.ts";
import type { AddOptions } from "./add_options.ts";
import { givenPackage } from "./given_package.ts";
import { obtainNpm } from "./obtain_npm.ts";
import { obtainWheel } from "./obtain_wheel.ts";

/**
 * Brings every package of a part, each checked: from a folder that a person names, or through pip
 * and Deno.
 *
 * @param folder Where they are kept until all have arrived.
 * @returns Wheels as files, packages of npm as folders.
 */
export async function obtainPackages(
  { packages }: Part,
  folder: string,
  options: AddOptions,
): Promise<string[]> {
  await Deno.mkdir(folder, { recursive: true });
  const { from, progress } = options;
  if (from !== undefined) {
    const paths: string[] = [];
    for (const one of packages) paths.push(await givenPackage(one, from, folder));
    return paths;
  }
  const total = sum(packages.map(({ bytes }) => bytes)), paths: string[] = [];
  let done = 0;
  const arrived = (bytes: number) =>
    progress("fetching, MB", (done + bytes) / 1e6, Math.max(total, done + bytes) / 1e6);
  for (const one of packages) {
    paths.push(
      isWheel(one)
        ? await obtainWheel(one, folder, packages.filter(isWheel), options, arrived)
        : await obtainNpm(one, join(folder, "npm"), options, arrived),
    );
    done += one.bytes;
    arrived(0);
  }
  return paths;
}
