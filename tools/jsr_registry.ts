/**
 * A registry of packages on this machine, in the form of JSR: this checkout is published to it by
 * `deno publish` itself, which rewrites imports as it does for JSR, and is served as JSR serves it.
 * Prints its address once that is done, and serves until it is ended.
 *
 * Run: `deno run -A tools/jsr_registry.ts`, then `JSR_URL=ADDRESS deno run -A jsr:@crlc/crlc/cli`
 *
 * @module
 */
import { createHash } from "node:crypto";
import { extname } from "node:path";
import { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import tar from "tar-stream";
import configuration from "../deno.json" with { type: "json" };

const { name, version, exports } = configuration;

/** The files of the package as they were published, by their paths from its root. */
const files = new Map<string, Uint8Array<ArrayBuffer>>();

const TYPES: Readonly<Record<string, string>> = {
  ".ts": "text/typescript",
  ".js": "text/javascript",
  ".json": "application/json",
};

/** Takes the archive that `deno publish` sends. */
async function take(body: ReadableStream<Uint8Array>): Promise<void> {
  const archive = tar.extract();
  Readable.fromWeb(body as never).pipe(createGunzip()).pipe(archive as never);
  for await (const entry of archive as unknown as AsyncIterable<Entry>) {
    const pieces = await Array.fromAsync(entry);
    files.set(
      `/${entry.header.name.replace(/^\.?\//, "")}`,
      new Uint8Array(await new Blob(pieces as BlobPart[]).arrayBuffer()),
    );
  }
}

interface Entry extends AsyncIterable<Uint8Array> {
  readonly header: { readonly name: string };
}

/** What JSR says of a version: its files with their sizes and digests, and what it exports. */
function metaOfVersion() {
  const manifest = Object.fromEntries([...files].map(([path, bytes]) => {
    const checksum = `sha256-${createHash("sha256").update(bytes).digest("hex")}`;
    return [path, { size: bytes.length, checksum }];
  }));
  return { manifest, exports };
}

async function answer(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url), task = { id: "1", status: "success", error: null };
  if (request.method === "POST" && pathname.endsWith(`/versions/${version}`)) {
    await take(request.body!);
    return Response.json(task);
  }
  if (pathname.startsWith("/api/publish_status/")) return Response.json(task);
  const nothing = files.size === 0 && /\/versions\/|_meta\.json$|meta\.json$/.test(pathname);
  if (nothing) return new Response("Nothing is published yet", { status: 404 });
  if (pathname.startsWith("/api/")) return Response.json({});
  if (pathname === `/${name}/meta.json`) {
    return Response.json({ latest: version, versions: { [version]: {} } });
  }
  if (pathname === `/${name}/${version}_meta.json`) return Response.json(metaOfVersion());
  const path = pathname.replace(`/${name}/${version}`, ""), bytes = files.get(path);
  if (!bytes) return new Response(`There is no ${pathname}`, { status: 404 });
  const type = TYPES[extname(path)] ?? "text/plain";
  return new Response(bytes, { headers: { "content-type": type } });
}

const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, answer);
const address = `http://127.0.0.1:${server.addr.port}/`;
const { success, stderr } = await new Deno.Command(Deno.execPath(), {
  args: ["publish", "--token", "of-this-machine", "--allow-dirty", "--no-check", "--no-provenance"],
  cwd: new URL("..", import.meta.url),
  env: { JSR_URL: address, NO_COLOR: "1" },
  stdout: "null",
}).output();
if (!success || files.size === 0) {
  console.error(new TextDecoder().decode(stderr));
  Deno.exit(1);
}
console.error(`${name}@${version}: ${files.size} files`);
console.log(address);
