import { deepStrictEqual, rejects } from "node:assert/strict";
import { join } from "node:path";
import { listImages } from "../../../datasets/folder/walk.ts";
import { encode, encodeAs, flat } from "../images/encode.ts";
import { tree } from "./tree.ts";

const png = encode("png", 8, 8, flat(1, 2, 3));
const tiff = await encodeAs("tiff", 8, 8, flat(1, 2, 3));

Deno.test("listImages() lists images of all folders in byte order", async () => {
  await using folder = await tree({
    "b/2.png": png,
    "b/10.PNG": png,
    "a/x/deep.jpeg": "not yet looked at",
    "a-b/1.png": png,
    "z.webp": "",
  });
  deepStrictEqual((await listImages(folder.path)).images, [
    "a-b/1.png",
    "a/x/deep.jpeg",
    "b/10.PNG",
    "b/2.png",
    "z.webp",
  ]);
});

Deno.test("listImages() knows images without an extension, or with another one, by content", async () => {
  await using folder = await tree({ "0a1b": png, "photo.bin": png, "scan": tiff });
  deepStrictEqual((await listImages(folder.path)).images, ["0a1b", "photo.bin", "scan"]);
});

Deno.test("listImages() passes over everything else", async () => {
  await using folder = await tree({
    "notes.txt": "hello",
    "labels.json": "{}",
    "empty": "",
    ".DS_Store": "x",
    "._1.jpg": "x",
    ".hidden/1.png": png,
    "__MACOSX/1.png": png,
    "raw.nef": tiff,
  });
  await Deno.mkdir(join(folder.path, "empty folder.jpg"));
  const { images, quarantined } = await listImages(folder.path);
  deepStrictEqual({ images, quarantined }, {
    images: [],
    quarantined: [{ path: "raw.nef", reason: "is a raw photo, which is not read: convert it" }],
  });
});

Deno.test("listImages() fails where there is no folder", async () => {
  await using folder = await tree({ "1.png": png });
  await rejects(listImages(join(folder.path, "none")), Deno.errors.NotFound);
});
