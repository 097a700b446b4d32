/**
 * Control characters, which a terminal turns into colours and worse, and those that turn the
 * direction of writing: a file may carry them in its name.
 */
// deno-lint-ignore no-control-regex -- these are what is looked for
const UNPRINTABLE = /[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** A text that may hold names of files, with its control characters spelt out. */
export function printable(text: string): string {
  return text.toWellFormed().replace(
    UNPRINTABLE,
    (letter) => `\\u{${letter.codePointAt(0)!.toString(16)}}`,
  );
}

/** What {@link UNPRINTABLE} finds and is kept all the same: colours and weights of letters. */
// deno-lint-ignore no-control-regex -- these are what is looked for
const STYLE = /(\x1b\[[\d;]*m)/;

/** A line that may have styles, of which names may be a part: all else is spelt out. */
export function printableStyled(line: string): string {
  return line.split(STYLE).map((piece, i) => i % 2 === 1 ? piece : printableName(piece)).join("");
}

/** A name in one line. */
export function printableName(name: string): string {
  return printable(name).replaceAll("\n", "\\u{a}");
}
