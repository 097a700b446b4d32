import { existsSync } from "node:fs";
import { temporaryFolder } from "./temporary_folder.ts";

const folder = new URL("../../../shared/data/", import.meta.url);

/** Path of a file of real data that is not part of the repository. */
export function sharedFile(name: string): string {
  return new URL(name, folder).pathname;
}

/** Registers a test that needs a file of real data; it is skipped where that is absent. */
export function testWith(file: string, name: string, body: () => Promise<void>): void {
  const ignore = !existsSync(sharedFile(file));
  Deno.test({
    name: ignore ? `${name} (skipped: ../shared/data/${file} is absent)` : name,
    ignore,
    fn: body,
  });
}

/** Unpacks an archive of real data into a temporary folder, links and pipes included. */
export async function unpackShared(file: string): Promise<{ path: string } & AsyncDisposable> {
  const target = await temporaryFolder();
  const args = ["xf", sharedFile(file), "--no-same-owner", "-C", target.path];
  const { success, stderr } = await new Deno.Command("tar", { args }).output();
  if (!success) throw new Error(new TextDecoder().decode(stderr));
  return target;
}
