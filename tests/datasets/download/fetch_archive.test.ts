import { deepStrictEqual, match, ok, rejects, strictEqual } from "node:assert/strict";
import { createHash } from "node:crypto";
import { join } from "node:path";
import { CrlcError } from "../../../core/errors.ts";
import type { Archive } from "../../../datasets/dataset.ts";
import { fetchArchive, type FetchOptions } from "../../../datasets/download/fetch_archive.ts";
import { openLocked } from "../../../datasets/download/lock.ts";
import { temporaryFolder } from "../temporary_folder.ts";
import {
  type Answer,
  cut,
  page,
  part,
  serve,
  type Server,
  stalled,
  status,
  whole,
} from "./server.ts";

const BYTES = Uint8Array.from({ length: 50_000 }, (_, i) => (i * i + 7 * i) % 251);
const OTHER = BYTES.map((byte) => byte ^ 1);
const hex = createHash("sha256").update(BYTES).digest("hex");
const archiveAt = (...urls: string[]): Archive => ({
  file: "set.bin",
  urls,
  digest: { algorithm: "sha256", hex, from: "this test" },
});

/** Downloads from servers into a folder that may hold a `.part` file; checks what is left. */
async function download(
  servers: readonly Server[],
  { part, options, archive }: {
    part?: Uint8Array;
    options?: FetchOptions;
    archive?: Partial<Archive>;
  } = {},
): Promise<void> {
  await using folder = await temporaryFolder();
  const path = join(folder.path, "set.bin");
  if (part) await Deno.writeFile(`${path}.part`, part);
  const wanted = { ...archiveAt(...servers.map((s) => s.url)), ...archive };
  strictEqual(await fetchArchive(wanted, folder.path, "toy", { retryMs: 0, ...options }), path);
  deepStrictEqual(await Deno.readFile(path), BYTES);
  deepStrictEqual([...Deno.readDirSync(folder.path)].map((e) => e.name), ["set.bin"]);
}

Deno.test("fetchArchive() downloads a file and tells how far it is", async () => {
  await using server = serve(whole(BYTES));
  const seen: { file: string; bytes: number; total?: number }[] = [];
  await download([server], { options: { progress: (done) => seen.push(done) } });
  deepStrictEqual(seen.at(-1), { file: "set.bin", bytes: 50_000, total: 50_000 });
  ok(seen.every(({ bytes }, i) => i === 0 || bytes >= seen[i - 1].bytes));
  deepStrictEqual(server.ranges, [null]);
});

Deno.test("fetchArchive() asks nobody for a file that is there", async () => {
  await using folder = await temporaryFolder();
  await Deno.writeFile(join(folder.path, "set.bin"), BYTES);
  await fetchArchive(archiveAt("http://127.0.0.1:1/"), folder.path, "toy", { offline: true });
});

Deno.test("fetchArchive() brings a file anew that is there and is wrong", async () => {
  await using folder = await temporaryFolder();
  await using server = serve(whole(BYTES));
  await Deno.writeFile(join(folder.path, "set.bin"), OTHER);
  await fetchArchive(archiveAt(server.url), folder.path, "toy");
  deepStrictEqual(await Deno.readFile(join(folder.path, "set.bin")), BYTES);
});

Deno.test("fetchArchive() goes on where a connection broke off", async () => {
  await using server = serve(cut(whole(BYTES), 20_000), cut(whole(BYTES), 5_000), whole(BYTES));
  await download([server]);
  deepStrictEqual(server.ranges, [null, "bytes=20000-", "bytes=25000-"]);
});

Deno.test("fetchArchive() goes on where another process was stopped", async () => {
  await using server = serve(whole(BYTES));
  await download([server], { part: BYTES.subarray(0, 30_000) });
  deepStrictEqual(server.ranges, ["bytes=30000-"]);
});

Deno.test("fetchArchive() asks nobody when only the renaming was left to do", async () => {
  await using server = serve(status(404));
  await download([server], { part: BYTES });
  deepStrictEqual(server.ranges, []);
});

Deno.test("fetchArchive() starts anew when what was there does not go on", async () => {
  const cases: [Uint8Array, Answer[]][] = [
    // Bytes of another file: only the digest of the whole tells.
    [OTHER.subarray(0, 30_000), [whole(BYTES)]],
    // More bytes than the file has: 416.
    [new Uint8Array(60_000), [whole(BYTES)]],
    // Another part than was asked for.
    [BYTES.subarray(0, 30_000), [() => part(BYTES, 10), whole(BYTES)]],
  ];
  for (const [before, answers] of cases) {
    await using server = serve(...answers);
    await download([server], { part: before });
    strictEqual(server.ranges.at(-1), null);
    strictEqual(server.ranges.length, 2);
  }
});

