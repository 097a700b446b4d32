import { release } from "../core/release.ts";
import { workerThread } from "../core/worker_thread.ts";
import type { ViewJob, ViewReply } from "./view_workers.ts";
import { createViews, type ViewOptions, type Views } from "./views.ts";

const thread = workerThread<readonly ViewOptions[] | ViewJob, ViewReply>();

// The first message says which views are wanted; each later one is a batch to make them of.
let makers: { write: Views; length: number }[] | undefined;

thread.onmessage = ({ data }) => {
  if (makers === undefined) {
    makers = (data as readonly ViewOptions[]).map((options) => ({
      write: createViews(options),
      length: options.output.height * options.output.width * options.channels,
    }));
    return;
  }
  const job = data as ViewJob;
  try {
    const views = makeViews(job, makers);
    new Set(job.images).forEach(release);
    const reply: ViewReply = { id: job.id, views };
    thread.postMessage(reply, views.map(({ buffer }) => buffer));
  } catch (error) {
    const reply: ViewReply = { id: job.id, error };
    thread.postMessage(reply);
  }
};

function makeViews(
  { images, indices, passes }: ViewJob,
  makers: readonly { write: Views; length: number }[],
): Float32Array<ArrayBuffer>[] {
  return makers.map(({ write, length }, view) => {
    const into = new Float32Array(indices.length * length);
    write(images[view], indices, passes, view, into);
    return into;
  });
}
