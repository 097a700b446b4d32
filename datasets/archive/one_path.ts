import { CrlcError } from "../../core/errors.ts";

/**
 * The only path that was given.
 *
 * @throws {CrlcError} `ONE_FILE` if there are more.
 */
export function onePath(paths: readonly string[], { file }: { readonly file: string }): string {
  if (paths.length === 1) return paths[0];
  throw new CrlcError(
    "usage",
    "ONE_FILE",
    `Cannot import ${paths.length} files: "${file}" must be given and nothing else`,
    { hint: "give one path" },
  );
}
