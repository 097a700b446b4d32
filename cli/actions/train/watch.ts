import type { Observer, Plan, StepReport } from "../../../run/api.ts";
import { livePage } from "../../../results/report/live_page.ts";

/** A page of a run under way, served to this machine. */
export interface Watch {
  readonly address: string;
  /** An observer that the page hears of as well. */
  over(observer: Observer): Observer;
  close(): Promise<void>;
}

/**
 * Serves the page of a run on the loopback address, at a free port. Once it listens, it needs no
 * permission to use the network any more.
 */
export async function openWatch(): Promise<Watch> {
  let plan: Plan | undefined, step: StepReport | undefined;
  const warnings: string[] = [];
  const ready = Promise.withResolvers<number>();
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: ({ port }) => ready.resolve(port) },
    async (request) => {
      // Another page of the browser must not reach it by a name that leads here.
      const own = [`127.0.0.1:${port}`, `localhost:${port}`];
      if (!own.includes(request.headers.get("host") ?? "")) return refusal(403);
      if (request.method !== "GET") return refusal(405);
      if (new URL(request.url).pathname !== "/") return refusal(404);
      return new Response(await livePage({ plan, step, warnings }), {
        headers: { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" },
      });
    },
  );
  const port = await ready.promise;
  return {
    address: `http://127.0.0.1:${port}/`,
    over: (observer) => ({
      ...observer,
      warn(text) {
        warnings.push(text);
        observer.warn(text);
      },
      planned(told) {
        plan = told;
        observer.planned?.(told);
      },
      step(report) {
        step = report;
        observer.step?.(report);
      },
    }),
    close: () => server.shutdown(),
  };
}

function refusal(status: number): Response {
  return new Response(null, { status });
}
