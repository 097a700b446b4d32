import { deepStrictEqual, match, ok, rejects, strictEqual, throws } from "node:assert/strict";
import { join } from "node:path";
import { listenLocally } from "../../../cli/actions/open/page_server.ts";
import { main } from "../../../cli/main.ts";
import { inMemory } from "../../../datasets/memory.ts";
import { sharp } from "../../../datasets/images/libvips.ts";
import { encodePng } from "../../../results/export/png.ts";
import { type Edits, noEdits } from "../../../results/names/edits.ts";
import { saveEdits, undoEdits } from "../../../results/names/save_edits.ts";
import { newToken } from "../../../results/open/access.ts";
import { lockOpen } from "../../../results/open/open_lock.ts";
import type { OpenedRun } from "../../../results/open/opened_run.ts";
import { pageHandler } from "../../../results/open/page_handler.ts";
import { movePictures, rename } from "../../../results/report/page/corrections.ts";
import { ServedStore } from "../../../results/report/page/served_store.ts";
import type { PageData } from "../../../results/report/page_data.ts";
import { fileSystem, replaceFileSystem } from "../../../run/folder/file_system.ts";
import { pathsOf } from "../../../run/folder/run_folder.ts";
import { call, testIo } from "../../cli/call.ts";
import { interfere } from "../../run/survival/interfere.ts";
import { MemoryDisk } from "../../run/survival/memory_disk.ts";
import { inFolder, PLUGINS, trainBlobs } from "../../run/training.ts";

const RUN = "a".repeat(64);
const access = { token: newToken(), port: 8123 };
const PAGE = `http://127.0.0.1:8123/${access.token}/`;

/** Asks for something within the page, as the page does. */
function asked(
  path: string,
  { headers, ...init }: RequestInit & { headers?: Record<string, string> } = {},
) {
  const address = path.startsWith("http") ? path : `${PAGE}${path}`;
  return new Request(address, { headers: { host: "127.0.0.1:8123", ...headers }, ...init });
}

/** A correction as the page sends it. */
const posted = (body: unknown, version: string, headers: Record<string, string> = {}) =>
  asked("names.json", {
    method: "POST",
    body: typeof body === "string" ? body : JSON.stringify(body),
    headers: { "content-type": "application/json", "if-match": version, ...headers },
  });

/** A run of pictures of some names in a folder, all of one grey in the run. */
function opened(run: string, root: string | undefined, names: readonly string[]): OpenedRun {
  const dataset = inMemory({
    shape: [2, 2, 3],
    pixels: new Uint8Array(names.length * 12).fill(99),
    name: (index) => names[index],
  });
  return {
    run,
    of: { clusters: 2, head: 0, run: RUN },
    dataset: Object.defineProperty(dataset, "remarks", { value: { root } }),
    changed: false,
    edit: true,
    page: (edits: Edits, served) => JSON.stringify({ edits, served }),
  };
}

/** A handler that answers already. */
async function handlerOf(run: OpenedRun, touched = () => {}) {
  const opening = Promise.resolve(run);
  const handler = pageHandler(opening, access, touched);
  await opening;
  return handler;
}

