// Named here so that Deno fetches them; the bundlers read their files.
import "npm:@tensorflow/tfjs-core@4.22.0/package.json" with { type: "json" };
import "npm:@tensorflow/tfjs-backend-cpu@4.22.0/package.json" with { type: "json" };
import "npm:@tensorflow/tfjs-backend-wasm@4.22.0/package.json" with { type: "json" };
import "npm:@tensorflow/tfjs-backend-webgpu@4.22.0/package.json" with { type: "json" };
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const DIRECT = [
  "@tensorflow/tfjs-core",
  "@tensorflow/tfjs-backend-cpu",
  "@tensorflow/tfjs-backend-wasm",
  "@tensorflow/tfjs-backend-webgpu",
];

/** What the core imports of other packages. */
const OF_THE_CORE = ["long", "seedrandom"];

/**
 * A folder whose `node_modules` leads to the packages in Deno's cache, which lie there in a way that
 * bundlers do not know. It is removed when it is disposed of.
 */
export function packagesFolder(): { readonly path: string } & Disposable {
  const path = Deno.makeTempDirSync();
  const link = (require: NodeJS.Require, name: string) => {
    const target = dirname(require.resolve(`${name}/package.json`));
    const place = join(path, "node_modules", name);
    Deno.mkdirSync(dirname(place), { recursive: true });
    Deno.symlinkSync(target, place, { type: "dir" });
    return target;
  };
  const [core] = DIRECT.map((name) => link(createRequire(import.meta.url), name));
  for (const name of OF_THE_CORE) link(createRequire(join(core, "package.json")), name);
  return { path, [Symbol.dispose]: () => Deno.removeSync(path, { recursive: true }) };
}
