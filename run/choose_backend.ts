import type { Backend } from "../backends/backend.ts";
import { CrlcError } from "../core/errors.ts";
import type { Place } from "./api.ts";
import type { Catalog } from "./catalog.ts";
import { onBackend } from "./on_backend.ts";

/** What "auto" tries, the fastest first. */
const PREFERENCE = ["tensorflow-gpu", "webgpu", "tensorflow", "wasm", "cpu"];

/**
 * Opens the backend a run computes on.
 *
 * @returns The backend, and for "auto" why no better one was taken.
 * @throws {CrlcError} `BACKEND_NOT_READY` if a named backend is not ready, or for "auto" none is;
 *   `UNKNOWN_BACKEND`.
 */
export async function openBackend(
  catalog: Catalog,
  { backend: wanted, threads, precision }: Place,
): Promise<{ backend: Backend; reason?: string }> {
  const names = wanted === "auto"
    ? PREFERENCE.filter((name) => catalog.backends.has(name))
    : [wanted];
  const refused: string[] = [];
  let fix = "crlc doctor shows every backend and what it needs";
  for (const name of names) {
    const plugin = await catalog.backends.get(name);
    const availability = await onBackend(name, () => plugin.probe());
    if (availability.ok && availability.software && wanted === "auto") {
      refused.push(`${name} has only ${availability.device}`);
      continue;
    }
    if (availability.ok) {
      const reason = refused.length === 0 ? undefined : refused.join("; ");
      const backend = await onBackend(name, () => plugin.open({ threads, precision }));
      return { backend, reason };
    }
    refused.push(
      wanted === "auto" ? `${name} is not ready: ${availability.reason}` : availability.reason,
    );
    fix = availability.fix;
  }
  throw new CrlcError(
    "backend",
    "BACKEND_NOT_READY",
    `Cannot compute on backend "${wanted}": it must be ready, and is not: ${refused.join("; ")}`,
    { hint: fix },
  );
}
