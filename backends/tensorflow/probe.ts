import { availableParallelism } from "node:os";
import { join } from "node:path";
import { CrlcError } from "../../core/errors.ts";
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
import { missingForGpu, withoutDriver } from "./gpu.ts";
import { loadNative } from "./native.ts";
import {
  findPlace,
  type Flavour,
  FRAMEWORK,
  isFile,
  LIBRARY,
  type Place,
  VERSION,
} from "./place.ts";

/** Whether TensorFlow can be opened here, and how; the library is loaded to see, no device used. */
export const probeTensorFlow = (flavour: Flavour): Availability =>
  availabilityOf(() => find(flavour));

/**
 * The place of a library that can be opened.
 *
 * @throws {CrlcError} `BACKEND_NOT_READY` with what is missing.
 */
export const readyPlace = (flavour: Flavour): Place => placeOf(flavour, find(flavour));

function find(flavour: Flavour): Found<Place> {
  const machine = unfit(flavour);
  if (machine) return { availability: machine };
  const place = findPlace();
  if (!place) {
    const hopeless = flavour === "tensorflow-gpu" ? withoutDriver() : undefined;
    if (hopeless) return { availability: { ok: false, ...hopeless } };
    const state = missing(
      "TensorFlow's library is not installed",
      `crlc backends install ${flavour}, or set CRLC_TENSORFLOW to the folder that holds it`,
    );
    return { availability: fits(partNamed(flavour)) ? { ...state, part: flavour } : state };
  }
  return { place, availability: unusable(flavour, place) ?? ready(flavour, place) };
}

/** What is wrong with the machine. */
function unfit(flavour: Flavour): Missing | undefined {
  const { os, arch } = Deno.build;
  const known = os === "linux" && (arch === "x86_64" || flavour === "tensorflow");
  if (!known) {
    return missing(
      `there is no TensorFlow library for ${os} on ${arch} that crlc knows`,
      "use another backend; crlc doctor shows those that are ready",
    );
  }
}

/** What is wrong with the library, or with what crlc may do. */
function unusable(flavour: Flavour, place: Place): Missing | undefined {
  const bound = mayNotCall();
  if (bound) return bound;
  const fix = place.from === "CRLC_TENSORFLOW"
    ? `set CRLC_TENSORFLOW to a folder with TensorFlow ${VERSION}, or unset it`
    : `crlc backends install ${flavour}`;
  const named = place.from === "CRLC_TENSORFLOW" ? `, which CRLC_TENSORFLOW names` : "";
  for (const file of [LIBRARY, FRAMEWORK]) {
    if (!isFile(join(place.folder, file))) {
      return missing(`there is no ${file} in "${place.folder}"${named}`, fix);
    }
  }
  if (flavour === "tensorflow-gpu") {
    const lacking = missingForGpu(place);
    if (lacking) return missing(lacking.reason, lacking.fix);
  }
  try {
    loadNative(place);
  } catch (error) {
    if (!(error instanceof CrlcError)) throw error;
    return missing(error.message, fix);
  }
}

function ready(flavour: Flavour, place: Place): Availability {
  const { version } = loadNative(place);
  const threads = availableParallelism();
  return {
    ok: true,
    device: flavour === "tensorflow"
      ? `TensorFlow ${version}, CPU, ${threads} ${threads === 1 ? "thread" : "threads"}`
      : `TensorFlow ${version}, CUDA`,
    details: {
      version,
      library: place.folder,
      precision: hasHalf(flavour)
        ? "float32, bfloat16"
        : "float32 (bfloat16 works, but this processor has no instructions for it: slow)",
      threads: String(threads),
      trust: "native code, which no permission of crlc binds",
    },
  };
}

/** Flags of processors that compute in bfloat16. */
const HALF_FLAGS = /\b(avx512_bf16|amx_bf16|bf16)\b/;

/** Whether bfloat16 is worth asking for; where nothing says so, it is taken to be. */
function hasHalf(flavour: Flavour): boolean {
  if (flavour === "tensorflow-gpu") return true;
  try {
    return HALF_FLAGS.test(Deno.readTextFileSync("/proc/cpuinfo"));
  } catch {
    return true;
  }
}
