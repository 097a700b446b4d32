/**
 * Ends this process soon after the one that launched it, whatever the main thread does: it may be
 * busy, or wait for native code that does not return.
 *
 * @module
 */
import { workerThread } from "../../core/worker_thread.ts";

/** Milliseconds from one look to the next, and those that a process has to save what it can. */
const LOOK = 200, GRACE = 1500;

const thread = workerThread<number, never>();

thread.onmessage = ({ data: launcher }) => {
  const looking = setInterval(() => {
    if (Deno.ppid === launcher) return;
    clearInterval(looking);
    setTimeout(() => Deno.kill(Deno.pid, "SIGKILL"), GRACE);
  }, LOOK);
};
