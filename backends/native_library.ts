import { CrlcError, messageOf } from "../core/errors.ts";
import type { Availability } from "./backend.ts";

/** Why a backend cannot be opened. */
export type Missing = Extract<Availability, { ok: false }>;

/** Where the native library of a backend lies, and whether it can be opened. */
export interface Found<Place> {
  readonly place?: Place;
  readonly availability: Availability;
}

export const missing = (reason: string, fix: string): Missing => ({ ok: false, reason, fix });

/** What is said of libraries that may not be called: to look at one is to call it, and it can do anything. */
export function mayNotCall(): Missing | undefined {
  if (Deno.permissions.querySync({ name: "ffi" }).state === "granted") return undefined;
  return missing(
    "crlc may not call native libraries",
    "start crlc with --allow-ffi (without a path: memory that a library hands out needs all of it)",
  );
}

/** Whether a backend can be opened; what is thrown while its library is looked at is what is missing. */
export function availabilityOf(find: () => Found<unknown>): Availability {
  try {
    return find().availability;
  } catch (error) {
    const { message, hint } = error instanceof CrlcError
      ? error
      : { message: messageOf(error), hint: undefined };
    return missing(message, hint ?? "crlc doctor shows every backend and what it needs");
  }
}

/**
 * The place of a library that can be opened.
 *
 * @throws {CrlcError} `BACKEND_NOT_READY` with what is missing.
 */
export function placeOf<Place>(backend: string, { place, availability }: Found<Place>): Place {
  if (availability.ok && place) return place;
  const { reason, fix } = availability as Missing;
  throw new CrlcError(
    "backend",
    "BACKEND_NOT_READY",
    `Cannot open backend "${backend}": it must be ready, and is not: ${reason}`,
    { hint: fix },
  );
}
