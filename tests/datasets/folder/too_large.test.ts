import { rejects } from "node:assert/strict";
import { join } from "node:path";
import { openImages } from "../../../datasets/folder/open_images.ts";
import { temporaryFolder } from "../temporary_folder.ts";

/** A listing of images of which the first is asked for and the rest only counted. */
const listing = {
  images: Array.from({ length: 50_000 }, (_, i) => `${i}.jpg`),
  quarantined: [],
};
/** 9.2 GiB of squares. */
const options = { purpose: "test", size: 256, maxBad: 1 };

Deno.test("a set that fits neither memory nor the cache says how much room it needs", async () => {
  await using folder = await temporaryFolder();
  await rejects(openImages(folder.path, listing, options), {
    kind: "resource",
    code: "TOO_MANY_IMAGES",
    message: /4 GiB are the most, and 50000 images need 9\.2 GiB$/,
    hint: /^without --no-cache/,
  });
  const cache = { folder: folder.path, limit: 2 ** 33 };
  await rejects(openImages(folder.path, listing, { ...options, cache }), {
    kind: "resource",
    code: "CACHE_TOO_SMALL",
    message: /need 9\.2 GiB, and the cache may take 8\.0 GiB$/,
    hint: /CRLC_CACHE_LIMIT=10, in GiB/,
  });
});

Deno.test("a set larger than memory says where it cannot be kept", async () => {
  await using folder = await temporaryFolder();
  const file = join(folder.path, "file");
  await Deno.writeTextFile(file, "no folder");
  const cache = { folder: file, limit: 2 ** 36 };
  await rejects(openImages(folder.path, listing, { ...options, cache }), {
    kind: "resource",
    code: "CACHE_NOT_WRITTEN",
    hint: /CRLC_CACHE_DIR/,
  });
});