Deno.test("fetchArchive() takes the whole file from a server that knows no parts", async () => {
  await using server = serve(() => ({ status: 200, body: BYTES }));
  await download([server], { part: BYTES.subarray(0, 30_000) });
  strictEqual(server.ranges.length, 1);
});

Deno.test("fetchArchive() refuses a web page and goes to the next address", async () => {
  for (const answer of [page, () => ({ status: 200, body: " \n<html><head>" })]) {
    await using first = serve(answer);
    await using second = serve(whole(BYTES));
    // What has arrived before is not thrown away for a page.
    await download([first, second], { part: BYTES.subarray(0, 100) });
    deepStrictEqual([first.ranges.length, second.ranges], [1, ["bytes=100-"]]);
  }
});

Deno.test("fetchArchive() goes to the next address after 404 at once, after 503 in the end", async () => {
  for (const [code, asked] of [[404, 1], [503, 4]]) {
    await using first = serve(status(code));
    await using second = serve(whole(BYTES));
    await download([first, second], { part: BYTES.subarray(0, 100) });
    deepStrictEqual([first.ranges.length, second.ranges], [asked, ["bytes=100-"]]);
  }
});

Deno.test("fetchArchive() asks again after 503", async () => {
  await using server = serve(status(503), status(503), whole(BYTES));
  await download([server]);
});

Deno.test("fetchArchive() goes to the next address when nobody listens", async () => {
  const closed = serve(whole(BYTES));
  await closed[Symbol.asyncDispose]();
  await using second = serve(whole(BYTES));
  await download([closed, second]);
});

Deno.test("fetchArchive() gives up a connection that brings nothing", async () => {
  await using server = serve(stalled(whole(BYTES), 0), stalled(whole(BYTES), 1000), whole(BYTES));
  await download([server], { options: { stallMs: 300 } });
  deepStrictEqual([...server.ranges.slice(0, 2), server.ranges.at(-1)], [
    null,
    null,
    "bytes=1000-",
  ]);
});

Deno.test("fetchArchive() goes to the next address after wrong bytes", async () => {
  await using first = serve(whole(OTHER));
  await using second = serve(whole(BYTES));
  await download([first, second]);
  strictEqual(first.ranges.length, 1);
});

Deno.test("fetchArchive() says what each address did, and keeps nothing wrong", async () => {
  await using folder = await temporaryFolder();
  await using wrong = serve(whole(OTHER));
  await using empty = serve(() => ({ status: 200, body: "" }));
  await using gone = serve(status(410));
  const archive = archiveAt(wrong.url, empty.url, gone.url);
  await rejects(fetchArchive(archive, folder.path, "toy", { retryMs: 0 }), (error) => {
    ok(error instanceof CrlcError);
    deepStrictEqual([error.kind, error.code], ["data", "DOWNLOAD_FAILED"]);
    match(error.message, /the sha256 of what it sends is [0-9a-f]{64} instead of/);
    match(error.message, /it sends an empty file|it answers with nothing/);
    match(error.message, /it answers 410/);
    strictEqual(error.hint, "crlc datasets import toy FILE takes an archive from elsewhere");
    return true;
  });
  deepStrictEqual([...Deno.readDirSync(folder.path)], []);
});

Deno.test("fetchArchive() ends with a server that always breaks off and sends wrong bytes", async () => {
  await using folder = await temporaryFolder();
  await using server = serve(cut(whole(OTHER), 30_000));
  await rejects(fetchArchive(archiveAt(server.url), folder.path, "toy", { retryMs: 0 }), {
    code: "DOWNLOAD_FAILED",
  });
});

Deno.test("fetchArchive() keeps what has arrived and says so", async () => {
  await using folder = await temporaryFolder();
  await using server = serve(cut(whole(BYTES), 20_000), status(404));
  await rejects(fetchArchive(archiveAt(server.url), folder.path, "toy", { retryMs: 0 }), {
    code: "DOWNLOAD_FAILED",
    hint: /^the same command goes on from byte 20000; or crlc datasets import toy FILE/,
  });
  strictEqual((await Deno.stat(join(folder.path, "set.bin.part"))).size, 20_000);
});

