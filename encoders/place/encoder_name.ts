import { basename } from "node:path";

/** What somebody means by the name of an encoder. */
export type EncoderName =
  | { readonly kind: "known"; readonly name: string }
  | { readonly kind: "hub"; readonly repository: string; readonly revision?: string }
  | { readonly kind: "path"; readonly path: string };

/** `owner/name`, and perhaps `@revision`. */
const REPOSITORY = /^([\w][\w.-]*\/[\w][\w.-]*)(?:@([\w][\w./-]*))?$/;
const FILE = /\.(safetensors|pth|pt|tar|bin|onnx)$/i;

/**
 * What is meant by a text: a name of the table, a file or a folder, or a repository of the hub.
 *
 * @param known Whether a name is in the table.
 * @returns Nothing where it is none of them.
 */
export async function parseEncoderName(
  text: string,
  known: (name: string) => boolean,
): Promise<EncoderName | undefined> {
  if (known(text)) return { kind: "known", name: text };
  const there = await Deno.stat(text).then(() => true, () => false);
  if (there || /^([.~]|\/|[a-z]:\\)/i.test(text) || FILE.test(text)) {
    return { kind: "path", path: text };
  }
  const [, repository, revision] = REPOSITORY.exec(text) ?? [];
  return repository === undefined ? undefined : { kind: "hub", repository, revision };
}

/** What a file of weights is called in a run's name: without folder and endings. */
export function shortName(path: string): string {
  return basename(path).replace(/(\.pth)?\.(safetensors|pth|pt|tar|bin|onnx)$/i, "")
    .replace(/[^\w.-]+/g, "-");
}
