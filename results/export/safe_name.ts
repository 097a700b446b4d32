/**
 * A file name, unique within a run, that no system takes for a path or a device: the image's number
 * and what can be kept of its name.
 *
 * @param extension Put in place of the name's own.
 * @param digits Of the number, at least.
 */
export function safeName(
  name: string,
  index: number,
  extension?: string,
  digits = 6,
): string {
  const kept = name.replace(/\p{C}|[/\\:*?"<>|]/gu, "_");
  const stem = extension === undefined ? kept : `${kept.replace(/\.[^.]*$/, "")}${extension}`;
  const head = String(index).padStart(digits, "0");
  // File systems allow 255 bytes; the end of a name tells most, and holds the extension.
  let tail = stem;
  while (new TextEncoder().encode(tail).length > 200) tail = tail.slice(1);
  return `${head}_${tail.toWellFormed()}`;
}
