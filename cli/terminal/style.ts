import { styleText } from "node:util";

type Format = Parameters<typeof styleText>[0];

/** Puts a text in colour, or leaves it as it is. */
export type Style = (format: Format, text: string) => string;

/** A style that colours or not; whether it may is decided by the session. */
export function makeStyle(colours: boolean): Style {
  return colours
    ? (format, text) => styleText(format, text, { validateStream: false })
    : (_, text) => text;
}
