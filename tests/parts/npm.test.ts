import { deepStrictEqual, match, rejects, strictEqual, throws } from "node:assert/strict";
import { Buffer } from "node:buffer";
import { createHash } from "node:crypto";
import { createRequire } from "node:module";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import tar from "tar-stream";
import { addPart } from "../../parts/install/add_part.ts";
import type { AddOptions } from "../../parts/install/add_options.ts";
import { byDeno } from "../../parts/install/fetch_npm.ts";
import { removePart } from "../../parts/install/remove_part.ts";
import { placeOf, readManifest } from "../../parts/manifest.ts";
import type { NpmPackage, Part } from "../../parts/part.ts";

/** A tarball of npm. */
async function tarball(files: Readonly<Record<string, string>>): Promise<Uint8Array<ArrayBuffer>> {
  const archive = tar.pack();
  for (const [path, text] of Object.entries(files)) {
    archive.entry({ name: `package/${path}` }, text);
  }
  archive.finalize();
  const pieces = archive as unknown as AsyncIterable<Uint8Array>;
  return Uint8Array.from(gzipSync(Buffer.concat(await Array.fromAsync(pieces))));
}

const manifestOf = (name: string) => JSON.stringify({ name, version: "1.0.0", main: "index.js" });
const TARBALLS: Readonly<Record<string, Uint8Array<ArrayBuffer>>> = {
  "crlc-a": await tarball({
    "package.json": manifestOf("crlc-a"),
    "index.js": `module.exports = () => require("@crlc/b").answer;`,
    "large.txt": "not kept",
  }),
  "@crlc/b": await tarball({
    "package.json": manifestOf("@crlc/b"),
    "index.js": "exports.answer = 42;",
    "deep/er.txt": "kept",
  }),
};

const integrityOf = (bytes: Uint8Array) =>
  `sha512-${createHash("sha512").update(bytes).digest("base64")}` as const;

const packageOf = (name: string, keep?: RegExp): NpmPackage => ({
  ...{ name, keep, version: "1.0.0", bytes: TARBALLS[name].length },
  integrity: integrityOf(TARBALLS[name]),
});

const part: Part = {
  name: "crlc-a",
  about: "a stand-in",
  neededFor: "tests",
  licence: "MIT",
  unpackedBytes: 1000,
  packages: [packageOf("crlc-a", /\.js(on)?$/), packageOf("@crlc/b")],
};

interface Scene {
  readonly folder: string;
  /** Tarballs that were sent. */
  readonly sent: string[];
  options(more?: Partial<AddOptions>): AddOptions;
}

