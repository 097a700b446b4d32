import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { join } from "node:path";
import { encode, flat } from "../images/encode.ts";
import { type KeptFolder, keptFolder } from "./kept.ts";

const FILES = Object.fromEntries(
  Array.from({ length: 40 }, (_, i) => [`${i}.png`, encode("png", 50, 40, flat(i, 2 * i, 3 * i))]),
);

function elsewhere({ path, cache }: KeptFolder, ...more: string[]): Deno.ChildProcess {
  const program = new URL("./open_elsewhere.ts", import.meta.url).pathname;
  return new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--quiet", program, path, cache, ...more],
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
}

/** Another process that has begun to decode, and goes no further. */
async function hanging(kept: KeptFolder) {
  const child = elsewhere(kept, "hang");
  const reader = child.stdout.getReader();
  await reader.read();
  return {
    async kill() {
      child.kill("SIGKILL");
      await child.status;
      await reader.cancel();
    },
  };
}

const filesIn = (cache: string) => [...Deno.readDirSync(join(cache, "images"))].length;

Deno.test("of several processes one decodes a folder, and all see the same images", async () => {
  await using kept = await keptFolder(FILES);
  const outputs = await Promise.all([1, 2, 3].map(() => elsewhere(kept).output()));
  const told = outputs.map(({ stdout }) => JSON.parse(new TextDecoder().decode(stdout)));
  deepStrictEqual(told.map(({ decoded }) => decoded).sort((a, b) => a - b), [0, 0, 40]);
  strictEqual(new Set(told.map(({ digest }) => digest)).size, 1);
  strictEqual(filesIn(kept.cache), 1);
});

Deno.test("whoever waits for a process that is killed decodes the folder itself", async () => {
  await using kept = await keptFolder(FILES);
  const child = await hanging(kept);
  const waiting = Promise.withResolvers<void>();
  const opening = kept.open({}, { warn: () => waiting.resolve() });
  await waiting.promise;
  await child.kill();
  await using set = await opening;
  deepStrictEqual([set.length, kept.decoded(), filesIn(kept.cache)], [40, 40, 1]);
});

Deno.test("what a killed process has half written is never used", async () => {
  await using kept = await keptFolder(FILES);
  await (await hanging(kept)).kill();
  await using set = await kept.open();
  deepStrictEqual([set.length, kept.decoded(), filesIn(kept.cache)], [40, 40, 1]);
  await using again = await kept.open();
  deepStrictEqual([again.digest, kept.decoded()], [set.digest, undefined]);
});
