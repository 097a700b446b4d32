import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { PLUGINS } from "../run/training.ts";

/** A plugin that tries what it must not: while it is loaded, and while it trains. */
const prying = (seen: string) => `
import blobs from ${JSON.stringify(`file://${PLUGINS.blobs}`)};

const seen = [];
async function attempt(what, work) {
  try { await work(); seen.push(what + " allowed"); }
  catch (error) { seen.push(what + " " + error.name); }
  Deno.writeTextFileSync(${JSON.stringify(seen)}, JSON.stringify(seen));
}
await attempt("connect", () => Deno.connect({ hostname: "127.0.0.1", port: 9 }));
await attempt("listen", () => Deno.listen({ hostname: "127.0.0.1", port: 0 }).close());
await attempt("spawn", () => new Deno.Command(Deno.execPath(), { args: ["--version"] }).output());
const [data] = blobs.datasets;
let tried = false;
export default {
  ...blobs,
  datasets: [{
    ...data,
    async open(options) {
      const dataset = await data.open(options);
      return new Proxy(dataset, { get(target, key) {
        if (key !== "read") return Reflect.get(target, key);
        return async (...args) => {
          const state = await Deno.permissions.query({ name: "ffi" });
          if (!tried && state.state !== "granted") {
            tried = true;
            await attempt("native code", () => Deno.dlopen("/nowhere.so", {}));
          }
          return target.read(...args);
        };
      } });
    },
  }],
};
`;

Deno.test("while wasm trains, no plugin reaches the network, starts a process or loads native code", async () => {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.writeTextFile(`${folder}/prying.ts`, prying(`${folder}/seen.json`));
    const { code, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", "cli/main.ts", "train", "blobs", "--plugin", `${folder}/prying.ts`]
        .concat("--epochs", "1", "--run", `${folder}/run`, "--backend", "wasm"),
      stdin: "null",
    }).output();
    strictEqual(code, 0, new TextDecoder().decode(stderr));
    deepStrictEqual(JSON.parse(await Deno.readTextFile(`${folder}/seen.json`)), [
      "connect NotCapable",
      "listen NotCapable",
      "spawn NotCapable",
      "native code NotCapable",
    ]);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
