import { deepStrictEqual, match, rejects, strictEqual } from "node:assert/strict";
import { dirname, join } from "node:path";
import { folder } from "../../datasets/folder/folder.ts";
import { listImages } from "../../datasets/folder/walk.ts";
import { imagenet10 } from "../../datasets/imagenet/subsets.ts";
import { readClasses } from "../../datasets/imagenet/classes.ts";
import { openManifest } from "../../run/folder/run_folder.ts";
import { tree } from "../datasets/folder/tree.ts";
import { encode, flat } from "../datasets/images/encode.ts";

const picture = encode("png", 8, 8, (x) => [200, 20, 20 * x]);

/** Pictures, and links by where they lie. */
async function linked(paths: readonly string[], links: Readonly<Record<string, string>>) {
  const place = await tree(Object.fromEntries(paths.map((path) => [path, picture])));
  for (const [path, to] of Object.entries(links)) {
    await Deno.mkdir(dirname(join(place.path, path)), { recursive: true });
    await Deno.symlink(to, join(place.path, path));
  }
  return place;
}

Deno.test("links to folders and to files are followed", async () => {
  await using place = await linked(["store/c0/1.png", "store/2.png"], {
    "set/c0": "../store/c0",
    "set/c1/two.png": "../../store/2.png",
  });
  deepStrictEqual((await listImages(join(place.path, "set"))).images, ["c0/1.png", "c1/two.png"]);
});

Deno.test("each real file comes once, and in its own place where it has one in the folder", async () => {
  await using place = await linked(["a/1.png", "z/2.png", "elsewhere.png"], {
    "a/0.png": "1.png",
    "b": "z",
    "c/x.png": "../elsewhere.png",
    "c/y.png": "../elsewhere.png",
  });
  const { images, passedOver } = await listImages(place.path);
  deepStrictEqual(images, ["a/1.png", "elsewhere.png", "z/2.png"]);
  deepStrictEqual(passedOver.map(({ what, count }) => [what, count]), [
    ["links to what is there already", 4],
  ]);
});

Deno.test("a link through which another is reached leads to each file once", async () => {
  await using place = await linked(["real/1.png"], {
    "set/first": "../middle",
    "middle/deeper": "../real",
    "set/second": "../real",
  });
  deepStrictEqual((await listImages(join(place.path, "set"))).images, ["second/1.png"]);
});

Deno.test("a loop of links ends, and is named", async () => {
  await using place = await linked(["a/1.png", "b/2.png"], { "a/up": "..", "self": "self" });
  const options = folder.options({ path: place.path, size: 8 });
  await using set = await folder.open({ root: "", split: "train", options });
  strictEqual(set.length, 2);
  deepStrictEqual(set.remarks?.warnings, [
    '"a/up" is a link to a folder that it lies in, and is not followed',
    '"self" is a link that leads nowhere, or where it cannot be followed',
  ]);
});

Deno.test("a link to a picture that is gone is quarantined; one to anything else is passed over", async () => {
  await using place = await linked(["1.png", "note.txt/x.png"], {
    "gone.jpg": "nowhere.jpg",
    "nothing": "nowhere",
    "hosts": "/etc/hosts",
  });
  deepStrictEqual((await listImages(place.path)).quarantined, [
    { path: "gone.jpg", reason: "is a link to a file that is not there" },
  ]);
});

Deno.test("a link to a folder that is not there is named: its disk may not be", async () => {
  await using place = await linked(["a/1.png", "b/2.png"], { "cats": "/nowhere/cats" });
  const options = folder.options({ path: place.path, size: 8 });
  await using set = await folder.open({ root: "", split: "train", options });
  deepStrictEqual(set.remarks?.warnings, [
    '"cats" is a link that leads nowhere, or where it cannot be followed',
  ]);
});

Deno.test("a folder without a picture says what was passed over", async () => {
  await using place = await linked(["photos.old/1.png"], { "cats": "/nowhere/cats" });
  const options = folder.options({ path: place.path, size: 8 });
  await rejects(folder.open({ root: "", split: "train", options }), {
    code: "NO_IMAGES",
    hint:
      'passed over: 1 folders called like backups of an editor, such as "photos.old"; 1 links that lead nowhere, ' +
      'such as "cats"',
  });
});

Deno.test("crlc reads its own export: clusters of links to the photos", async () => {
  await using place = await linked(["photos/1.png", "photos/2.png"], {
    "sorted/clusters/0/1.png": "../../../photos/1.png",
    "sorted/clusters/1/2.png": "../../../photos/2.png",
  });
  const options = folder.options({ path: join(place.path, "sorted"), size: 8 });
  await using set = await folder.open({ root: "", split: "train", options });
  deepStrictEqual([set.length, set.classes], [2, ["0", "1"]]);
});

Deno.test("prepared images of a link are made anew when the file it leads to changes", async () => {
  await using place = await linked(["store/1.png"], { "set/1.png": "../store/1.png" });
  await using kept = await tree({});
  const digest = async () => {
    const options = folder.options({ path: join(place.path, "set"), size: 8 });
    const cache = { folder: kept.path, limit: 2 ** 30 };
    await using set = await folder.open({ root: "", split: "train", options, cache });
    return set.digest;
  };
  const before = await digest();
  await Deno.writeFile(join(place.path, "store/1.png"), encode("png", 9, 9, flat(1, 2, 200)));
  strictEqual(before === await digest(), false);
});

Deno.test("a run folder with a link in it is refused", async () => {
  await using place = await linked(["elsewhere.png"], { "run/recipe.json": "../elsewhere.png" });
  await rejects(openManifest(join(place.path, "run")), { code: "LINK_IN_RUN" });
});

Deno.test("an ImageNet folder of links counts its images; without any it is not taken", async () => {
  const classes = await readClasses("imagenet10");
  await using place = await linked(
    ["store/1.png"],
    Object.fromEntries(
      classes.map(({ wnid }) => [`in/train/${wnid}/${wnid}_1.png`, "../../../store/1.png"]),
    ),
  );
  const root = join(place.path, "data"), from = join(place.path, "in");
  match(
    (await imagenet10.import!([from], root))[0],
    /^imagenet10: 10 training images of 10 classes/,
  );
  await Deno.remove(join(place.path, "store/1.png"));
  await rejects(imagenet10.import!([from], join(place.path, "other")), {
    code: "NO_IMAGES",
    message: /is a link to a file that is not there/,
  });
});
