import { join } from "node:path";
import { CrlcError, messageOf } from "../../core/errors.ts";
import { processEnv } from "../../core/folders.ts";
import { SLOW_SYMBOLS, SYMBOLS } from "./symbols.ts";
import { OWN_NAMES_FIRST, pinLibrary } from "../pin_library.ts";
import { silently } from "./libc.ts";
import { FRAMEWORK, LIBRARY, type Place, VERSION } from "./place.ts";

type Pointer = Deno.PointerValue;
type Bytes = Uint8Array<ArrayBuffer>;

/** TensorFlow's library in this process. */
export interface Native {
  readonly call: Deno.StaticForeignLibraryInterface<typeof SYMBOLS>;
  /** Executes without holding up the event loop. */
  readonly execute: Deno.StaticForeignLibraryInterface<typeof SLOW_SYMBOLS>["TFE_Execute"];
  readonly version: string;
  /** Where the library reports on a call; shared by all calls that return at once. */
  readonly status: Pointer;
  /** Throws what the last call has reported, if that is an error. */
  check(what: string, status?: Pointer): void;
  /** A text as C wants it, made once. */
  text(value: string): Bytes;
}

const encoder = new TextEncoder();
const texts = new Map<string, Bytes>();

function text(value: string): Bytes {
  let bytes = texts.get(value);
  if (!bytes) texts.set(value, bytes = encoder.encode(`${value}\0`));
  return bytes;
}

/** What a C text says. */
export function readText(pointer: Pointer): string {
  return pointer === null ? "" : Deno.UnsafePointerView.getCString(pointer);
}

let loaded: { readonly native: Native; readonly path: string } | undefined;

/**
 * Loads the library, once a process: it can neither be unloaded nor exchanged.
 * TensorFlow writes its own log to standard error only where `CRLC_VERBOSE` is set.
 *
 * @throws {CrlcError} `LIBRARY_BROKEN` if it cannot be loaded, `LIBRARY_VERSION` if it is of another
 *   version, `LIBRARY_FIXED` if another one is loaded.
 */
export function loadNative({ folder }: Pick<Place, "folder">): Native {
  const path = join(folder, LIBRARY);
  if (loaded) {
    if (loaded.path === path) return loaded.native;
    throw new CrlcError(
      "backend",
      "LIBRARY_FIXED",
      `Cannot load "${path}": a process can hold one TensorFlow library, and this one holds "${loaded.path}"`,
      { hint: "start crlc anew" },
    );
  }
  const verbose = processEnv.env("CRLC_VERBOSE") !== undefined;
  prepareEnvironment(verbose);
  // it holds a copy of LLVM, and so does Mesa, which WebGPU may have loaded before
  const pinAll = () =>
    [FRAMEWORK, LIBRARY].forEach((file) => pinLibrary(join(folder, file), OWN_NAMES_FIRST));
  if (verbose) pinAll();
  else {
    // it logs before it can be told not to
    silently(pinAll);
    quieten(folder);
  }
  loaded = { native: open(path), path };
  return loaded.native;
}

/** What the library reads from the environment when it is loaded, unless the person has set it. */
const VARIABLES = {
  // the fast kernels are the default only on some processors
  TF_ENABLE_ONEDNN_OPTS: "1",
  TF_CPP_MIN_LOG_LEVEL: "3",
};

function prepareEnvironment(verbose: boolean): void {
  for (const [variable, value] of Object.entries(VARIABLES)) {
    const permission = { name: "env", variable } as const;
    if (Deno.permissions.querySync(permission).state !== "granted") continue;
    if (Deno.env.get(variable) !== undefined) continue;
    if (variable === "TF_CPP_MIN_LOG_LEVEL" && verbose) continue;
    Deno.env.set(variable, value);
  }
}

/** Only what ends the process. */
const FATAL = 3;

/** TensorFlow's logger writes to standard error until it is told not to; its name is TensorFlow 2.21's. */
function quieten(folder: string): void {
  try {
    const { setLevel } = Deno.dlopen(join(folder, FRAMEWORK), {
      setLevel: {
        name: "_ZN4absl12lts_2025081414SetMinLogLevelENS0_18LogSeverityAtLeastE",
        parameters: ["i32"],
        result: "void",
        optional: true,
      },
    }).symbols;
    setLevel?.(FATAL);
  } catch {
    // whatever is wrong with the library, loading it will say
  }
}

/** `2.21` of `2.21.0`: what changes ops. */
const minorOf = (version: string) => version.split(".").slice(0, 2).join(".");

/** Asked before anything else: a library of another version may lack what is called by name. */
function requireVersion(path: string): void {
  const { TF_Version } = SYMBOLS;
  const { symbols } = Deno.dlopen(path, { TF_Version });
  const version = readText(symbols.TF_Version());
  if (minorOf(version) === minorOf(VERSION)) return;
  throw new CrlcError(
    "backend",
    "LIBRARY_VERSION",
    `Cannot use "${path}": it must be TensorFlow ${VERSION}, and is ${version}`,
    { hint: "crlc backends install tensorflow gets one that fits" },
  );
}

function open(path: string): Native {
  let call: Native["call"], execute: Native["execute"];
  try {
    requireVersion(path);
    call = Deno.dlopen(path, SYMBOLS).symbols;
    execute = Deno.dlopen(path, SLOW_SYMBOLS).symbols.TFE_Execute;
  } catch (error) {
    if (error instanceof CrlcError) throw error;
    throw new CrlcError(
      "backend",
      "LIBRARY_BROKEN",
      `Cannot load "${path}": it must be a TensorFlow library that fits this machine, and is not: ${
        messageOf(error)
      }`,
      { hint: "crlc backends install tensorflow gets one that fits", cause: error },
    );
  }
  const status = call.TF_NewStatus();
  return {
    call,
    execute,
    status,
    text,
    version: readText(call.TF_Version()),
    check(what, where = status) {
      const code = call.TF_GetCode(where);
      if (code === 0) return;
      throw new Error(`TensorFlow cannot do ${what}: ${readText(call.TF_Message(where))}`);
    },
  };
}
