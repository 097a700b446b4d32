import { deepStrictEqual, match, ok, rejects, strictEqual, throws } from "node:assert/strict";
import { createHash } from "node:crypto";
import { join } from "node:path";
import type { CrlcError } from "../../../core/errors.ts";
import { fetchRepository } from "../../../encoders/hub/fetch_repository.ts";
import { type Hub, hubCacheOf, hubOf } from "../../../encoders/hub/hub.ts";
import { findEncoder } from "../../../encoders/place/find_encoder.ts";
import { keepGiven } from "../../../encoders/place/keep_given.ts";
import { cut, whole } from "../../datasets/download/server.ts";
import { temporaryFolder } from "../../datasets/temporary_folder.ts";
import { COMMIT, serveHub, type TestHub, type TestHubOptions } from "./server.ts";

const bytes = (length: number) => Uint8Array.from({ length }, (_, i) => (i * i + 3 * i) % 251);
const WEIGHTS = bytes(60_000);
const FILES = {
  "model.safetensors": WEIGHTS,
  "config.json": new TextEncoder().encode('{"model_type": "dinov2"}\n'),
};
const hex = createHash("sha256").update(WEIGHTS).digest("hex");
const request = { name: "tiny", repository: "owner/name" };
const source = { kind: "hub", repository: "owner/name" } as const;

/** Calls with a hub and an empty folder, and tells what of it can be used afterwards. */
async function withHub(
  options: Partial<TestHubOptions>,
  body: (hub: Hub, own: string, server: TestHub) => Promise<void>,
): Promise<void> {
  await using folder = await temporaryFolder();
  await using server = serveHub({ files: FILES, ...options });
  await body({ endpoint: server.endpoint, offline: false }, folder.path, server);
}

const fetched = (hub: Hub, own: string, revision?: string) =>
  fetchRepository(hub, { ...request, revision }, own, { retryMs: 0 });
const found = (own: string) => findEncoder({ own }, "tiny", source);

Deno.test("fetchRepository() brings weights and configuration, and records commit and digests", () =>
  withHub({}, async (hub, own) => {
    strictEqual(await found(own), undefined);
    const { folder, record } = await fetched(hub, own);
    strictEqual(folder, join(own, "owner--name", COMMIT));
    deepStrictEqual([record.revision, record.asked, record.weights], [
      COMMIT,
      "main",
      "model.safetensors",
    ]);
    const weights = record.files.find(({ file }) => file === "model.safetensors");
    deepStrictEqual(weights, { file: "model.safetensors", bytes: 60_000, sha256: hex });
    const files = await found(own);
    deepStrictEqual(await Deno.readFile(files!.weights), WEIGHTS);
    deepStrictEqual(Object.keys(files!.files).sort(), ["config.json", "model.safetensors"]);
  }));

Deno.test("fetchRepository() goes on where the store broke off, and asks it for nothing twice", () =>
  withHub(
    { store: [cut(whole(WEIGHTS), 30_000), cut(whole(WEIGHTS), 15_000), whole(WEIGHTS)] },
    async (hub, own, { storage }) => {
      await fetched(hub, own);
      deepStrictEqual(await Deno.readFile((await found(own))!.weights), WEIGHTS);
      deepStrictEqual(storage.ranges, [null, "bytes=30000-", "bytes=45000-"]);
    },
  ));

Deno.test("fetchRepository() sends the token to the hub alone, and not to its store", () =>
  withHub({ gate: "secret" }, async (hub, own, { asked, storage }) => {
    await fetched({ ...hub, token: "secret" }, own);
    ok(asked.every(({ token }) => token === "Bearer secret"));
    deepStrictEqual(storage.heads.map((head) => /^authorization/im.test(head)), [false]);
  }));

Deno.test("fetchRepository() says of a gated repository what to do, and leaves nothing to be used", () =>
  withHub({ gate: "secret" }, async (hub, own) => {
    await rejects(fetched(hub, own), {
      code: "ENCODER_GATED",
      hint: /accept its licence at .*\/owner\/name, make a token there, and set HF_TOKEN/,
    });
    await rejects(fetched({ ...hub, token: "another" }, own), {
      code: "ENCODER_GATED",
      message: /the account of HF_TOKEN is not/,
    });
    strictEqual(await found(own), undefined);
  }));

Deno.test("fetchRepository() uses nothing whose digest is not as the hub says", () =>
  withHub(
    { store: [whole(WEIGHTS.map((byte) => byte ^ 1))] },
    async (hub, own) => {
      await rejects(fetched(hub, own), { code: "DOWNLOAD_FAILED", message: /sha256/ });
      strictEqual(await found(own), undefined);
    },
  ));

Deno.test("fetchRepository() refuses small files that are not what Git calls them", () =>
  withHub({}, async (hub, own, server) => {
    // A mirror that changes the file after the hub has told of it.
    const url = new URL(server.endpoint);
    await using mirror = lyingMirror(url);
    await rejects(fetched({ ...hub, endpoint: mirror.endpoint }, own), {
      code: "DOWNLOAD_FAILED",
      message: /the git of what it sends/,
    });
    strictEqual(await found(own), undefined);
  }));

