import { createHash } from "node:crypto";
import { join } from "node:path";
import { addPart } from "../../parts/install/add_part.ts";
import { findWheelFetcher, type WheelFetcher } from "../../parts/install/fetch_wheel.ts";
import type { Part, Wheel } from "../../parts/part.ts";
import { type Bytes, zip } from "./zip.ts";

const FILES = {
  "jax_plugins/xla_cuda13/xla_cuda_plugin.so": "the plugin",
  "nvidia/cu13/lib/libx.so.13": "a library",
  "nvidia/cu13/bin/ptxas": "a program",
  "nvidia/cu13/include/x.h": "is not kept",
};

/** A wheel of a name, with a few files and what pip wants of every wheel. */
function madeUp({ name, version }: Wheel): Bytes {
  const about = `${name.replaceAll("-", "_")}-${version}.dist-info`;
  return zip({
    ...name.startsWith("jax") ? FILES : { [`nvidia/${name}/lib/lib${name}.so.1`]: name },
    [`${about}/METADATA`]: `Metadata-Version: 2.1\nName: ${name}\nVersion: ${version}\n`,
    [`${about}/WHEEL`]: "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    [`${about}/RECORD`]: "",
  });
}

/** What goes wrong with a file: half of it is sent though all is announced, or other bytes. */
export type Fault = "cut off" | "another";

/** An index of made-up wheels, on this machine, and a part that is made of them. */
export interface WheelIndex {
  readonly part: Part;
  /** The files that were asked for. */
  readonly asked: string[];
  readonly faults: Map<string, Fault>;
  readonly folder: string;
  /** Adds the part by the machine's own pip, with other words before it if need be. */
  add(...before: string[]): ReturnType<typeof addPart>;
  close(): Promise<void>;
}

const page = (wheels: readonly Wheel[]) =>
  wheels.map(({ file, sha256 }) => `<a href="/files/${file}#sha256=${sha256}">${file}</a>`)
    .join("<br>");

/** Half of a file under the length of the whole, after which the connection ends. */
function half(whole: Bytes): Response {
  const body = new ReadableStream({
    pull(controller) {
      controller.enqueue(whole.subarray(0, whole.length >> 1));
      controller.close();
    },
  });
  return new Response(body, { headers: { "content-length": `${whole.length}` } });
}

/** Calls `body` with an index of wheels that are called as those of a part. */
export async function withIndex(
  { packages, ...real }: Part,
  body: (index: WheelIndex) => Promise<void>,
): Promise<void> {
  const contents = new Map<string, Bytes>(),
    asked: string[] = [],
    faults = new Map<string, Fault>();
  const wheels = (packages as readonly Wheel[]).map((wheel): Wheel => {
    const bytes = madeUp(wheel);
    contents.set(wheel.file, bytes);
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    return { ...wheel, sha256, bytes: bytes.length };
  });
  const part = { ...real, packages: wheels, unpackedBytes: 1000 };
  const server = Deno.serve({
    hostname: "127.0.0.1",
    port: 0,
    onListen() {},
    onError: () => new Response(),
  }, ({ url }) => {
    const [, kind, name] = new URL(url).pathname.split("/");
    if (kind === "simple") {
      const html = page(wheels.filter((wheel) => wheel.name === name));
      return new Response(html, { headers: { "content-type": "text/html" } });
    }
    asked.push(name);
    const whole = contents.get(name)!, fault = faults.get(name);
    return fault === "cut off" ? half(whole) : new Response(fault ? whole.toReversed() : whole);
  });
  const folder = await Deno.makeTempDir({ prefix: "crlc-index-" });
  const settings = [
    ...["PIP_CONFIG_FILE=/dev/null", "PIP_FIND_LINKS=", "PIP_EXTRA_INDEX_URL=", "PIP_RETRIES=1"],
    `PIP_INDEX_URL=http://127.0.0.1:${server.addr.port}/simple/`,
  ];
  let plain: WheelFetcher | undefined;
  const byPip = (before: readonly string[]) =>
    findWheelFetcher(wheels, [["env", ...settings, ...before, "python3", "-m", "pip"]]);
  try {
    await body({
      ...{ part, asked, faults, folder },
      async add(...before) {
        const fetcher = before.length > 0 ? await byPip(before) : plain ??= await byPip([]);
        return await addPart(part, {
          dataFolder: folder,
          note() {},
          progress() {},
          stop: new AbortController().signal,
          wheels: fetcher,
        });
      },
      close: () => server.shutdown(),
    });
  } finally {
    await server.shutdown();
    await Deno.remove(folder, { recursive: true });
  }
}

/** Files below a folder, by their paths within it. */
export async function filesIn(folder: string, below = ""): Promise<string[]> {
  const found: string[] = [];
  for await (const { name, isDirectory } of Deno.readDir(join(folder, below))) {
    const path = below === "" ? name : `${below}/${name}`;
    found.push(...isDirectory ? await filesIn(folder, path) : [path]);
  }
  return found.sort();
}
