import type { Backend } from "../../backends/backend.ts";
import { CrlcError } from "../../core/errors.ts";
import type { Environment } from "./environment.ts";
import type { Catalog } from "./catalog.ts";
import { onBackend } from "./on_backend.ts";

/** A backend that was not taken. */
interface Refused {
  readonly name: string;
  readonly reason: string;
  /** Whether it works here, but on a processor that only plays a GPU. */
  readonly software?: boolean;
}

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
  { backend: wanted, threads, precision }: Environment,
): Promise<{ backend: Backend; reason?: string }> {
  const names = wanted === "auto"
    ? PREFERENCE.filter((name) => catalog.backends.has(name))
    : [wanted];
  const refused: Refused[] = [];
  let fix = "crlc doctor shows every backend and what it needs";
  for (const name of names) {
    const plugin = await catalog.backends.get(name);
    const availability = await onBackend(name, () => plugin.probe());
    if (availability.ok && availability.software && wanted === "auto") {
      refused.push({ name, reason: availability.device, software: true });
      continue;
    }
    if (availability.ok) {
      const reason = refused.length === 0 ? undefined : sameReasonsOnce(refused).join("; ");
      const backend = await onBackend(name, () => plugin.open({ threads, precision }));
      return { backend, reason };
    }
    refused.push({ name, reason: availability.reason });
    fix = availability.fix;
  }
  throw new CrlcError(
    "backend",
    "BACKEND_NOT_READY",
    `Cannot compute on backend "${wanted}": it must be ready, and is not: ${
      (wanted === "auto" ? sameReasonsOnce(refused) : refused.map(({ reason }) => reason))
        .join("; ")
    }`,
    { hint: fix },
  );
}

/** Why backends were not taken; those of one reason are told together. */
function sameReasonsOnce(refused: readonly Refused[]): string[] {
  const alike = Map.groupBy(refused, ({ reason, software }) => `${software ?? false} ${reason}`);
  return [...alike.values()].map((those) => {
    const [{ reason, software }] = those, one = those.length === 1;
    const verdict = software ? `${one ? "has" : "have"} only` : `${one ? "is" : "are"} not ready:`;
    return `${those.map(({ name }) => name).join(" and ")} ${verdict} ${reason}`;
  });
}