/** Passes on what a hub says, and sends other small files of the same size. */
function lyingMirror(hub: URL) {
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, async (request) => {
    const { pathname } = new URL(request.url);
    const answer = await fetch(new URL(pathname, hub), {
      method: request.method,
      redirect: "manual",
    });
    if (request.method === "HEAD" || answer.status !== 200) {
      await answer.body?.cancel();
      return new Response(null, { status: answer.status, headers: answer.headers });
    }
    const sent = new Uint8Array(await answer.arrayBuffer()).map((byte) => byte ^ 1);
    return new Response(sent, { headers: { "content-type": "application/json" } });
  });
  return {
    endpoint: `http://127.0.0.1:${server.addr.port}`,
    [Symbol.asyncDispose]: () => server.shutdown(),
  };
}

Deno.test("fetchRepository() asks nobody where the network is forbidden", () =>
  withHub({}, async (hub, own, { asked }) => {
    await rejects(fetched({ ...hub, offline: true }, own), { code: "OFFLINE", kind: "data" });
    strictEqual(asked.length, 0);
  }));

Deno.test("fetchRepository() tells a repository that is not there from a revision that is not", () =>
  withHub({}, async (hub, own) => {
    const elsewhere = { name: "tiny", repository: "owner/other" };
    await rejects(fetchRepository(hub, elsewhere, own), { code: "UNKNOWN_ENCODER" });
    await rejects(fetched(hub, own, "no-such-tag"), {
      code: "UNKNOWN_ENCODER",
      message: /must have the revision "no-such-tag"/,
    });
  }));

Deno.test("fetchRepository() takes what a plain mirror sends, and records its digest all the same", () =>
  withHub({ plain: true }, async (hub, own) => {
    const { record } = await fetched(hub, own);
    deepStrictEqual([record.revision, record.files.at(-1)!.sha256], ["main", hex]);
  }));

Deno.test("fetchRepository() refuses other weights than those that are known", () =>
  withHub({}, async (hub, own) => {
    const known = { ...request, sha256: "0".repeat(64) };
    await rejects(fetchRepository(hub, known, own), { code: "ENCODER_CHANGED" });
    strictEqual(await found(own), undefined);
  }));

Deno.test("findEncoder() reads the cache of the hub's own tools, and writes nothing there", async () => {
  await using folder = await temporaryFolder();
  const root = join(folder.path, "hub", "models--owner--name");
  await Deno.mkdir(join(root, "refs"), { recursive: true });
  await Deno.mkdir(join(root, "blobs"));
  await Deno.mkdir(join(root, "snapshots", COMMIT), { recursive: true });
  await Deno.writeTextFile(join(root, "refs", "main"), COMMIT);
  await Deno.writeFile(join(root, "blobs", hex), WEIGHTS);
  await Deno.symlink(`../../blobs/${hex}`, join(root, "snapshots", COMMIT, "model.safetensors"));
  const hubCache = hubCacheOf({ env: (name) => name === "HF_HOME" ? folder.path : undefined });
  const files = await findEncoder({ own: join(folder.path, "own"), hubCache }, "tiny", source);
  deepStrictEqual([files?.keeper, files?.revision], ["hub", COMMIT]);
  deepStrictEqual(await Deno.readFile(files!.weights), WEIGHTS);
  ok(!await Deno.stat(join(folder.path, "own")).then(() => true, () => false));
});

Deno.test("hubOf() takes mirror, token and offline from the variables of the hub's tools", () => {
  const env = { HF_ENDPOINT: "https://mirror.example/", HF_TOKEN: "t", HF_HUB_OFFLINE: "1" };
  const io = { env: (name: string) => env[name as keyof typeof env] };
  deepStrictEqual(hubOf(io), { endpoint: "https://mirror.example", token: "t", offline: true });
  match(hubOf({ env: () => undefined }).endpoint, /^https:/);
  strictEqual(
    hubOf({ env: (name) => name === "HF_HUB_OFFLINE" ? "0" : undefined }).offline,
    false,
  );
});

Deno.test("fetchRepository() says that the disk is full, and uses nothing half-written", () =>
  withHub({}, async (hub, own) => {
    const { write } = Deno.FsFile.prototype;
    let room = 1;
    Deno.FsFile.prototype.write = function (bytes) {
      if (room-- > 0) return write.call(this, bytes.subarray(0, 1000));
      return Promise.reject(new Error("No space left on device (os error 28)"));
    };
    try {
      await rejects(fetched(hub, own), { code: "DISK_FULL", kind: "resource" });
      strictEqual(await found(own), undefined);
    } finally {
      Deno.FsFile.prototype.write = write;
    }
    await fetched(hub, own);
    deepStrictEqual(await Deno.readFile((await found(own))!.weights), WEIGHTS);
  }));

Deno.test("fetchRepository() never joins what broke off with another file, where no digest would tell", () =>
  withHub({ plain: true }, async (hub, own) => {
    const folder = join(own, "owner--name", "main");
    await Deno.mkdir(folder, { recursive: true });
    await Deno.writeFile(join(folder, "model.safetensors.part"), new Uint8Array(100));
    strictEqual((await fetched(hub, own)).record.files.at(-1)!.sha256, hex);
  }));

