/**
 * A promise that no longer waits once a signal aborts.
 *
 * Deno's `fetch` does not always end a read of its body when its signal aborts, so the signal has
 * to be listened to here as well.
 *
 * @throws What `promise` rejects with, or the signal's reason.
 */
export function orAbort<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const stop = () => reject(signal.reason);
  if (signal.aborted) stop();
  signal.addEventListener("abort", stop, { once: true });
  return Promise.race([promise, aborted]).finally(() => signal.removeEventListener("abort", stop));
}