/** A registry on this machine, and an empty folder of data. */
const scene = (
  name: string,
  body: (scene: Scene) => Promise<void>,
  answer: (name: string, sent: readonly string[]) => Response | undefined = () => undefined,
) =>
  Deno.test(name, async () => {
    const sent: string[] = [], folder = await Deno.makeTempDir({ prefix: "crlc-npm-" });
    await using server = Deno.serve(
      { hostname: "127.0.0.1", port: 0, onListen() {} },
      (request) => {
        const path = decodeURIComponent(new URL(request.url).pathname).slice(1);
        const [name, file] = path.split("/-/"), bytes = TARBALLS[name];
        if (!bytes) return new Response("", { status: 404 });
        const url = new URL(`/${name}/-/${name.split("/").at(-1)}-1.0.0.tgz`, request.url).href;
        if (file === undefined) {
          const dist = { tarball: url, integrity: integrityOf(bytes) };
          const versions = { "1.0.0": { name, version: "1.0.0", dist } };
          return Response.json({ name, versions, "dist-tags": { latest: "1.0.0" } });
        }
        sent.push(name);
        return answer(name, sent) ?? new Response(bytes);
      },
    );
    const npm = byDeno({ NPM_CONFIG_REGISTRY: `http://127.0.0.1:${server.addr.port}/` });
    try {
      await body({
        ...{ folder, sent },
        options: (more = {}) => ({
          ...{ dataFolder: folder, npm, note() {}, progress() {} },
          stop: new AbortController().signal,
          ...more,
        }),
      });
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  });

/** Whether downloads are cut off just now. */
const cut = { now: true };

/** An answer that ends before it is whole. */
const half = (bytes: Uint8Array) =>
  new Response(
    new ReadableStream({
      pull(controller) {
        controller.enqueue(bytes.slice(0, bytes.length / 2));
        controller.close();
      },
    }),
    { headers: { "content-length": String(bytes.length) } },
  );

const load = (folder: string) => createRequire(join(folder, "index.js"))("crlc-a")();

scene(
  "packages of npm are brought by Deno, kept as the table says, loaded, and removed",
  async (s) => {
    const { folder, unchanged } = await addPart(part, s.options());
    strictEqual(unchanged, false);
    strictEqual(load(folder), 42);
    deepStrictEqual(
      readManifest(part, s.folder)?.files.map(({ path }) => path).sort(),
      [
        ...["node_modules/@crlc/b/deep/er.txt", "node_modules/@crlc/b/index.js"],
        ...["node_modules/@crlc/b/package.json", "node_modules/crlc-a/index.js"],
        "node_modules/crlc-a/package.json",
      ],
    );
    deepStrictEqual(s.sent.sort(), ["@crlc/b", "crlc-a"]);
    strictEqual((await addPart(part, s.options())).unchanged, true);
    deepStrictEqual(s.sent.length, 2);
    strictEqual(await removePart(part, s.folder), true);
    strictEqual(readManifest(part, s.folder), undefined);
    deepStrictEqual([...Deno.readDirSync(join(s.folder, "parts"))], []);
  },
);

scene(
  "a part that is removed while it is used goes on where it was loaded, and is gone elsewhere",
  async (s) => {
    const { folder } = await addPart(part, s.options());
    const require = createRequire(join(folder, "index.js")), loaded = require("crlc-a");
    strictEqual(loaded(), 42);
    strictEqual(await removePart(part, s.folder), true);
    strictEqual(loaded(), 42);
    strictEqual(readManifest(part, s.folder), undefined);
    throws(() => createRequire(join(folder, "index.js"))("@crlc/b/package.json"));
  },
);

scene(
  "a package with another digest than the table's is refused, and nothing is installed",
  async (s) => {
    const [a, b] = part.packages as NpmPackage[];
    const other: Part = { ...part, packages: [a, { ...b, integrity: a.integrity }] };
    await rejects(addPart(other, s.options()), {
      code: "PACKAGE_WRONG",
      message: `Cannot install @crlc/b@1.0.0: its SHA-512 must be ${a.integrity.slice(7)}, and is ${
        b.integrity.slice(7)
      }`,
    });
    strictEqual(readManifest(other, s.folder), undefined);
  },
);

scene(
  "a download of npm that is cut off goes on with the package it had come to",
  async (s) => {
    await rejects(addPart(part, s.options()), {
      code: "FETCH_FAILED",
      message: /^Cannot fetch crlc-b-1\.0\.0\.tgz: deno must bring it, and does not: /,
    });
    strictEqual(readManifest(part, s.folder), undefined);
    s.sent.length = 0;
    cut.now = false;
    strictEqual(load((await addPart(part, s.options())).folder), 42);
    deepStrictEqual(s.sent, ["@crlc/b"]);
  },
  (name) => cut.now && name === "@crlc/b" ? half(TARBALLS[name]) : undefined,
);

scene(
  "tarballs that a person has brought need no network; a wrong or missing one is named",
  async (s) => {
    const from = join(s.folder, "mine");
    await Deno.mkdir(from);
    await Deno.writeFile(join(from, "crlc-a-1.0.0.tgz"), TARBALLS["crlc-a"]);
    const offline = s.options({ from, offline: true });
    await rejects(addPart(part, offline), {
      code: "PACKAGE_MISSING",
      message: /crlc-b-1\.0\.0\.tgz/,
    });
    await Deno.writeFile(join(from, "crlc-b-1.0.0.tgz"), TARBALLS["crlc-a"]);
    await rejects(addPart(part, offline), { code: "PACKAGE_WRONG" });
    await Deno.writeFile(join(from, "crlc-b-1.0.0.tgz"), TARBALLS["@crlc/b"]);
    strictEqual(load((await addPart(part, offline)).folder), 42);
    deepStrictEqual([...Deno.readDirSync(join(s.folder, "parts"))].map(({ name }) => name), [
      part.name,
    ]);
    await rejects(addPart({ ...part, name: "other" }, s.options({ offline: true })), {
      code: "OFFLINE",
    });
    deepStrictEqual(s.sent, []);
    match(placeOf(part, s.folder), /parts.crlc-a$/);
  },
);
