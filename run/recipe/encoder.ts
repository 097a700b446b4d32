import { basename, dirname, join } from "node:path";
import * as v from "valibot";
import { CrlcError, messageOf } from "../../core/errors.ts";
import { fileDigest } from "../../core/file_digest.ts";
import { sha256 } from "../../core/sha256.ts";
import { count, positive } from "../../core/numbers.ts";
import type { Field } from "../../core/field.ts";
import type { Registry } from "../../core/registry.ts";
import {
  type Configuration,
  CONFIGURATION_FILES,
  readConfiguration,
} from "../../encoders/configuration/read_configuration.ts";
import type { Network, NetworkHints, RuntimeNetwork } from "../../encoders/networks/network.ts";
import type { EncoderPlugin } from "../../encoders/encoder.ts";
import { type EncoderFolders, findEncoder } from "../../encoders/place/find_encoder.ts";
import { locateEncoder } from "../../encoders/place/locate_encoder.ts";
import {
  type Preprocessing,
  preprocessingSchema,
  usualPreprocessing,
} from "../../encoders/preprocessing.ts";
import { badWeights } from "../../encoders/weights/weights.ts";
import type { Catalog } from "../parts/catalog.ts";
import type { Environment } from "../parts/environment.ts";

/** The encoder of a recipe: what names it, its weights by their digest, and how pictures reach it. */
export interface RecipeEncoder {
  /** What it is called in the names of runs. */
  readonly name: string;
  /** A name of the table, `owner/name@commit` of the hub, or the path of its weights. */
  readonly source: string;
  readonly revision?: string;
  /** Of the weights, where it is known. */
  readonly licence?: string;
  /** Whether labels or texts were in its training, where that is known. */
  readonly supervision?: "none" | "captions" | "classes";
  /** What the weights show it to be. */
  readonly about: string;
  /** SHA-256 of the file. */
  readonly digest: string;
  /** Numbers of a feature. */
  readonly dimensions: number;
  readonly input: Preprocessing;
  /**
   * What is learned from: one feature of every picture, computed once, or features of augmented
   * views of it, computed for every step.
   */
  readonly views: "cached" | "augmented";
  /** What a configuration beside the weights says of the network, where it says something. */
  readonly network?: {
    readonly heads?: number;
    readonly activation?: string;
    readonly epsilon?: number;
  };
  /** The encoders whose features stand side by side; absent of a single one. */
  readonly parts?: readonly RecipeEncoder[];
}

const fields = {
  name: v.string(),
  source: v.string(),
  revision: v.optional(v.string()),
  licence: v.optional(v.string()),
  supervision: v.optional(v.picklist(["none", "captions", "classes"])),
  about: v.string(),
  digest: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  dimensions: count,
  input: preprocessingSchema,
  views: v.optional(v.picklist(["cached", "augmented"]), "cached"),
  network: v.optional(v.strictObject({
    heads: v.optional(count),
    activation: v.optional(v.string()),
    epsilon: v.optional(positive),
  })),
};

/** An encoder as a recipe may have it. */
export const encoderSchema: Field<RecipeEncoder> = v.strictObject({
  ...fields,
  parts: v.optional(v.pipe(v.array(v.strictObject(fields)), v.minLength(2))),
});

async function readFile(path: string): Promise<Uint8Array> {
  try {
    return await Deno.readFile(path);
  } catch (cause) {
    throw new CrlcError(
      "data",
      "NO_SUCH_ENCODER",
      `Cannot read encoder "${path}": it must be a file of weights, and cannot be read: ${
        messageOf(cause)
      }`,
      { hint: "give a .safetensors, .pth or .pth.tar file with --encoder", cause },
    );
  }
}

/** What makes encoders, and where their files may lie. */
export interface EncoderPlace {
  readonly encoders: Registry<EncoderPlugin>;
  readonly folders: EncoderFolders;
  /** Threads of a network that is not computed by the backend; all cores if absent. */
  readonly threads?: number;
}

/** Where the encoders of an environment lie, for a catalogue. */
export function encoderPlace(
  { encoders }: Pick<Catalog, "encoders">,
  { dataFolder, hubCache, threads }: Pick<Environment, "dataFolder" | "hubCache" | "threads">,
): EncoderPlace {
  return { encoders, folders: encoderFoldersIn({ dataFolder, hubCache }), threads };
}

/** Where encoders may lie in an environment. */
export function encoderFoldersIn(
  { dataFolder, hubCache }: Pick<Environment, "dataFolder" | "hubCache">,
): EncoderFolders {
  return { own: dataFolder === undefined ? undefined : join(dataFolder, "encoders"), hubCache };
}

/**
 * Finds an encoder, reads its weights and tells what they are.
 *
 * @param given A name of the table, `owner/name@revision`, a file or a folder.
 * @throws {CrlcError} `UNKNOWN_ENCODER`, `ENCODER_MISSING`, `NO_SUCH_ENCODER`, `BAD_WEIGHTS`
 */
