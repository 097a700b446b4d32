import { CrlcError } from "./errors.ts";

/**
 * The path of an archive's member, made relative to where it is unpacked.
 *
 * Refused rather than mended: absolute paths, drive letters, backslashes, `..`, NUL and other
 * control characters, and names too long for a file system. `.` and doubled slashes are dropped.
 *
 * @returns Segments joined by `/`; empty for the target folder itself.
 * @throws {CrlcError} `UNSAFE_ARCHIVE`
 */
export function memberPath(name: string): string {
  const refuse = (reason: string): never => {
    throw new CrlcError(
      "data",
      "UNSAFE_ARCHIVE",
      `Cannot unpack ${
        JSON.stringify(name.slice(0, 200))
      }: members must stay inside the target, and this one ${reason}`,
      { hint: "get the archive from its official address" },
    );
  };
  if (name.startsWith("/")) refuse("has an absolute path");
  if (/^[A-Za-z]:/.test(name)) refuse("has a drive letter");
  if (name.includes("\\")) refuse("has a backslash");
  // deno-lint-ignore no-control-regex
  if (/[\u0000-\u001f\u007f]/.test(name)) refuse("has a control character");
  const segments = name.split("/").filter((segment) => segment !== "" && segment !== ".");
  if (segments.includes("..")) refuse("leads out of it");
  const bytes = (text: string) => new TextEncoder().encode(text).length;
  if (bytes(name) > 4096 || segments.some((segment) => bytes(segment) > 255)) {
    refuse("has a name too long for a file system");
  }
  return segments.join("/");
}
