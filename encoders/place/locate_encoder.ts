import { basename, dirname, resolve } from "node:path";
import { CrlcError } from "../../core/errors.ts";
import type { Registry } from "../../core/registry.ts";
import { didYouMean } from "../../core/suggest.ts";
import type { EncoderPlugin } from "../encoder.ts";
import { parseEncoderName, shortName } from "./encoder_name.ts";
import { type EncoderFolders, filesIn, findEncoder } from "./find_encoder.ts";

/** An encoder whose files are on this machine. */
export interface LocatedEncoder {
  /** What it is called in the names of runs. */
  readonly name: string;
  /** What names it again, on any machine where it is a name: as given, or an absolute path. */
  readonly source: string;
  readonly revision?: string;
  readonly plugin?: EncoderPlugin;
  /** Path of the weights; absent where a plugin needs none. */
  readonly weights?: string;
}

/**
 * Finds the files of an encoder.
 *
 * @param given A name of the table, `owner/name@revision`, a file or a folder.
 * @throws {CrlcError} `UNKNOWN_ENCODER`, `ENCODER_MISSING`, `NO_SUCH_ENCODER`
 */
export async function locateEncoder(
  encoders: Registry<EncoderPlugin>,
  given: string,
  folders: EncoderFolders,
): Promise<LocatedEncoder> {
  const meant = await parseEncoderName(given, (name) => encoders.has(name));
  if (meant?.kind === "path") return await atPath(resolve(meant.path));
  if (meant === undefined) {
    throw new CrlcError(
      "usage",
      "UNKNOWN_ENCODER",
      `Cannot find encoder "${given}": it must be one of ${
        encoders.names().join(", ")
      }, owner/name of the hub, a file or a folder, and is none of them`,
      { hint: didYouMean(given, [...encoders.names(), "none"]) },
    );
  }
  const plugin = meant.kind === "known" ? await encoders.get(given) : undefined;
  if (plugin && plugin.source === undefined) return { name: given, source: given, plugin };
  const [repository, wanted] = meant.kind === "hub" ? [meant.repository, meant.revision] : [given];
  const source = plugin?.source ?? { kind: "hub", repository };
  const found = await findEncoder(folders, repository, source, wanted);
  if (!found) throw encoderMissing(given);
  const { weights, revision } = found;
  if (plugin) return { name: given, source: given, plugin, weights, revision };
  // The commit is named, so that what was learned is of that one for ever.
  return { name: basename(repository), source: `${repository}@${revision}`, weights, revision };
}

async function atPath(path: string): Promise<LocatedEncoder> {
  const isFolder = await Deno.stat(path).then(({ isDirectory }) => isDirectory, () => false);
  if (!isFolder) {
    const name = shortName(path);
    // What the hub calls weights says nothing: the folder they lie in does.
    const isPlain = /^(open_clip_)?(pytorch_)?model$/.test(name);
    return { name: isPlain ? shortName(dirname(path)) : name, source: path, weights: path };
  }
  const found = await filesIn(path);
  if (found) return { name: shortName(path), source: path, weights: found.weights };
  throw new CrlcError(
    "data",
    "NO_SUCH_ENCODER",
    `Cannot use "${path}" as an encoder: a folder must hold model.safetensors or pytorch_model.bin, and does not`,
    { hint: "give the file of the weights" },
  );
}

/** The error of an encoder that is known and not on this machine. */
export function encoderMissing(name: string): CrlcError {
  return new CrlcError(
    "data",
    "ENCODER_MISSING",
    `Cannot use encoder "${name}": its files must be on this machine, and are not`,
    { hint: `crlc encoders fetch ${name}` },
  );
}
