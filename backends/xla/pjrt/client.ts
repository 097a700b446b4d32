import type { Pjrt } from "./api.ts";
import { Arguments } from "./arguments.ts";
import { type ClientOptions, writeOptions } from "./client_options.ts";
import { compileOptions } from "./compile_options.ts";
import { type Element, ELEMENT_TYPES } from "./element.ts";
import { Executable } from "./executable.ts";
import { at, type Bytes, encode, textAt, type View } from "./memory.ts";
import { CODES, PjrtError } from "./pjrt_error.ts";
import type { FunctionName } from "./slots.ts";

/** Bytes of a device's memory: taken now, most taken so far, and all there are. */
export interface DeviceMemory {
  readonly now: number;
  readonly peak: number;
  readonly limit: number;
}

/** The devices of a plugin: memory on them, and programs for them. */
export class Client {
  readonly platform: string;
  readonly platformVersion: string;
  readonly devices: readonly bigint[];
  readonly #pointer: bigint;

  /** @throws {PjrtError} If the plugin finds no device. */
  constructor(readonly pjrt: Pjrt, options: ClientOptions = {}) {
    const given = new Arguments(88), list = writeOptions(options, given);
    given.point(16, list).set(24, Object.keys(options).length);
    this.#pointer = pjrt.call("Client_Create", given).get(64);
    const name = this.#ask("Client_PlatformName"), version = this.#ask("Client_PlatformVersion");
    this.platform = textAt(name.get(24), name.get(32));
    this.platformVersion = textAt(version.get(24), version.get(32));
    const own = this.#ask("Client_AddressableDevices");
    this.devices = Array.from(
      { length: Number(own.get(32)) },
      (_, i) => at(own.get(24)).getBigUint64(8 * i),
    );
  }

  #ask(name: FunctionName): Arguments {
    return this.pjrt.call(name, new Arguments(40).set(16, this.#pointer));
  }

  /** A device's name, such as "NVIDIA H100 80GB HBM3". */
  kind(device = this.devices[0]): string {
    const description = this.pjrt.call(
      "Device_GetDescription",
      new Arguments(32).set(16, device),
    ).get(24);
    const kind = this.pjrt.call(
      "DeviceDescription_Kind",
      new Arguments(40).set(16, description),
    );
    return textAt(kind.get(24), kind.get(32));
  }

  /** Nothing where the plugin does not tell, as for CPUs. */
  memory(device = this.devices[0]): DeviceMemory | undefined {
    try {
      const told = this.pjrt.call("Device_MemoryStats", new Arguments(208).set(16, device));
      const [now, peak, limit] = [24, 32, 80].map((offset) => Number(told.get(offset)));
      return { now, peak, limit };
    } catch {
      return undefined;
    }
  }

  /** Compiles StableHLO, off the JavaScript thread. */
  async compile(text: string, partitions = 1): Promise<Executable> {
    const given = this.#program(text, partitions);
    await this.pjrt.callLater("Client_Compile", given);
    return new Executable(this.pjrt, given.get(48));
  }

  /** The same while JavaScript waits. */
  compileNow(text: string, partitions = 1): Executable {
    const given = this.#program(text, partitions);
    return new Executable(this.pjrt, this.pjrt.call("Client_Compile", given).get(48));
  }

  #program(text: string, partitions: number): Arguments {
    const program = new Arguments(48).list(16, encode(text)).list(32, encode("mlir"));
    return new Arguments(56).set(16, this.#pointer).nest(24, program)
      .list(32, compileOptions(partitions));
  }

  /** A program that was compiled before, for the same devices. */
  load(compiled: Bytes): Executable {
    const given = new Arguments(64).set(16, this.#pointer).list(24, compiled);
    return new Executable(
      this.pjrt,
      this.pjrt.call("Executable_DeserializeAndLoad", given).get(40),
    );
  }

  /** A copy of values on one device. */
  upload(values: View, element: Element, shape: readonly number[], device: bigint): bigint {
    const given = new Arguments(120).set(16, this.#pointer).point(24, values)
      .set(32, ELEMENT_TYPES[element]).list(40, BigInt64Array.from(shape, BigInt)).set(80, device);
    // it has copied the values before it returns: they may change then
    this.pjrt.call("Client_BufferFromHostBuffer", given);
    this.pjrt.await(given.get(104));
    return given.get(112);
  }

  read(buffer: bigint): Bytes {
    const { bytes, event } = this.#download(buffer);
    this.pjrt.await(event);
    return bytes;
  }

  /** The same off the JavaScript thread. */
  async readLater(buffer: bigint): Promise<Bytes> {
    const { bytes, event } = this.#download(buffer);
    await this.pjrt.awaitLater(event);
    return bytes;
  }

  /** A buffer's bytes on their way here, and the event that ends it. */
  #download(buffer: bigint): { bytes: Bytes; event: bigint } {
    const asked = new Arguments(56).set(16, buffer);
    const size = this.pjrt.call("Buffer_ToHostBuffer", asked).get(40);
    const bytes = roomFor(Number(size));
    const given = new Arguments(56).set(16, buffer).point(32, bytes).set(40, size);
    return { bytes, event: this.pjrt.call("Buffer_ToHostBuffer", given).get(48) };
  }

  release(buffer: bigint): void {
    this.pjrt.call("Buffer_Destroy", new Arguments(24).set(16, buffer));
  }
}

/** Memory here for what is read; a result that found none on the device may say so only then. */
function roomFor(size: number): Bytes {
  try {
    return new Uint8Array(size);
  } catch {
    const why = `a result of ${size} bytes has no room in this process`;
    throw new PjrtError("Buffer_ToHostBuffer", CODES.outOfMemory, why);
  }
}
