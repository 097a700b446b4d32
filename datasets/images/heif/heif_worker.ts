import { workerThread } from "../../../core/worker_thread.ts";
import { importPart } from "../../../parts/import_part.ts";
import type { HeifAnswer, HeifQuestion } from "./heif_jobs.ts";
import { type HeifFile, openHeif } from "./open_heif.ts";
import type { Libheif } from "./library.d.ts";

const thread = workerThread<HeifQuestion, HeifAnswer>();
const { memory, limit } = boundedMemory();
const library = load();
let open: HeifFile | undefined;

thread.onmessage = ({ data }) => {
  try {
    if ("bytes" in data) {
      limit(data.memory);
      open?.[Symbol.dispose]();
      open = openHeif(library!, data.bytes, data.side);
      answer({ facts: open.facts });
      return;
    }
    limit(data.memory);
    const image = open!.decode();
    open![Symbol.dispose]();
    open = undefined;
    answer({ image, heapBytes: memory() }, [image.data.buffer]);
  } catch (error) {
    answer({ reason: error instanceof Error ? error.message : String(error) });
  }
};

/** Loads the library; what is wrong with it is told, and is no fault of a picture. */
function load(): Libheif | undefined {
  try {
    const loaded = importPart<Libheif>("heic", "libheif-js/wasm-bundle");
    answer({ ready: true });
    return loaded;
  } catch (error) {
    answer({ broken: error instanceof Error ? error.message : String(error) });
  }
}

function answer(message: HeifAnswer, transfer: Transferable[] = []): void {
  thread.postMessage(message, transfer);
}

/**
 * Keeps what the library may take in bounds: a file of a few bytes can claim any size within the
 * stream that it holds, and is believed there. All its memory comes by this one call.
 */
function boundedMemory() {
  // The library itself has room while it is loaded.
  let last: WebAssembly.Memory | undefined, most = 64_000_000;
  const memory = () => last?.buffer.byteLength ?? 0;
  const grow = WebAssembly.Memory.prototype.grow;
  WebAssembly.Memory.prototype.grow = function (pages) {
    last = this;
    if (this.buffer.byteLength + pages * 65_536 > most) throw new RangeError("too much memory");
    return grow.call(this, pages);
  };
  return { memory, limit: (bytes: number) => void (most = bytes) };
}
