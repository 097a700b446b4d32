import { Buffer } from "node:buffer";
import { CrlcError } from "../../core/errors.ts";
import { encoderOf } from "../../results/export/png.ts";
import type { ContactSheet } from "../../results/contact_sheet.ts";
import type { Io } from "../io.ts";

/** How a terminal takes pictures. */
export type PictureProtocol = "kitty" | "iterm2" | "sixel";

const PROTOCOLS: readonly string[] = ["kitty", "iterm2", "sixel", "none"];

/** Terminals by `TERM_PROGRAM`, in lower case. */
const BY_PROGRAM: Readonly<Record<string, PictureProtocol>> = {
  "iterm.app": "iterm2",
  "wezterm": "iterm2",
  "vscode": "iterm2",
  "ghostty": "kitty",
  "mintty": "sixel",
};

/** Terminals by `TERM`. */
const BY_TERM: Readonly<Record<string, PictureProtocol>> = {
  "xterm-kitty": "kitty",
  "xterm-ghostty": "kitty",
  "foot": "sixel",
  "foot-extra": "sixel",
  "mlterm": "sixel",
  "yaft-256color": "sixel",
  "contour": "sixel",
};

/**
 * How the terminal on standard output takes pictures, by `CRLC_PICTURES` or by what it says of
 * itself in the environment; it is not asked, since not every terminal answers.
 *
 * @returns Nothing where it takes none, or where the output goes to a file or a pipe.
 * @throws {CrlcError} `BAD_OPTION` if `CRLC_PICTURES` is no protocol.
 */
export function pictureProtocol(io: Pick<Io, "env" | "columns">): PictureProtocol | undefined {
  const wanted = io.env("CRLC_PICTURES");
  if (wanted !== undefined && !PROTOCOLS.includes(wanted)) {
    throw new CrlcError(
      "usage",
      "BAD_OPTION",
      `Cannot show pictures by CRLC_PICTURES: it must be ${
        PROTOCOLS.join(", ")
      }, and is "${wanted}"`,
      { hint: "unset it, and the terminal is recognised by what it says of itself" },
    );
  }
  if (io.columns("stdout") === undefined || wanted === "none") return undefined;
  if (wanted !== undefined) return wanted as PictureProtocol;
  // A multiplexer passes none of them on by itself.
  if (io.env("TMUX") !== undefined || io.env("STY") !== undefined) return undefined;
  if (io.env("KITTY_WINDOW_ID") !== undefined) return "kitty";
  return BY_PROGRAM[io.env("TERM_PROGRAM")?.toLowerCase() ?? ""] ?? BY_TERM[io.env("TERM") ?? ""];
}

/** Characters of base64 in one message to Kitty, which is all that it takes. */
const KITTY_CHUNK = 4096;

/** What a terminal is sent to show a picture where the cursor is. */
export async function pictureText(sheet: ContactSheet, protocol: PictureProtocol): Promise<string> {
  const { rgba, width, height } = sheet;
  if (protocol === "sixel") {
    const { image2sixel } = await import("sixel");
    return image2sixel(rgba, width, height, 256, 1);
  }
  const png = Buffer.from(await (await encoderOf(rgba, sheet)).png());
  const text = png.toString("base64");
  if (protocol === "iterm2") {
    const facts = `inline=1;size=${png.length};width=${width}px;height=${height}px`;
    return `\x1b]1337;File=${facts}:${text}\x07`;
  }
  const chunks: string[] = [];
  for (let from = 0; from < text.length; from += KITTY_CHUNK) {
    const first = from === 0 ? "a=T,f=100,q=2," : "";
    const more = from + KITTY_CHUNK < text.length ? 1 : 0;
    chunks.push(`\x1b_G${first}m=${more};${text.slice(from, from + KITTY_CHUNK)}\x1b\\`);
  }
  return chunks.join("");
}
