import { availableParallelism } from "node:os";
import { CrlcError } from "../../core/errors.ts";
import { prepareCuda } from "./cuda.ts";
import { Pjrt } from "./pjrt/api.ts";
import { Client } from "./pjrt/client.ts";
import type { ClientOptions } from "./pjrt/client_options.ts";
import { PjrtError } from "./pjrt/pjrt_error.ts";
import type { Place } from "./place.ts";

/** Plugins stay loaded, and clients open, for the life of the process. */
const plugins = new Map<string, Pjrt>();
const clients = new Map<string, Client>();
let threadsSet: number | undefined;

/**
 * Loads a plugin, once.
 *
 * @throws {CrlcError} `LIBRARY_BROKEN`, `LIBRARY_VERSION`.
 */
export function pluginOf(place: Place): Pjrt {
  let pjrt = plugins.get(place.plugin);
  if (!pjrt) {
    if (Deno.env.get("CRLC_VERBOSE") === undefined && !Deno.env.has("TF_CPP_MIN_LOG_LEVEL")) {
      // what it logs to standard error, errors say as well
      Deno.env.set("TF_CPP_MIN_LOG_LEVEL", "3");
    }
    if (place.platform === "cuda") prepareCuda(place);
    plugins.set(place.plugin, pjrt = new Pjrt(place.plugin));
  }
  return pjrt;
}

/** What mends it where a plugin finds no device. */
const HINTS: Record<Place["platform"], string> = {
  cpu: "crlc parts add xla brings a plugin that needs none",
  cuda:
    "nvidia-smi must show the card, with CUDA 13 or later; CUDA_VISIBLE_DEVICES and containers may hide it",
  other: "the plugin's own documentation says what it needs",
};

/**
 * Opens the devices of a plugin.
 *
 * @param devices How many a CPU is to pass for; other machines have what they have.
 * @throws {CrlcError} `NO_DEVICE`, `THREADS_FIXED`, and those of {@link pluginOf}.
 */
export function clientOf(place: Place, { devices, threads }: {
  readonly devices?: number;
  readonly threads?: number;
}): Client {
  if (place.platform === "cpu") fixThreads(threads);
  const options = optionsOf(place, devices), key = `${place.plugin} ${JSON.stringify(options)}`;
  let client = clients.get(key);
  if (!client) {
    const pjrt = pluginOf(place);
    try {
      clients.set(key, client = new Client(pjrt, options));
    } catch (cause) {
      if (!(cause instanceof PjrtError)) throw cause;
      throw new CrlcError(
        "backend",
        "NO_DEVICE",
        `Cannot open backend "xla": the plugin must find a device, and says: ${
          cause.why.split("\n")[0]
        }`,
        { hint: HINTS[place.platform], cause },
      );
    }
  }
  return client;
}

function optionsOf({ platform }: Place, devices = 1): ClientOptions {
  if (platform === "cpu") return { cpu_device_count: devices };
  // all of a card's memory is left to whoever needs it
  if (platform === "cuda") {
    return { platform_name: "cuda", allocator: "default", preallocate: false };
  }
  return {};
}

/** Threads that XLA computes with on a CPU; it reads them once, from this variable. */
function fixThreads(threads: number | undefined): void {
  threadsSet ??= Number(Deno.env.get("NPROC")) || threads || availableParallelism();
  if (threads !== undefined && threads !== threadsSet) {
    throw new CrlcError(
      "backend",
      "THREADS_FIXED",
      `Cannot open backend "xla" with ${threads} threads: XLA keeps the number it started with in this process, ${threadsSet}`,
      { hint: "start crlc anew" },
    );
  }
  Deno.env.set("NPROC", String(threadsSet));
}

/** Threads that a CPU's plugin computes with. */
export const threadsOfCpu = (): number => threadsSet ?? availableParallelism();
