/**
 * Writes `dist/crlc-<version>.tgz`, the package that npm and npx install: the sources as they are, a
 * launcher, and a dependency on the Deno that crlc is tested with. The same commit gives the same
 * bytes.
 *
 * Run: `deno task package`
 *
 * @module
 */
import { Buffer } from "node:buffer";
import { gzipSync } from "node:zlib";
import tar from "tar-stream";
import configuration from "../deno.json" with { type: "json" };
import { packageFiles } from "./package/package_files.ts";

const root = new URL("..", import.meta.url);

/** What is used of `tar-stream`. */
interface Pack extends AsyncIterable<Uint8Array> {
  entry(header: Record<string, unknown>, data: Uint8Array): void;
  finalize(): void;
}

/** The archive as npm wants it: all in a folder `package`, and of no time or person. */
export async function packPackage(): Promise<Uint8Array> {
  const archive = tar.pack() as unknown as Pack;
  for (const [path, bytes] of await packageFiles(root)) {
    const mode = path.startsWith("bin/") ? 0o755 : 0o644;
    archive.entry({ name: `package/${path}`, mode, mtime: new Date(0) }, bytes);
  }
  archive.finalize();
  return gzipSync(Buffer.concat(await Array.fromAsync(archive)), { level: 9 });
}

if (import.meta.main) {
  const { stdout } = await new Deno.Command("git", {
    args: ["status", "--porcelain", "--untracked-files=no"],
    cwd: root,
  }).output();
  if (stdout.length > 0) {
    console.error("warning: the package is not of a commit: files are changed");
  }
  const path = `dist/crlc-${configuration.version}.tgz`;
  const bytes = await packPackage();
  await Deno.mkdir(new URL("dist", root), { recursive: true });
  await Deno.writeFile(new URL(path, root), bytes);
  console.log(`${path}: ${bytes.length.toLocaleString("en")} bytes`);
}