Deno.test("the page of a run answers whoever has its address, and nobody else", () =>
  inFolder(async (run) => {
    let touched = 0;
    const handler = await handlerOf(opened(run, undefined, ["a"]), () => touched++);
    const status = async (request: Request) => (await handler(request)).status;
    const page = await handler(asked(""));
    strictEqual(page.status, 200);
    deepStrictEqual(JSON.parse(await page.text()).served.edit, true);
    for (
      const [name, value] of [["cache-control", "no-store"], ["referrer-policy", "no-referrer"]]
    ) {
      strictEqual(page.headers.get(name), value);
    }
    strictEqual(touched, 1);
    const other = PAGE.replace(access.token, newToken());
    const refused: readonly [number, Request][] = [
      [404, asked(other)],
      [404, asked("http://127.0.0.1:8123/")],
      [404, asked(PAGE.slice(0, -2))],
      // Another name that leads here, and a page of another site.
      [403, asked("", { headers: { host: "evil.example:8123" } })],
      [403, asked("", { headers: { host: "127.0.0.1:80" } })],
      [403, asked("", { headers: { origin: "http://evil.example" } })],
      [403, asked("", { headers: { origin: "null" } })],
      [403, asked("names.json", { headers: { "sec-fetch-site": "cross-site" } })],
      [403, asked("names.json", { headers: { "sec-fetch-site": "same-site" } })],
    ];
    for (const [code, request] of refused) strictEqual(await status(request), code, request.url);
    strictEqual(touched, 1);
    const followed = { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate" };
    for (
      const [code, request] of [
        [200, asked("", { headers: followed })],
        [200, asked("", { headers: { host: "localhost:8123", origin: "http://localhost:8123" } })],
        [308, asked(PAGE.slice(0, -1))],
        [404, asked("lock")],
        [404, asked("recipe.json")],
        [404, asked("..%2f..%2fetc%2fpasswd")],
        [404, asked("picture/..%2f..%2fetc%2fpasswd")],
        [404, asked("picture/-1")],
        [404, asked("picture/1")],
        [404, asked("picture/00000000000")],
        [405, asked("", { method: "DELETE" })],
        [405, asked("picture/0", { method: "POST", body: "{}" })],
      ] as const
    ) strictEqual(await status(request), code, request.url);
  }));

Deno.test("pictures are those of the run as large as they are, and no other file", () =>
  inFolder(async (folder) => {
    const root = join(folder, "photos"), secret = join(folder, "secret.png");
    await Deno.mkdir(join(root, "sub"), { recursive: true });
    const png = await encodePng(new Uint8Array(48).fill(7), { height: 4, width: 4, channels: 3 });
    const raw = { raw: { width: 4, height: 4, channels: 3 } } as const;
    const tiff = await sharp(new Uint8Array(48).fill(7), raw).tiff().toBuffer();
    await Deno.writeFile(join(root, '-a\n"b".png'), png);
    await Deno.writeFile(join(root, "scan.png"), tiff);
    await Deno.writeFile(secret, png);
    await Deno.symlink(secret, join(root, "link.png"));
    await Deno.symlink(folder, join(root, "sub", "out"));
    await Deno.writeTextFile(join(root, "page.png"), "<!doctype html><script>1</script>");
    const names = [
      ...['-a\n"b".png', "scan.png", "link.png", "sub/out/secret.png", "page.png", "gone.png"],
      ...["../secret.png", "sub"],
    ];
    const handler = await handlerOf(opened(folder, root, names));
    const picture = async (index: number) => {
      const answer = await handler(asked(`picture/${index}`));
      strictEqual(answer.status, 200);
      match(answer.headers.get("content-security-policy")!, /sandbox/);
      const bytes = new Uint8Array(await answer.arrayBuffer());
      const { width } = await sharp(bytes).metadata();
      return { type: answer.headers.get("content-type"), width, bytes };
    };
    deepStrictEqual((await picture(0)).bytes, new Uint8Array(png));
    const { type, width } = await picture(1);
    deepStrictEqual([type, width], ["image/png", 4]);
    // Everything else is the square that the run has learned from.
    for (const index of [2, 3, 4, 5, 7]) strictEqual((await picture(index)).width, 2, names[index]);
    // A list may name files beside the folder: it is an image of the run.
    strictEqual((await picture(6)).width, 4);
  }));

Deno.test("corrections of the page are written at once, if they are of what is there", () =>
  inFolder(async (run) => {
    const handler = await handlerOf(opened(run, undefined, ["a.png", "b.png"]));
    const path = join(run, "names.json"), empty = noEdits(2, 0, RUN);
    const versionOf = (answer: Response) => answer.headers.get("etag")!;
    const first = await handler(asked("names.json"));
    deepStrictEqual(await first.json(), empty);
    const named = { ...empty, names: { 0: "cats" }, moves: [{ image: "b.png", to: "+1" }] };
    const written = await handler(posted(named, versionOf(first)));
    strictEqual(written.status, 200);
    deepStrictEqual(JSON.parse(await Deno.readTextFile(path)), named);
    // Another tab that has not seen it is told what is there.
    const late = await handler(posted(empty, versionOf(first)));
    deepStrictEqual([late.status, await late.json()], [412, named]);
    strictEqual(versionOf(late), versionOf(written));
    // So it is after crlc names, while it is open.
    await saveEdits(run, { ...named, names: { 0: "dogs" } });
    strictEqual((await handler(posted(empty, versionOf(written)))).status, 412);

    // What crlc names changes while a correction is written is not taken for seen.
    const replaced = replaceFileSystem((system) => ({
      ...system,
      syncFolder: async (folder) => {
        await system.syncFolder(folder);
        const now = JSON.parse(await Deno.readTextFile(path));
        if (now.names[0] !== "birds") return;
        await Deno.writeTextFile(path, JSON.stringify({ ...now, names: { 0: "theirs" } }));
      },
    }));
    const fresh = versionOf(await handler(asked("names.json")));
    const birds = await handler(posted({ ...named, names: { 0: "birds" } }, fresh));
    replaced[Symbol.dispose]();
    deepStrictEqual([birds.status, (await birds.json()).names], [200, { 0: "birds" }]);
    const lost = await handler(posted(empty, versionOf(birds)));
    deepStrictEqual([lost.status, (await lost.json()).names], [412, { 0: "theirs" }]);
    await saveEdits(run, { ...named, names: { 0: "dogs" } });

    const { version } = JSON.parse(await (await handler(asked(""))).text()).served;
    const refused: readonly [number, string, unknown, Record<string, string>][] = [
      [422, "BAD_NAMES", "{", {}],
      [422, "BAD_NAMES", { ...named, clusters: 3 }, {}],
      [422, "BAD_NAMES", { ...named, run: "b".repeat(64) }, {}],
      [422, "BAD_NAMES", { ...named, moves: [{ image: "c.png", to: "0" }] }, {}],
      [422, "BAD_NAMES", { ...named, moves: [{ image: "b.png", to: "9" }] }, {}],
      [415, "", named, { "content-type": "text/plain" }],
      [415, "", named, { "content-type": "application/x-www-form-urlencoded" }],
      [413, "", named, { "content-length": "99999999" }],
      [403, "", named, { origin: "http://127.0.0.1:9999" }],
    ];
    const before = await Deno.readTextFile(path);
    for (const [status, code, body, headers] of refused) {
      const answer = await handler(posted(body, version, headers));
      strictEqual(answer.status, status, JSON.stringify(body));
      if (code) strictEqual((await answer.json()).error.code, code);
    }
    const unseen = new Request(posted(named, "x"));
    unseen.headers.delete("if-match");
    strictEqual((await handler(unseen)).status, 428);
    strictEqual(await Deno.readTextFile(path), before);
    const undo = asked("undo", {
      method: "POST",
      body: "{}",
      headers: { "content-type": "application/json", "if-match": version },
    });
    const undone = await handler(undo);
    deepStrictEqual([undone.status, (await undone.json()).names], [200, { 0: "theirs" }]);

    // While it is trained, and of a run that was being trained: for looking only.
    using _training = await fileSystem().lock(pathsOf(run).lock) as Disposable;
    const training = await handler(posted(empty, versionOf(undone)));
    deepStrictEqual([training.status, (await training.json()).error.code], [409, "LOOKING_ONLY"]);
    strictEqual(JSON.parse(await (await handler(asked(""))).text()).served.edit, false);
  }));

Deno.test("whenever the power goes, or a kill comes, names.json is what was before or what was meant", async () => {
  const run = "/run", file = `${run}/names.json`;
  const edits = (name: string) => ({ ...noEdits(2, 0), names: { 0: name } });
  const text = (name: string) => `${JSON.stringify(edits(name), null, 2)}\n`;
  const on = async (disk: MemoryDisk, work: () => Promise<unknown>, dieAt = Infinity) => {
    let operations = 0;
    using _disk = replaceFileSystem(() =>
      interfere(disk.system, ({ number }) => {
        operations = number;
        if (number >= dieAt) throw new Error("the power is off");
      })
    );
    const done = await work().then((value) => ({ value }), () => undefined);
    return { done, operations };
  };
  const begin = async () => {
    const disk = new MemoryDisk();
    await disk.system.makeFolder(run);
    await disk.system.syncFolder("/");
    for (const name of ["one", "two"]) await on(disk, () => saveEdits(run, edits(name)));
    return disk;
  };
  const read = async (disk: MemoryDisk) =>
    new TextDecoder().decode(await disk.system.read(file).catch(() => new Uint8Array()));
  for (
    const [change, before, after] of [
      [() => saveEdits(run, edits("three")), "two", "three"],
      [() => undoEdits(run), "two", "one"],
    ] as const
  ) {
    const { operations } = await on(await begin(), change);
    ok(operations > 8, String(operations));
    for (let n = 1; n <= operations; n++) {
      const disk = await begin();
      const { done } = await on(disk, change, n);
      strictEqual(done, undefined);
      // A kill takes nothing that was written; a power cut what was not synced.
      for (
        const left of [
          disk,
          ...(["all", "contents", "names", "halves"] as const).map((what) =>
            disk.afterPowerCut(what)
          ),
        ]
      ) {
        const found = await read(left);
        ok(found === text(before) || found === text(after), `before operation ${n}: ${found}`);
        // And the way back from there is still the way back.
        await on(left, () => undoEdits(run));
        const back = found === text("three") ? "two" : found === text("two") ? "one" : "";
        strictEqual(await read(left), back && text(back), `undone after operation ${n}`);
      }
    }
  }
});

Deno.test("a second opening of a run is told the first one's address; a file left over says nothing", () =>
  inFolder(async (run) => {
    const path = join(run, "open.lock");
    await Deno.writeTextFile(path, `{"process":1,"address":"http://127.0.0.1:1/old/"}\n`);
    const lock = await lockOpen(run);
    ok("tell" in lock);
    await rejects(lockOpen(run), { code: "BEING_OPENED" });
    await lock.tell(PAGE);
    deepStrictEqual(await lockOpen(run), { process: Deno.pid, address: PAGE });
    // Nobody else reads the secret, and nothing of it stays.
    if (Deno.build.os !== "windows") strictEqual(Deno.statSync(path).mode! & 0o777, 0o600);
    lock[Symbol.dispose]();
    strictEqual(await Deno.readTextFile(path), "");
    using again = await lockOpen(run) as Disposable;
    ok(again);
  }));

Deno.test("a server ends when nobody asks any more, and a taken port is told", async () => {
  const server = listenLocally(0);
  throws(() => listenLocally(server.port), {
    code: "PORT_TAKEN",
    message: /another program has it/,
  });
  const address = `http://127.0.0.1:${server.port}/`;
  // What comes before it is ready waits.
  const early = fetch(address).then((answer) => answer.text());
  server.answer(() => {
    server.touched();
    return Promise.resolve(new Response("here"));
  });
  strictEqual(await early, "here");
  await server.idle(20, new AbortController().signal);
  await rejects(fetch(address));
  const other = listenLocally(0), stop = new AbortController();
  const ended = other.idle(3_600_000, stop.signal);
  stop.abort();
  await ended;
});

Deno.test("crlc open serves a run until Ctrl-C, and what it writes arrives everywhere", () =>
  inFolder(async (folder) => {
    const run = join(folder, "run"), words = ["--plugin", PLUGINS.blobs, "--backend", "wasm"];
    await trainBlobs({ run, overrides: { epochs: 1 } });
    const io = testIo();
    const printed = Promise.withResolvers<string>();
    const ended = main(["open", run, ...words], {
      ...io,
      stdout(text) {
        io.stdout(text);
        if (text.startsWith("http")) printed.resolve(text.trim());
      },
    });
    ended.then((code) => printed.reject(new Error(`${code}: ${io.written.stderr}`)));
    const address = await printed.promise;
    const second = await call(["open", run, ...words, "--json"]);
    deepStrictEqual([second.code, JSON.parse(second.stdout).address], [0, address]);
    const page = await (await fetch(address)).text();
    match(page, /connect-src 'self'/);
    const { version, edit } = JSON.parse(/id="served">([^<]*)/.exec(page)![1]);
    strictEqual(edit, true);
    const there: Edits = await (await fetch(`${address}names.json`)).json();
    const picture = await fetch(`${address}picture/0`);
    strictEqual(picture.headers.get("content-type"), "image/png");
    await picture.body?.cancel();
    // What the page's own code makes of it, as two corrections and one taken back would.
    const { runs: [packed], sets }: PageData = JSON.parse(/id="data">([^<]*)/.exec(page)![1]);
    deepStrictEqual(packed.edits, there);
    const store = new ServedStore(
      { version, edit },
      () => {},
      (path, init) => fetch(new URL(String(path), address), init),
    );
    const notes: string[] = [];
    store.onNote((note) => notes.push(note));
    const images = sets[0].names.slice(0, 2);
    const named = rename(store.open(packed).edits, ["0"], "zero");
    const corrected = movePictures(rename(named, ["+1"], "odd"), images, "+1", () => false);
    for (const edits of [named, there, named, corrected]) store.keep(packed, edits, [], "Moved.");
    ok(store.unsaved);
    await store.written();
    deepStrictEqual([store.unsaved, notes.at(-1)], [false, "Written: Moved."]);
    match(await (await fetch(address)).text(), /"names":\{"0":"zero","\+1":"odd"\}/);
    await call(["names", run, ...words, "--set", "1=by the terminal"]);
    store.keep(packed, named, [], "Named.");
    await store.written();
    ok(store.unsaved);
    match(notes.at(-1)!, /changed elsewhere/);
    await call(["names", run, ...words, "--undo"]);
    io.interrupt();
    strictEqual(await ended, 0);

    // The same by a file that the page has saved, in a run that knows nothing of it.
    const saved = join(folder, "names.json"), exported: string[] = [];
    await Deno.writeTextFile(saved, JSON.stringify(corrected));
    for (const by of ["page", "file"]) {
      if (by === "file") {
        await call(["names", run, ...words, "--undo", "all"]);
        const taken = await call(["names", run, ...words, "--edits", saved, "--json"]);
        const { groups } = JSON.parse(taken.stdout);
        deepStrictEqual([groups[0].name, groups.at(-1).name, groups.at(-1).moved], [
          "zero",
          "odd",
          2,
        ]);
      }
      const to = join(folder, by);
      strictEqual((await call(["export", run, ...words, "--to", to, "--images", "none"])).code, 0);
      exported.push(await Deno.readTextFile(join(to, "assignments.csv")));
      const { stdout } = await call([
        "eval",
        run,
        ...words,
        "--corrected",
        "--no-yardstick",
        "--json",
      ]);
      const { corrected: scored } = JSON.parse(stdout).scores.at(-1);
      deepStrictEqual(scored.moved, 2);
    }
    strictEqual(exported[0], exported[1]);
    strictEqual(exported[0].match(/,odd,yes$/gm)?.length, 2);
    await call(["report", run, ...words, "-q"]);
    const report = await Deno.readTextFile(join(run, "report.html"));
    ok(report.includes(JSON.stringify({ image: images[1], to: "+1" })));
    // The secret is on standard output and nowhere else.
    const secret = new URL(address).pathname.split("/")[1];
    ok(!io.written.stderr.includes(secret));
    for (const { name, isFile } of Deno.readDirSync(run)) {
      if (isFile) ok(!Deno.readTextFileSync(join(run, name)).includes(secret), name);
    }
  }));
