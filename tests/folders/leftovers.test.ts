import { deepStrictEqual, match, strictEqual } from "node:assert/strict";
import { leftoverOf } from "../../datasets/folder/leftovers.ts";
import { listImages } from "../../datasets/folder/walk.ts";
import { planLines } from "../../cli/terminal/plan_lines.ts";
import { PLAN } from "../cli/fixtures.ts";
import { tree } from "../datasets/folder/tree.ts";
import { encode } from "../datasets/images/encode.ts";

const picture = encode("png", 8, 8, (x) => [200, 20, 20 * x]);

const LEFT: Readonly<Record<string, readonly string[]>> = {
  "a Synology": ["@eaDir", "#recycle", "#snapshot"],
  "a QNAP": ["@Recycle", "@Recently-Snapshot", ".@__thumb"],
  Windows: ["$RECYCLE.BIN", "RECYCLER", "System Volume Information", "FOUND.000", "Thumbs.db"],
  macOS: ["__MACOSX", "._1.jpg", ".DS_Store", ".Trashes", "Network Trash Folder"],
  "a disk check": ["lost+found"],
  "photo programs": [".dtrash", ".picasaoriginals", "Catalog Previews.lrdata"],
  exiftool: ["1.jpg_original", "IMG 2.PNG_original"],
  "a camera": ["MVI_0001.THM", "GOPR0001.thm"],
  "a conflict": [
    "a (Ann's conflicted copy 2015-05-20).jpg",
    "a (conflicted copy 2020-01-01 120000).jpg",
    "a.sync-conflict-20200101-120000-ABCDEFG.jpg",
    "a_conflict-20200101-120000.jpg",
  ],
  "a download": ["a.jpg.part", "a.png.crdownload", "a.jpg.partial", "b.download", "c.jpg.aria2"],
  "an editor": ["a.png~", "a.jpg.bak", "a.tmp", "~$a.docx"],
  Linux: [".Trash-1000", ".thumbnails"],
};

for (const [who, names] of Object.entries(LEFT)) {
  Deno.test(`what ${who} leaves is passed over, files and folders alike`, async () => {
    for (const name of names) strictEqual(typeof leftoverOf(name), "string", name);
    await using folder = await tree({
      "mine.png": picture,
      ...Object.fromEntries(names.map((name) => [`as files/${name}`, picture])),
      ...Object.fromEntries(names.map((name) => [`as folders/${name}/deep/1.png`, picture])),
    });
    const { images, quarantined, passedOver } = await listImages(folder.path);
    deepStrictEqual([images, quarantined], [["mine.png"], []]);
    strictEqual(passedOver.reduce((sum, { count }) => sum + count, 0), 2 * names.length);
  });
}

Deno.test("names that a person gives are no leftovers", () => {
  const mine = [
    "Originals",
    "Previews",
    "recycle",
    "original",
    "#1",
    "@home",
    "IMG_original.jpg",
    "conflict.jpg",
    "party.jpg",
    "part",
    "Photos (1)",
    "a (copy).jpg",
    "Trash",
    "thm",
    "eaDir",
  ];
  deepStrictEqual(mine.filter((name) => leftoverOf(name) !== undefined), []);
});

Deno.test("--verbose says what was passed over, how often and where first", () => {
  const plan = {
    ...PLAN,
    passedOver: [{ what: "files of a Synology NAS", count: 17, first: "c0/@eaDir" }],
  };
  const errorStyle = (_: unknown, text: string) => text;
  const lines = (verbose: boolean) => planLines(plan, { errorStyle, verbose }).join("\n");
  match(lines(true), /passed over: 17 files of a Synology NAS, such as c0\/@eaDir/);
  strictEqual(lines(false).includes("passed over"), false);
});