export async function describeEncoder(given: string, place: EncoderPlace): Promise<RecipeEncoder> {
  const located = await locateEncoder(place.encoders, given, place.folders);
  const { plugin, weights: path, name, source, revision } = located;
  const bytes = path === undefined ? new Uint8Array() : await readFile(path);
  const { hints: { side: wanted, ...network }, preprocessing } = path === undefined
    ? readConfiguration({})
    : await configurationBeside(path);
  const found = { plugin, path, bytes, threads: place.threads };
  const opened = await networkOf(found, { ...network, side: wanted });
  const { about, dimensions, side } = opened;
  if ("embed" in opened) opened[Symbol.dispose]();
  return {
    ...{ name, source, revision },
    ...plugin && { licence: plugin.licence, supervision: plugin.supervision },
    about,
    digest: sha256(bytes),
    dimensions,
    input: preprocessing ?? plugin?.input ?? usualPreprocessing(about, side),
    views: "cached",
    ...Object.values(network).some((value) => value !== undefined) && { network },
  };
}

interface FoundEncoder {
  readonly plugin?: EncoderPlugin;
  readonly path?: string;
  /** Of the weights; empty where there is no file. */
  readonly bytes: Uint8Array;
  readonly threads?: number;
}

async function networkOf(
  { plugin, path, bytes, threads }: FoundEncoder,
  hints: NetworkHints,
): Promise<Network | RuntimeNetwork> {
  if (plugin) return await plugin.open(bytes, hints);
  if (path?.toLowerCase().endsWith(".onnx")) {
    const { openOnnx } = await import("../../encoders/onnx/open_onnx.ts");
    return await openOnnx(bytes, hints, { threads });
  }
  // Loaded where a run has an encoder, and not at the start of every run.
  const [{ importNetwork }, { readWeights }] = await Promise.all([
    import("../../encoders/networks/import_network.ts"),
    import("../../encoders/weights/read_weights.ts"),
  ]);
  return importNetwork(readWeights(bytes), hints);
}

/** What the hub calls weights; the files beside others need not belong to them. */
const HUB_WEIGHTS = /^(open_clip_)?(pytorch_)?model\.(safetensors|bin)$|\.onnx$/i;

/** What the files say that the hub has beside weights, where they are there. */
async function configurationBeside(path: string): Promise<Configuration> {
  const files: Record<string, unknown> = {};
  for (const name of HUB_WEIGHTS.test(basename(path)) ? CONFIGURATION_FILES : []) {
    const text = await Deno.readTextFile(join(dirname(path), name)).catch(() => undefined);
    if (text === undefined) continue;
    try {
      files[name] = JSON.parse(text);
    } catch (error) {
      throw badWeights(`"${name}" beside them is not JSON: ${messageOf(error)}`);
    }
  }
  return readConfiguration(files);
}

/** Where the weights of a recipe's encoder lie. */
async function locateOwn(
  { source, revision }: RecipeEncoder,
  { encoders, folders }: EncoderPlace,
): Promise<{ readonly plugin?: EncoderPlugin; readonly path?: string }> {
  const { plugin, weights, revision: last } = await locateEncoder(encoders, source, folders);
  // Another revision of a known one may have been fetched since.
  const pinned = encoders.has(source) && last !== revision && plugin?.source
    ? await findEncoder(folders, source, plugin.source, revision)
    : undefined;
  return { plugin, path: pinned?.weights ?? weights };
}

function requireDigest({ source, digest }: RecipeEncoder, found: string): void {
  if (found === digest) return;
  throw new CrlcError(
    "data",
    "ENCODER_CHANGED",
    `Cannot use encoder "${source}": its SHA-256 must be ${digest}, as when the run began, and is ${found}`,
    { hint: "bring the file of then back, or train anew in another run folder" },
  );
}

/**
 * Refuses other weights than the recipe was made with. Weights that are not there are no other ones:
 * features that are kept can do without them.
 *
 * @throws {CrlcError} `ENCODER_CHANGED`
 */
export async function refuseOtherWeights(
  encoder: RecipeEncoder,
  place: EncoderPlace,
): Promise<void> {
  for (const part of encoder.parts ?? [encoder]) {
    const path = await locateOwn(part, place).then(({ path }) => path, missing);
    const found = path === undefined ? undefined : await fileDigest(path, "sha256").catch(missing);
    if (found !== undefined) requireDigest(part, found);
  }
}

/** Nothing, where an error says no more than that a file is not there. */
function missing(error: unknown): undefined {
  const isMissing = error instanceof Deno.errors.NotFound ||
    error instanceof CrlcError && ["ENCODER_MISSING", "NO_SUCH_ENCODER"].includes(error.code);
  if (!isMissing) throw error;
}

/**
 * Loads the encoder that a recipe names.
 *
 * @throws {CrlcError} `ENCODER_CHANGED` if the file holds other weights than the recipe was made with.
 */
export async function loadNetwork(
  encoder: RecipeEncoder,
  place: EncoderPlace,
): Promise<Network | RuntimeNetwork> {
  const { input, network } = encoder, { threads } = place;
  const { plugin, path } = await locateOwn(encoder, place);
  const bytes = path === undefined ? new Uint8Array() : await readFile(path);
  requireDigest(encoder, sha256(bytes));
  return await networkOf({ plugin, path, bytes, threads }, { ...network, side: input.side });
}
