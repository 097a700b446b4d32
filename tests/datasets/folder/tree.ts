import { dirname, join } from "node:path";
import { temporaryFolder } from "../temporary_folder.ts";

/** A temporary folder with files by path; folders on the way are made. */
export async function tree(
  files: Readonly<Record<string, Uint8Array | string>>,
): Promise<{ path: string } & AsyncDisposable> {
  const folder = await temporaryFolder();
  for (const [path, data] of Object.entries(files)) {
    await Deno.mkdir(dirname(join(folder.path, path)), { recursive: true });
    const bytes = typeof data === "string" ? new TextEncoder().encode(data) : data;
    await Deno.writeFile(join(folder.path, path), bytes);
  }
  return folder;
}
