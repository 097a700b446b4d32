import { join } from "node:path";
import * as v from "valibot";
import type { Archive } from "../dataset.ts";
import { fileDigest } from "../../core/file_digest.ts";

const digest = v.object({ algorithm: v.picklist(["md5", "sha256", "git"]), hex: v.string() });
const schema = v.object({
  /** What the archive was called. */
  file: v.string(),
  /** Folder it was unpacked to, within the data set's own. */
  folder: v.string(),
  bytes: v.number(),
  digest,
  /** Whether the digest is the official one. */
  verified: v.boolean(),
  /** What was unpacked from it, by path within `folder`. */
  files: v.optional(v.array(v.object({ path: v.string(), bytes: v.number(), sha256: v.string() }))),
});

/** Where a folder of data came from; kept beside it as `<official file>.json`. */
export type Source = v.InferOutput<typeof schema>;

/** Where the record of an archive lies. */
export function recordPath(root: string, { file }: Pick<Archive, "file">): string {
  return join(root, `${file}.json`);
}

/** Where the data in `root` came from, if it was taken from this archive and is still there. */
export async function readSource(
  root: string,
  official: Pick<Archive, "file">,
): Promise<Source | undefined> {
  try {
    const source = v.parse(
      schema,
      JSON.parse(await Deno.readTextFile(recordPath(root, official))),
    );
    await Deno.lstat(join(root, source.folder));
    return source;
  } catch {
    return undefined;
  }
}

/**
 * What an archive is, and what was unpacked from it.
 *
 * @param path The archive.
 * @param folder Where its files lie now.
 * @param name What that folder will be called.
 * @param paths The files, relative to `folder`.
 */
export async function sourceOf(
  path: string,
  official: Archive,
  { folder, name, paths }: { folder: string; name: string; paths: readonly string[] },
): Promise<Source> {
  const algorithm = official.digest?.algorithm ?? "sha256";
  const hex = await fileDigest(path, algorithm);
  const files: NonNullable<Source["files"]> = [];
  for (const file of paths) {
    const full = join(folder, file);
    const { size: bytes } = await Deno.stat(full);
    files.push({ path: file, bytes, sha256: await fileDigest(full, "sha256") });
  }
  return {
    file: path.split(/[\\/]/).at(-1)!,
    folder: name,
    bytes: (await Deno.stat(path)).size,
    digest: { algorithm, hex },
    verified: hex === official.digest?.hex,
    files,
  };
}
