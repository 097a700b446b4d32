import { onDevice, onDeviceLater } from "./device_errors.ts";
import { type Layout, type Node, sizeOf } from "./hlo/node.ts";
import { program } from "./hlo/program.ts";
import { join, valuesOf } from "./host_values.ts";
import type { Client } from "./pjrt/client.ts";
import type { Bytes, View } from "./pjrt/memory.ts";
import type { Programs } from "./programs.ts";

/** Most scalars that are kept on the device to be used again. */
const MOST_SCALARS = 1024;

/** The devices of this process: where values lie, and how they come and go. */
export class Devices {
  readonly #scalars = new Map<string, bigint>();
  /** Buffers alive, and bytes uploaded, for tests and figures. */
  alive = 0;
  uploadedBytes = 0;
  readBacks = 0;

  /** @param count Devices that a step is split over. */
  constructor(
    readonly client: Client,
    readonly programs: Programs,
    readonly count: number,
  ) {}

  /** The first device's buffer of a value that is there, uploaded where it is on the host. */
  #first(node: Node): bigint {
    if (node.buffers && node.layout === "whole") return node.buffers[0];
    node.host ??= this.read(node);
    if (sizeOf(node.shape) === 1) return this.#scalar(node);
    if (!node.buffers) this.#place(node, "whole", 1);
    return node.buffers![0];
  }

  /** Numbers come again and again in ops that are computed one by one. */
  #scalar({ element, shape, host }: Node): bigint {
    const key = `${element} ${shape.length} ${(host as Float32Array)[0]}`;
    let buffer = this.#scalars.get(key);
    if (buffer === undefined) {
      if (this.#scalars.size >= MOST_SCALARS) this.#forgetScalars();
      buffer = onDevice(() => this.client.upload(host!, element, shape, this.client.devices[0]));
      this.#scalars.set(key, buffer);
    }
    return buffer;
  }

  #forgetScalars(): void {
    for (const buffer of this.#scalars.values()) this.#release(buffer);
    this.#scalars.clear();
  }

  /** The buffers of a value that is there on all devices, divided as asked. */
  all(node: Node, layout: Layout): readonly bigint[] {
    const { buffers } = node;
    if (buffers?.length === this.count && node.layout === layout) return buffers;
    if (buffers) {
      node.host ??= this.read(node);
      this.free(node);
    }
    this.#place(node, layout, this.count);
    return node.buffers!;
  }

  #place(node: Node, layout: Layout, count: number): void {
    const { element, shape } = node, { devices } = this.client, host = node.host!;
    const bytes = new Uint8Array(host.buffer, host.byteOffset, host.byteLength);
    const part = bytes.length / count, rows = [shape[0] / count, ...shape.slice(1)];
    node.buffers = Array.from(
      { length: count },
      (_, i) =>
        onDevice(() =>
          layout === "whole"
            ? this.client.upload(bytes, element, shape, devices[i])
            : this.client.upload(
              bytes.subarray(i * part, (i + 1) * part),
              element,
              rows,
              devices[i],
            )
        ),
    );
    node.layout = layout;
    node.host = undefined;
    this.alive += count;
    this.uploadedBytes += layout === "whole" ? count * bytes.length : bytes.length;
  }

  /** The values of a node, brought here. */
  read(node: Node): View {
    this.readBacks++;
    return this.#joined(node, onDevice(() => partsOf(node).map((one) => this.client.read(one))));
  }

  /** The same off the JavaScript thread. */
  async readLater(node: Node): Promise<View> {
    this.readBacks++;
    return this.#joined(
      node,
      await onDeviceLater(() =>
        Promise.all(partsOf(node).map((one) => this.client.readLater(one)))
      ),
    );
  }

  #joined({ element }: Node, parts: readonly Bytes[]): View {
    return valuesOf(element, join(parts));
  }

  free(node: Node): void {
    for (const buffer of node.buffers ?? []) this.#release(buffer);
    this.alive -= node.buffers?.length ?? 0;
    node.buffers = undefined;
  }

  /** Lets go of a buffer; on a device that is lost there is nothing left to let go. */
  #release(buffer: bigint): void {
    try {
      this.client.release(buffer);
    } catch {
      // what has failed before is told by whoever computes
    }
  }

  /** A value that a program has made. */
  adopt(node: Node, buffers: readonly bigint[]): Node {
    node.buffers = buffers;
    this.alive += buffers.length;
    return node;
  }

  /** Computes nodes on the first device, as one program. */
  compute(results: readonly Node[]): void {
    const { text, parameters } = program([], results, { closed: false });
    const executable = this.programs.now(text);
    const given = parameters.map((node) => this.#first(node));
    const [made] = onDevice(() => executable.run([given]));
    results.forEach((node, i) => this.adopt(node, [made[i]]));
  }

  /** Forgets every program and number that is kept. */
  close(): void {
    this.programs.close();
    this.#forgetScalars();
  }
}

/** The buffers that together make a value. */
const partsOf = ({ buffers, layout }: Node) => layout === "whole" ? [buffers![0]] : buffers!;
