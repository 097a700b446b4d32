import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { join } from "node:path";
import { inFolder, PLUGINS, trainBlobs } from "../run/training.ts";
import { call } from "./call.ts";

Deno.test("export, assign and report go together, for people and for programs", async () => {
  await inFolder(async (folder) => {
    const run = join(folder, "run"), to = join(folder, "out");
    await trainBlobs({ run });
    const env = { CRLC_BACKEND: "wasm", CRLC_THREADS: "1" };
    const crlc = async (...args: string[]) => {
      const called = await call([...args, "--plugin", PLUGINS.blobs], { env });
      strictEqual(called.code, 0, called.stderr);
      return called;
    };
    match((await crlc("export", run, "--to", to)).stdout, /clusters are in .*\n\nclusters\/ holds/);
    const images = join(to, "clusters");
    await Deno.writeTextFile(join(images, "bad.jpg"), "");

    const table = await crlc("assign", run, images);
    match(table.stdout, /^cluster +confidence +novelty +image$/m);
    match(table.stdout, /assigned by head \d; 1 file left out\.$/m);
    match(table.stderr, /bad\.jpg is empty/);
    const { schemaVersion, images: assigned, quarantined } = JSON.parse(
      (await crlc("assign", run, images, "--json")).stdout,
    );
    strictEqual(schemaVersion, 1);
    strictEqual(quarantined.length, 1);
    const csv = (await crlc("assign", run, images, "--format", "csv")).stdout.trimEnd().split("\n");
    strictEqual(csv[0], "image,cluster,confidence,novelty");
    strictEqual(csv.length, 1 + assigned.length);
    const lines = (await crlc("assign", run, images, "--format", "jsonl")).stdout.trimEnd();
    deepStrictEqual(lines.split("\n").map((line) => JSON.parse(line)), assigned);

    const page = join(folder, "page.html");
    match((await crlc("report", run)).stdout, /report\.html\nOne page, /);
    const reported = JSON.parse((await crlc("report", run, "--to", page, "--json")).stdout);
    // A page takes the place of a page, and of nothing else.
    strictEqual((await crlc("report", run, "--to", page)).code, 0);
    const refused = await call(["report", run, "--to", join(run, "recipe.json")]);
    match(refused.stderr, /\[NOT_A_PAGE\]/);
    const mine = join(folder, "index.html");
    await Deno.writeTextFile(mine, "<!doctype html>\n<title>mine</title>\n");
    const onMine = await call(["report", run, "--to", mine]);
    match(onMine.stderr, /must be a report of crlc, and is something else {3}\[NOT_A_PAGE\]/);
    if (Deno.build.os !== "windows") {
      const onDevice = await call(["report", run, "--to", "/dev/null"]);
      match(onDevice.stderr, /must be a file, and is a device or a pipe {3}\[NOT_A_PAGE\]/);
    }
    const onFolder = await call(["report", run, "--to", run]);
    match(onFolder.stderr, /must be a file, and is a folder.*\nhint: {2}.*report\.html/);
    strictEqual(reported.file, page);
    ok((await Deno.readTextFile(page)).startsWith("<!doctype html>"));
  });
});

for (
  const [code, reason, args] of [
    [2, "BAD_USAGE", ["assign", "nowhere"]],
    [2, "NO_SUCH_RUN", ["report", "nowhere"]],
    [2, "BAD_OPTION", ["report", "nowhere", "--map", "tsne"]],
    [2, "BAD_USAGE", ["export", "nowhere"]],
    [2, "NO_SUCH_RUN", ["assign", "nowhere", "no-image.png"]],
  ] as const
) {
  Deno.test(`crlc ${args.join(" ")} is refused as ${reason}`, async () => {
    const called = await call(args);
    strictEqual(called.code, code, called.stderr);
    ok(called.stderr.includes(`[${reason}]`), called.stderr);
  });
}
