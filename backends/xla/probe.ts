import { relative } from "node:path";
import { partNamed } from "../../parts/find_part.ts";
import { fits } from "../../parts/fits.ts";
import type { Availability } from "../backend.ts";
import {
  availabilityOf,
  type Found,
  mayNotCall,
  type Missing,
  missing,
  placeOf,
} from "../native_library.ts";
import { mayHaveDriver, NO_DRIVER } from "../../core/nvidia_driver.ts";
import { clientOf, pluginOf } from "./clients.ts";
import { findPlaces, type Place } from "./place.ts";

/** Whether XLA can be opened here, and with which plugin; the devices are looked at. */
export const probeXla = (): Availability => availabilityOf(find);

/**
 * The place of a plugin that can be opened.
 *
 * @throws {CrlcError} `BACKEND_NOT_READY` with what is missing.
 */
export const readyPlace = (): Place => placeOf("xla", find());

function find(): Found<Place> {
  const { named, places } = findPlaces();
  if (places.length === 0) return { availability: nothing(named) };
  const place = places.find(({ platform }) => platform !== "cuda" || mayHaveDriver());
  if (!place) return { availability: { ok: false, ...NO_DRIVER } };
  return { place, availability: mayNotCall() ?? ready(place) };
}

/** What is said where no plugin is, and which part would mend it. */
function nothing(named: string | undefined): Missing {
  if (named !== undefined) {
    return missing(
      `there is no PJRT plugin at "${named}", which CRLC_XLA names`,
      'set CRLC_XLA to a plugin\'s file or a Python environment with one (pip install "jax[cuda13]"), or unset it',
    );
  }
  const part = mayHaveDriver() ? "xla-cuda" : "xla";
  const state = missing(
    "no PJRT plugin is on this machine",
    `crlc parts add ${part}, or set CRLC_XLA to a Python environment with JAX for CUDA (pip install "jax[cuda13]")`,
  );
  return fits(partNamed(part)) ? { ...state, part } : state;
}

/** Where a plugin lies, in words that fit into lines. */
const shown = ({ plugin, packages }: Place): string =>
  packages === undefined ? plugin : `${relative(packages, plugin)} in ${packages}`;

function ready(place: Place): Availability {
  const pjrt = pluginOf(place), client = clientOf(place, {});
  const count = client.devices.length, memory = client.memory();
  const kinds = client.devices.map((device) => client.kind(device));
  const isCpu = place.platform === "cpu";
  return {
    ok: true,
    device: isCpu ? "XLA, CPU" : `XLA, ${count > 1 ? `${count} × ` : ""}${kinds[0]}`,
    details: {
      plugin: shown(place),
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
