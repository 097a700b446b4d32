import { CrlcError, messageOf } from "../../../core/errors.ts";
import { pinLibrary } from "../../pin_library.ts";
import { Arguments } from "./arguments.ts";
import { type Bytes, textAt } from "./memory.ts";
import { PjrtError } from "./pjrt_error.ts";
import { type FunctionName, SLOTS } from "./slots.ts";

/** Where the table of functions begins, and the version before it. */
const TABLE = 40, MAJOR = 32, MINOR = 36;
/** The version that the backend is written for: the same major, no older a minor. */
const OLDEST = [0, 54] as const;
/** The size of the table up to the last function that is called. */
const LEAST_BYTES = TABLE + 8 * (Math.max(...Object.values(SLOTS)) + 1);

const HINT =
  "CRLC_XLA names another plugin; crlc parts add xla-cuda brings one for NVIDIA GPUs, xla one for CPUs";

type Now = (given: Bytes) => Deno.PointerValue;
type Later = (given: Bytes) => Promise<Deno.PointerValue>;

/** A plugin of PJRT that is loaded; it stays so, since it registers things for the life of the process. */
export class Pjrt {
  /** Major and minor. */
  readonly version: readonly [number, number];
  readonly #table: Deno.UnsafePointerView;
  readonly #now = new Map<FunctionName, Now>();
  readonly #later = new Map<FunctionName, Later>();

  /** @throws {CrlcError} `LIBRARY_BROKEN` or `LIBRARY_VERSION`. */
  constructor(readonly path: string) {
    this.#table = new Deno.UnsafePointerView(tableOf(path));
    this.version = [this.#table.getInt32(MAJOR), this.#table.getInt32(MINOR)];
    requireVersion(path, this.version, Number(this.#table.getBigUint64(0)));
    this.call("Plugin_Initialize", new Arguments(16));
  }

  /** Calls a function and waits for it. */
  call(name: FunctionName, given: Arguments): Arguments {
    const error = this.#function(name)(new Uint8Array(given.fields.buffer));
    if (error !== null) throw this.#errorOf(name, error);
    return given;
  }

  /** Calls a function on a thread of Deno's pool, so that JavaScript goes on meanwhile. */
  async callLater(name: FunctionName, given: Arguments): Promise<Arguments> {
    const error = await this.#slowFunction(name)(new Uint8Array(given.fields.buffer));
    if (error !== null) throw this.#errorOf(name, error);
    return given;
  }

  /** Waits for an event and ends it. */
  await(event: bigint): void {
    if (event === 0n) return;
    const given = new Arguments(24).set(16, event);
    try {
      this.call("Event_Await", given);
    } finally {
      this.call("Event_Destroy", new Arguments(24).set(16, event));
    }
  }

  /** The same off the JavaScript thread. */
  async awaitLater(event: bigint): Promise<void> {
    if (event === 0n) return;
    try {
      await this.callLater("Event_Await", new Arguments(24).set(16, event));
    } finally {
      this.call("Event_Destroy", new Arguments(24).set(16, event));
    }
  }

  #function(name: FunctionName): Now {
    let call = this.#now.get(name);
    if (!call) {
      const type = { parameters: ["buffer"], result: "pointer" } as const;
      const f = new Deno.UnsafeFnPointer<typeof type>(this.#pointer(name), type);
      this.#now.set(name, call = (given) => f.call(given));
    }
    return call;
  }

  #slowFunction(name: FunctionName): Later {
    let call = this.#later.get(name);
    if (!call) {
      const type = { parameters: ["buffer"], result: "pointer", nonblocking: true } as const;
      const f = new Deno.UnsafeFnPointer<typeof type>(this.#pointer(name), type);
      this.#later.set(name, call = (given) => f.call(given) as Promise<Deno.PointerValue>);
    }
    return call;
  }

  // deno-lint-ignore no-explicit-any -- the type is told by whoever makes a function of it
  #pointer(name: FunctionName): Deno.PointerObject<any> {
    return Deno.UnsafePointer.create(this.#table.getBigUint64(TABLE + 8 * SLOTS[name]))!;
  }

  #errorOf(name: FunctionName, error: Deno.PointerObject): PjrtError {
    const address = Deno.UnsafePointer.value(error);
    const ask = (name: FunctionName, given: Arguments) => {
      this.#function(name)(new Uint8Array(given.set(16, address).fields.buffer));
      return given;
    };
    const message = ask("Error_Message", new Arguments(40));
    const why = textAt(message.get(24), message.get(32));
    const code = Number(ask("Error_GetCode", new Arguments(32)).get(24) & 0xffffffffn);
    ask("Error_Destroy", new Arguments(24));
    return new PjrtError(name, code, why);
  }
}

function tableOf(path: string): Deno.PointerObject {
  pinLibrary(path);
  try {
    const { symbols } = Deno.dlopen(path, { GetPjrtApi: { parameters: [], result: "pointer" } });
    return symbols.GetPjrtApi()!;
  } catch (cause) {
    throw new CrlcError(
      "backend",
      "LIBRARY_BROKEN",
      `Cannot load "${path}": it must be a PJRT plugin that fits this machine, and is not: ${
        messageOf(cause)
      }`,
      { hint: HINT, cause },
    );
  }
}

/**
 * Refuses a plugin whose functions may be others than those that are called.
 *
 * @param bytes Size of its table of functions.
 * @throws {CrlcError} `LIBRARY_VERSION`.
 */
export function requireVersion(
  path: string,
  [major, minor]: readonly [number, number],
  bytes: number,
): void {
  if (major === OLDEST[0] && minor >= OLDEST[1] && bytes >= LEAST_BYTES) return;
  throw new CrlcError(
    "backend",
    "LIBRARY_VERSION",
    `Cannot use "${path}": its PJRT C API must be of major version ${OLDEST[0]}, from ${
      OLDEST.join(".")
    } on, and is ${major}.${minor} with a table of ${bytes} bytes`,
    { hint: HINT },
  );
}
