import type { Backend } from "../../backends/backend.ts";
import { rankCount } from "../../backends/ops.ts";
import { CrlcError } from "../../core/errors.ts";
import { partNamed } from "../../parts/find_part.ts";
import { partMissing } from "../../parts/part_missing.ts";
import type { Environment } from "./environment.ts";
import type { Catalog } from "./catalog.ts";
import { onBackend } from "./on_backend.ts";

/** A backend that was not taken. */
interface Refused {
  readonly name: string;
  readonly reason: string;
  /** What would make it ready; absent where it is, on a processor that only plays a GPU. */
  readonly fix?: string;
}

/** What "auto" tries, the fastest first. */
const PREFERENCE = ["tensorflow-gpu", "webgpu", "tensorflow", "wasm", "cpu"];

/**
 * Opens the backend a run computes on.
 *
 * @returns The backend, and for "auto" what crlc could install that would be preferred.
 * @throws {CrlcError} `BACKEND_NOT_READY` if a named backend is not ready, or for "auto" none is;
 *   `PART_MISSING` if an optional part would make it so; `UNKNOWN_BACKEND`; `UNSUPPORTED_DEVICES`;
 *   `RANKS_NOT_SUPPORTED` if a named one cannot split a step over the ranks of the environment.
 */
export async function openBackend(
  catalog: Catalog,
  { backend: wanted, threads, precision, devices, group }: Environment,
): Promise<{ backend: Backend; reason?: string }> {
  const names = wanted === "auto"
    ? PREFERENCE.filter((name) => catalog.backends.has(name))
    : [wanted];
  const refused: Refused[] = [];
  let fix = "crlc doctor shows every backend and what it needs";
  for (const name of names) {
    const plugin = await catalog.backends.get(name);
    if (group && plugin.ranks !== "any") {
      const reason = `"${name}" cannot split a step over ${group.size} ranks`;
      if (wanted === name) throw ranksNotSupported(reason);
      refused.push({ name, reason });
      continue;
    }
    const availability = await onBackend(name, () => plugin.probe());
    if (availability.ok && availability.software && wanted === "auto") {
      refused.push({ name, reason: `it has only ${availability.device}, a GPU in software` });
      continue;
    }
    if (availability.ok) {
      const reason = worthInstalling(refused);
      const backend = await onBackend(
        name,
        () => plugin.open({ threads, precision, devices, group }),
      );
      await requireDevices(name, backend, devices);
      if (group && rankCount() !== group.size) {
        await backend[Symbol.asyncDispose]();
        throw ranksNotSupported(
          `"${name}" says that it splits a step over ranks, and each of ${group.size} computes all of it`,
        );
      }
      return { backend, reason };
    }
    if (wanted === name && availability.part !== undefined) {
      throw partMissing(partNamed(availability.part));
    }
    fix = availability.fix;
    refused.push({ name, reason: availability.reason, fix });
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

function ranksNotSupported(reason: string): CrlcError {
  return new CrlcError("backend", "RANKS_NOT_SUPPORTED", `Cannot compute: ${reason}`, {
    hint: "--backend tensorflow and wasm do, with as many threads each as --threads says",
  });
}

/** Closes a backend that computes on fewer devices than it was asked to. */
async function requireDevices(
  name: string,
  backend: Backend,
  wanted: Environment["devices"] = 1,
): Promise<void> {
  const { devices = 1 } = backend;
  if (wanted === "all" || wanted === devices) return;
  await backend[Symbol.asyncDispose]();
  throw new CrlcError(
    "backend",
    "UNSUPPORTED_DEVICES",
    `Cannot compute on ${wanted} devices: the backend must be able to, and "${name}" computes on ${devices}`,
    { hint: "--backend xla splits a step over several; or leave out --devices" },
  );
}

/**
 * What crlc itself would make ready that would have been taken; nothing where only a machine, a
 * driver or the like is missing, which `crlc doctor` tells.
 */
function worthInstalling(refused: readonly Refused[]): string | undefined {
  const said = refused.filter(({ fix }) => fix?.startsWith("crlc "))
    .map(({ name, reason, fix }) => `${name} would be preferred: ${reason}; ${fix}`);
  return said.length > 0 ? said.join("; ") : undefined;
}

/** Why backends were not taken; those of one reason are told together. */
function sameReasonsOnce(refused: readonly Refused[]): string[] {
  const alike = Map.groupBy(refused, ({ reason }) => reason);
  return [...alike].map(([reason, those]) =>
    `${those.map(({ name }) => name).join(" and ")} ${
      those.length === 1 ? "is" : "are"
    } not ready: ${reason}`
  );
}
