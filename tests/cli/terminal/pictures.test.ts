import { deepStrictEqual, match, ok, strictEqual, throws } from "node:assert/strict";
import { Buffer } from "node:buffer";
import { join } from "node:path";
import {
  type PictureProtocol,
  pictureProtocol,
  pictureText,
} from "../../../cli/terminal/pictures.ts";
import { prepareImage } from "../../../datasets/images/prepare.ts";
import { contactSheetOf } from "../../../results/contact_sheet.ts";
import { inFolder, PLUGINS, trainBlobs } from "../../run/training.ts";
import { call } from "../call.ts";

const terminal = (env: Record<string, string>, columns: number | undefined = 80) =>
  pictureProtocol({ env: (name) => env[name], columns: () => columns });

Deno.test("a terminal is known by what it says of itself, and told by CRLC_PICTURES", () => {
  const known: [Record<string, string>, PictureProtocol | undefined][] = [
    [{ TERM: "xterm-kitty", KITTY_WINDOW_ID: "1" }, "kitty"],
    [{ TERM: "xterm-256color", TERM_PROGRAM: "iTerm.app" }, "iterm2"],
    [{ TERM: "xterm-256color", TERM_PROGRAM: "WezTerm" }, "iterm2"],
    [{ TERM: "foot" }, "sixel"],
    [{ TERM: "xterm-256color" }, undefined],
    [{}, undefined],
    [{ TERM: "xterm-kitty", TMUX: "/tmp/tmux" }, undefined],
    [{ TERM: "xterm-256color", CRLC_PICTURES: "sixel" }, "sixel"],
    [{ TERM: "xterm-kitty", CRLC_PICTURES: "none" }, undefined],
  ];
  for (const [env, protocol] of known) {
    strictEqual(terminal(env), protocol, JSON.stringify(env));
    strictEqual(pictureProtocol({ env: (name) => env[name], columns: () => undefined }), undefined);
  }
  throws(() => terminal({ CRLC_PICTURES: "ascii" }), { code: "BAD_OPTION" });
});

/** Two images of 2 x 2 pixels: black and white, and grey. */
const sheet = contactSheetOf([
  Uint8Array.of(0, 255, 255, 0),
  Uint8Array.of(128, 128, 128, 128),
], { height: 2, width: 2, channels: 1 });

Deno.test("stripOf() enlarges images and puts them side by side", () => {
  const { rgba, height, width } = sheet;
  deepStrictEqual([height, width], [64, 64 + 12 + 64]);
  const at = (
    x: number,
    y: number,
  ) => [...rgba.subarray(4 * (y * width + x), 4 * (y * width + x) + 4)];
  deepStrictEqual(at(0, 0), [0, 0, 0, 255]);
  deepStrictEqual(at(63, 0), [255, 255, 255, 255]);
  deepStrictEqual(at(70, 0), [0, 0, 0, 0]);
  deepStrictEqual(at(139, 63), [128, 128, 128, 255]);
  const large = contactSheetOf([new Uint8Array(300 * 200 * 3)], {
    height: 300,
    width: 200,
    channels: 3,
  });
  deepStrictEqual([large.height, large.width], [64, 43]);
});

Deno.test("Kitty is sent a PNG in pieces, iTerm2 in one, a Sixel terminal its own format", async () => {
  const noise = Uint8Array.from({ length: 3 * 64 * 64 }, (_, i) => (i * 7919 * (i >> 3)) & 255);
  const busy = contactSheetOf([noise], { height: 64, width: 64, channels: 3 });
  const pieces = [...(await pictureText(busy, "kitty")).matchAll(
    // deno-lint-ignore no-control-regex -- these are the messages
    /\x1b_G(a=T,f=100,q=2,)?m=([01]);([A-Za-z0-9+/=]*)\x1b\\/g,
  )];
  ok(pieces.length > 1);
  ok(pieces.every(([, , , text]) => text.length <= 4096));
  deepStrictEqual(pieces.map(([, first]) => first !== undefined), pieces.map((_, i) => i === 0));
  deepStrictEqual(
    pieces.map(([, , more]) => more),
    pieces.map((_, i) => i + 1 < pieces.length ? "1" : "0"),
  );
  const png = Buffer.from(pieces.map(([, , , text]) => text).join(""), "base64");
  const pixels = await prepareImage(new Uint8Array(png), 64);
  deepStrictEqual([...pixels.subarray(0, 300)], [...noise.subarray(0, 300)]);

  // deno-lint-ignore no-control-regex -- the message
  const [, size, text] = /^\x1b]1337;File=inline=1;size=(\d+);width=64px;height=64px:(.*)\x07$/
    .exec(await pictureText(busy, "iterm2"))!;
  deepStrictEqual(Buffer.from(text, "base64"), png);
  strictEqual(Number(size), png.length);

  const sixel = await pictureText(sheet, "sixel");
  // deno-lint-ignore no-control-regex -- how Sixel begins
  match(sixel, /^\x1bP\d+;\d+;q"1;1;140;64#/);
  ok(sixel.endsWith("\x1b\\"));
});

Deno.test("neighbors --show shows a picture a query where the terminal can, else says why not", () =>
  inFolder(async (folder) => {
    const run = join(folder, "run");
    await trainBlobs({ run });
    const neighbours = (env: Record<string, string>, ...args: string[]) =>
      call(["neighbors", run, ...args, "-k", "3", "--show", "--plugin", PLUGINS.blobs], {
        env: { CRLC_BACKEND: "wasm", CRLC_THREADS: "1", ...env },
        columns: 80,
      });
    const shown = await neighbours({ TERM: "xterm-kitty" }, "0", "5");
    strictEqual(shown.code, 0, shown.stderr);
    strictEqual(shown.stdout.split("\x1b_Ga=T").length - 1, 2);
    const plain = await neighbours({ TERM: "xterm" }, "0");
    ok(!plain.stdout.includes("\x1b_G"));
    match(plain.stdout, /Most like 0/);
    match(plain.stderr, /CRLC_PICTURES/);
    match((await neighbours({ TERM: "xterm-kitty" })).stderr, /--show is for given images/);
  }));
