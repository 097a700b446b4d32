import { deepStrictEqual, rejects, strictEqual } from "node:assert/strict";
import type { Availability, Backend, BackendPlugin } from "../../../backends/backend.ts";
import { Registry } from "../../../core/registry.ts";
import { type Catalog, openCatalog } from "../../../run/parts/catalog.ts";
import { openBackend } from "../../../run/parts/open_backend.ts";

const ready: Availability = { ok: true, device: "a device" };
const software: Availability = { ok: true, device: "a GPU in software", software: true };
const missing: Availability = { ok: false, reason: "there is none", fix: "make one" };
const absent: Availability = { ok: false, reason: "not installed", fix: "crlc parts add it" };

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

Deno.test("auto takes the fastest backend that is ready and says what is worth installing", async () => {
  const states = { cpu: ready, wasm: ready, tensorflow: absent, "tensorflow-gpu": missing };
  const { backend, reason } = await openBackend(catalogOf(states), environment("auto"));
  const said = "tensorflow would be preferred: not installed; crlc parts add it";
  deepStrictEqual([backend.name, reason], ["wasm", said]);
});

Deno.test("auto tells a reason that several backends have once, where none is ready", () => {
  const catalog = catalogOf({ cpu: missing, tensorflow: absent, "tensorflow-gpu": missing });
  return rejects(openBackend(catalog, environment("auto")), {
    message: /: tensorflow-gpu and cpu are not ready: there is none; tensorflow is not ready: not/,
  });
});

Deno.test("a backend is found by what people call it elsewhere", async () => {
  const { backends } = await openCatalog();
  for (const name of ["cuda", "GPU"]) {
    await rejects(backends.get(name), { hint: 'did you mean "tensorflow-gpu"?' });
  }
});

Deno.test("auto never takes a GPU in software, which is taken where it is named", async () => {
  const catalog = catalogOf({ wasm: ready, webgpu: software });
  const { backend, reason } = await openBackend(catalog, environment("auto"));
  strictEqual(backend.name, "wasm");
  strictEqual(reason, undefined);
  strictEqual((await openBackend(catalog, environment("webgpu"))).backend.name, "webgpu");
});

Deno.test("a named backend that is not ready is an error that says how to mend it", () =>
  rejects(openBackend(catalogOf({ tensorflow: missing, wasm: ready }), environment("tensorflow")), {
    code: "BACKEND_NOT_READY",
    exitCode: 5,
    message: 'Cannot compute on backend "tensorflow": it must be ready, and is not: there is none',
    hint: "make one",
  }));

Deno.test("a named backend that an optional part would make ready lacks that part", () =>
  rejects(
    openBackend(
      catalogOf({ tensorflow: { ...missing, part: "tensorflow" }, wasm: ready }),
      environment("tensorflow"),
    ),
    { code: "PART_MISSING", exitCode: 7, hint: "crlc parts add tensorflow" },
  ));