Deno.test("fetchRepository() can be called again after a mirror has sent wrong weights of the right size", async () => {
  await using folder = await temporaryFolder();
  const known = { ...request, sha256: hex };
  const call = async (weights: Uint8Array) => {
    await using server = serveHub({ plain: true, files: { "model.safetensors": weights } });
    const hub = { endpoint: server.endpoint, offline: false };
    return await fetchRepository(hub, known, folder.path, { retryMs: 0 });
  };
  await rejects(call(WEIGHTS.map((byte) => byte ^ 1)), { code: "DOWNLOAD_FAILED" });
  strictEqual((await call(WEIGHTS)).record.files.at(-1)!.sha256, hex);
});

Deno.test("hubOf() refuses a mirror without a scheme, and a token of several lines without showing it", () => {
  const hub = (name: string, value: string) =>
    hubOf({ env: (asked) => asked === name ? value : undefined });
  throws(() => hub("HF_ENDPOINT", "mirror.example"), {
    code: "BAD_VARIABLE",
    hint: "HF_ENDPOINT=https://mirror.example",
  });
  throws(() => hub("HF_TOKEN", "hf_secret\nhf_other"), (error: CrlcError) => {
    strictEqual(error.code, "BAD_VARIABLE");
    return !/hf_/.test(error.message);
  });
  strictEqual(hub("HF_TOKEN", "hf_secret\r\n").token, "hf_secret");
  strictEqual(hub("HF_ENDPOINT", "http://m.example/a/b/").endpoint, "http://m.example/a/b");
});

Deno.test("keepGiven() keeps a file of any name so that it is found", async () => {
  await using folder = await temporaryFolder();
  for (const file of ["weights (1).pth.tar", "веса.safetensors", "encoder.json", ".pth"]) {
    const given = join(folder.path, file);
    await Deno.writeTextFile(given, file);
    const own = join(folder.path, "own", file);
    await keepGiven(own, "tiny", given);
    strictEqual(
      await Deno.readTextFile((await findEncoder({ own }, "tiny", undefined))!.weights),
      file,
    );
  }
});

Deno.test("keepGiven() checks a folder as a download is checked, and keeps its revision", () =>
  withHub({}, async (hub, folder) => {
    const { folder: there, record } = await fetched(hub, join(folder, "first"));
    const name = "owner/name", elsewhere = join(folder, "elsewhere");
    // What crlc has fetched on another machine.
    const kept = await keepGiven(elsewhere, name, there);
    deepStrictEqual(kept.record.files, record.files);
    deepStrictEqual([kept.record.revision, kept.folder], [
      COMMIT,
      join(elsewhere, "owner--name", COMMIT),
    ]);
    const other = WEIGHTS.map((byte) => byte ^ 1);
    const plain = join(folder, "weights.safetensors");
    await Deno.writeFile(plain, other);
    const changed = { code: "ENCODER_CHANGED" };
    // What the table states, and what was recorded of the same commit.
    await rejects(keepGiven(elsewhere, name, plain, { sha256: hex }), changed);
    await rejects(keepGiven(elsewhere, name, plain, { asked: COMMIT.slice(0, 8) }), changed);
    // The cache of the hub's tools, where a file's name is its digest.
    const cache = join(folder, "models--owner--name"), blob = join(cache, "blobs", hex);
    const snapshot = join(cache, "snapshots", COMMIT);
    await Deno.mkdir(join(cache, "blobs"), { recursive: true });
    await Deno.mkdir(snapshot, { recursive: true });
    await Deno.writeFile(blob, other);
    await Deno.symlink(blob, join(snapshot, "model.safetensors"));
    await rejects(keepGiven(elsewhere, name, snapshot), changed);
    await Deno.writeFile(blob, WEIGHTS);
    strictEqual((await keepGiven(join(folder, "third"), name, snapshot)).record.revision, COMMIT);
    // Damaged on the way from the other machine.
    await Deno.writeFile(join(there, "model.safetensors"), other);
    await rejects(keepGiven(join(folder, "fourth"), name, there), changed);
    await rejects(keepGiven(elsewhere, name, cache), { code: "NO_SUCH_ENCODER" });
    await rejects(keepGiven(elsewhere, name, join(folder, "none")), { code: "NO_SUCH_ENCODER" });
  }));

Deno.test("fetchRepository() asks the hub by the name that a mirror sends it to, without the token", () =>
  withHub({}, async (hub, own, { asked }) => {
    const mirror = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, (request) => {
      const { pathname } = new URL(request.url);
      return Response.redirect(`${hub.endpoint}${pathname}`, 308);
    });
    const endpoint = `http://127.0.0.1:${mirror.addr.port}`;
    try {
      const { record } = await fetched({ ...hub, endpoint, token: "secret" }, own);
      deepStrictEqual([record.revision, record.files.at(-1)!.sha256], [COMMIT, hex]);
    } finally {
      await mirror.shutdown();
    }
    ok(asked.every(({ token }) => token === null));
  }));
