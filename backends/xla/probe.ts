import { CrlcError, messageOf } from "../../core/errors.ts";
import { partNamed } from "../../parts/find_part.ts";
import { fits } from "../../parts/fits.ts";
import type { Availability } from "../backend.ts";
import { mayHaveDriver, NO_DRIVER } from "../../core/nvidia_driver.ts";
import { clientOf, pluginOf } from "./clients.ts";
import { findPlaces, type Place } from "./place.ts";

type Missing = Extract<Availability, { ok: false }>;

/** Whether XLA can be opened here, and with which plugin; the devices are looked at. */
export function probeXla(): Availability {
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
 * The place of a plugin that can be opened.
 *
 * @throws {CrlcError} `BACKEND_NOT_READY` with what is missing.
 */
export function readyPlace(): Place {
  const { place, availability } = find();
  if (availability.ok && place) return place;
  const { reason, fix } = availability as Missing;
  throw new CrlcError(
    "backend",
    "BACKEND_NOT_READY",
    `Cannot open backend "xla": it must be ready, and is not: ${reason}`,
    { hint: fix },
  );
}

const missing = (reason: string, fix: string): Missing => ({ ok: false, reason, fix });

function find(): { readonly place?: Place; readonly availability: Availability } {
  const { named, places } = findPlaces();
  if (places.length === 0) return { availability: nothing(named) };
  const place = places.find(({ platform }) => platform !== "cuda" || mayHaveDriver());
  if (!place) return { availability: { ok: false, ...NO_DRIVER } };
  // to look at a library is to call it, and what is called can do anything
  if (Deno.permissions.querySync({ name: "ffi" }).state !== "granted") {
    return {
      availability: missing(
        "crlc may not call native libraries",
        "start crlc with --allow-ffi (without a path: memory that a library hands out needs all of it)",
      ),
    };
  }
  return { place, availability: ready(place) };
}

/** What is said where no plugin is, and which part would mend it. */
function nothing(named: string | undefined): Missing {
  if (named !== undefined) {
    return missing(
      `there is no PJRT plugin at "${named}", which CRLC_XLA names`,
      "set CRLC_XLA to a plugin's file, to a Python environment with jax-cuda13-pjrt, or unset it",
    );
  }
  const part = mayHaveDriver() ? "xla-cuda" : "xla";
  const state = missing(
    "no PJRT plugin is on this machine",
    `crlc parts add ${part}, or set CRLC_XLA to a Python environment with jax-cuda13-pjrt`,
  );
  return fits(partNamed(part)) ? { ...state, part } : state;
}

function ready(place: Place): Availability {
  const pjrt = pluginOf(place), client = clientOf(place, {});
  const count = client.devices.length, memory = client.memory();
  const kinds = client.devices.map((device) => client.kind(device));
  const isCpu = place.platform === "cpu";
  return {
    ok: true,
    device: isCpu ? "XLA, CPU" : `XLA, ${count > 1 ? `${count} × ` : ""}${kinds[0]}`,
    details: {
      plugin: place.plugin,
      "found by": place.from,
      "PJRT C API": pjrt.version.join("."),
      version: client.platformVersion.split("\n")[0],
      devices: isCpu ? "1 CPU, which --devices N splits" : kinds.join(", "),
      ...memory && { memory: `${Math.round(memory.limit / 2 ** 20)} MB` },
      precision: isCpu ? "float32, bfloat16" : "float32, tf32, bfloat16",
      trust: "native code, which no permission of crlc binds",
    },
  };
}
