/**
 * What a thread's own global is to it. The types of Deno's workers cannot be named in a package
 * whose other modules are for windows.
 */
export interface WorkerThread<In, Out> {
  onmessage: ((event: MessageEvent<In>) => void) | null;
  postMessage(message: Out, transfer?: Transferable[]): void;
}

/** The thread that this module runs in. */
export function workerThread<In, Out>(): WorkerThread<In, Out> {
  return globalThis as unknown as WorkerThread<In, Out>;
}
