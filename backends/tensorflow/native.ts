import { join } from "node:path";
import { CrlcError, messageOf } from "../../core/errors.ts";
import { processEnv } from "../../core/folders.ts";
import { SLOW_SYMBOLS, SYMBOLS } from "./symbols.ts";
import { LIBRARY, type Place } from "./place.ts";

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
 * @throws {CrlcError} `LIBRARY_BROKEN` if it cannot be loaded, `LIBRARY_FIXED` if another one is.
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
  quieten();
  loaded = { native: open(path), path };
  return loaded.native;
}

/** The library reads these variables when it is loaded. */
function quieten(): void {
  if (processEnv.env("CRLC_VERBOSE") !== undefined) return;
  if (processEnv.env("TF_CPP_MIN_LOG_LEVEL") !== undefined) return;
  const variable = { name: "env", variable: "TF_CPP_MIN_LOG_LEVEL" } as const;
  if (Deno.permissions.querySync(variable).state !== "granted") return;
  Deno.env.set("TF_CPP_MIN_LOG_LEVEL", "3");
}

/** RTLD_NOW, and RTLD_NODELETE: keep it for good. */
const NOW_AND_FOREVER = 0x1002;

/**
 * Keeps the library in memory until the process ends. When Deno ends it closes every library, and
 * TensorFlow's own threads would then run in memory that is gone.
 */
function pin(path: string): void {
  for (const name of ["libc.so.6", "libdl.so.2"]) {
    try {
      const { dlopen } = Deno.dlopen(name, {
        dlopen: { parameters: ["buffer", "i32"], result: "pointer" },
      }).symbols;
      dlopen(text(path), NOW_AND_FOREVER);
      return;
    } catch {
      // the other one has it
    }
  }
}

function open(path: string): Native {
  let call: Native["call"], execute: Native["execute"];
  pin(path);
  try {
    call = Deno.dlopen(path, SYMBOLS).symbols;
    execute = Deno.dlopen(path, SLOW_SYMBOLS).symbols.TFE_Execute;
  } catch (error) {
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