Deno.test("fetchArchive() refuses more bytes than the archive has", async () => {
  await using server = serve(whole(BYTES));
  await using folder = await temporaryFolder();
  const archive = { ...archiveAt(server.url), bytes: 49_999 };
  await rejects(fetchArchive(archive, folder.path, "toy"), { code: "DOWNLOAD_FAILED" });
  await download([server], { archive: { bytes: 50_000 } });
});

Deno.test("fetchArchive() keeps nothing of a file that turns out too long", async () => {
  const unending: Answer = () => ({
    status: 200,
    headers: { "content-length": undefined },
    body: new Uint8Array(200_000).fill(7),
  });
  await using server = serve(unending);
  await using folder = await temporaryFolder();
  const archive = { ...archiveAt(server.url), bytes: 50_000 };
  await rejects(fetchArchive(archive, folder.path, "toy"), {
    code: "DOWNLOAD_FAILED",
    message: /sends more than 50000 bytes/,
    hint: "crlc datasets import toy FILE takes an archive from elsewhere",
  });
  deepStrictEqual([...Deno.readDirSync(folder.path)], []);
});

Deno.test("fetchArchive() that brings nothing leaves no folder behind that it made", async () => {
  await using folder = await temporaryFolder();
  await using server = serve(status(404));
  const place = join(folder.path, "toy");
  await rejects(fetchArchive(archiveAt(server.url), place, "toy"), { code: "DOWNLOAD_FAILED" });
  deepStrictEqual([...Deno.readDirSync(folder.path)], []);
  await Deno.mkdir(place);
  await rejects(fetchArchive(archiveAt(server.url), place, "toy"), { code: "DOWNLOAD_FAILED" });
  deepStrictEqual([...Deno.readDirSync(folder.path)].map(({ name }) => name), ["toy"]);
});

Deno.test("fetchArchive() takes an archive without a digest by its size", async () => {
  await using server = serve(whole(BYTES));
  await download([server], { archive: { digest: undefined, bytes: 50_000 } });
  await download([server], { archive: { digest: undefined } });
});

Deno.test("fetchArchive() stops when told so, and goes on the next time", async () => {
  await using folder = await temporaryFolder();
  await using server = serve(stalled(whole(BYTES), 20_000), whole(BYTES));
  const stop = new AbortController();
  const progress = ({ bytes }: { bytes: number }) => bytes === 20_000 && stop.abort();
  await rejects(
    fetchArchive(archiveAt(server.url), folder.path, "toy", { signal: stop.signal, progress }),
    { kind: "stopped", code: "INTERRUPTED" },
  );
  await fetchArchive(archiveAt(server.url), folder.path, "toy");
  deepStrictEqual(server.ranges, [null, "bytes=20000-"]);
});

Deno.test("fetchArchive() does not touch the network when it is offline", async () => {
  await using folder = await temporaryFolder();
  await using server = serve(whole(BYTES));
  await rejects(fetchArchive(archiveAt(server.url), folder.path, "toy", { offline: true }), {
    kind: "data",
    code: "OFFLINE",
    hint: "crlc datasets import toy FILE takes an archive that is already there",
  });
  deepStrictEqual([server.ranges, [...Deno.readDirSync(folder.path)]], [[], []]);
});

Deno.test("fetchArchive() leaves a file alone that another process is downloading", async () => {
  await using folder = await temporaryFolder();
  await using server = serve(whole(BYTES));
  const part = join(folder.path, "set.bin.part");
  const hold = `const f = Deno.openSync(Deno.args[0], { write: true, create: true });
    f.lockSync(true);
    console.log("locked");
    await Deno.stdin.read(new Uint8Array(1));`;
  const script = join(folder.path, "hold.ts");
  await Deno.writeTextFile(script, hold);
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-config", script, part],
    stdin: "piped",
    stdout: "piped",
  }).spawn();
  const reader = child.stdout.getReader();
  await reader.read();
  await rejects(fetchArchive(archiveAt(server.url), folder.path, "toy"), {
    kind: "locked",
    code: "DOWNLOAD_LOCKED",
  });
  strictEqual(server.ranges.length, 0);
  await child.stdin.close();
  await reader.cancel();
  await child.status;
  await fetchArchive(archiveAt(server.url), folder.path, "toy");
});

Deno.test("openLocked() locks the file that has the name now", async () => {
  await using folder = await temporaryFolder();
  const path = join(folder.path, "x");
  {
    using file = await openLocked(path);
    await rejects(openLocked(path), { code: "DOWNLOAD_LOCKED" });
    await file.write(Uint8Array.of(1));
  }
  using again = await openLocked(path);
  strictEqual((await again.stat()).size, 1);
});
