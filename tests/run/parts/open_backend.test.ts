import { deepStrictEqual, match, rejects, strictEqual } from "node:assert/strict";
import type { Availability, Backend, BackendPlugin } from "../../../backends/backend.ts";
import { Registry } from "../../../core/registry.ts";
import type { Catalog } from "../../../run/parts/catalog.ts";
import { openBackend } from "../../../run/parts/open_backend.ts";

const ready: Availability = { ok: true, device: "a device" };
const software: Availability = { ok: true, device: "a GPU in software", software: true };
const missing: Availability = { ok: false, reason: "there is none", fix: "make one" };

/** A catalog of backends that only say how they are. */
function catalogOf(states: Record<string, Availability>): Catalog {
  const table = Object.entries(states).map(([name, state]) => {
    const plugin: BackendPlugin = {
      ...{ name, about: "", apiVersion: 1 },
      probe: () => Promise.resolve(state),
      open: () => Promise.resolve({ name } as Backend),
    };
    return [name, () => Promise.resolve({ default: { backends: [plugin] } })];
  });
  return { backends: new Registry("backends", Object.fromEntries(table)) } as unknown as Catalog;
}

const environment = (backend: string) => ({ dataFolder: "", backend, plugins: [] });

Deno.test("auto takes the fastest backend that is ready and says why no better one", async () => {
  const catalog = catalogOf({ cpu: ready, wasm: ready, tensorflow: missing });
  const { backend, reason } = await openBackend(catalog, environment("auto"));
  deepStrictEqual([backend.name, reason], ["wasm", "tensorflow is not ready: there is none"]);
});

Deno.test("auto tells a reason that several backends have once", async () => {
  const catalog = catalogOf({ cpu: ready, tensorflow: missing, "tensorflow-gpu": missing });
  const { reason } = await openBackend(catalog, environment("auto"));
  strictEqual(reason, "tensorflow-gpu and tensorflow are not ready: there is none");
});

Deno.test("auto never takes a GPU in software, which is taken where it is named", async () => {
  const catalog = catalogOf({ wasm: ready, webgpu: software });
  const { backend, reason } = await openBackend(catalog, environment("auto"));
  strictEqual(backend.name, "wasm");
  match(reason!, /^webgpu has only a GPU in software$/);
  strictEqual((await openBackend(catalog, environment("webgpu"))).backend.name, "webgpu");
});

Deno.test("a named backend that is not ready is an error that says how to mend it", () =>
  rejects(openBackend(catalogOf({ tensorflow: missing, wasm: ready }), environment("tensorflow")), {
    code: "BACKEND_NOT_READY",
    exitCode: 5,
    message: 'Cannot compute on backend "tensorflow": it must be ready, and is not: there is none',
    hint: "make one",
  }));
