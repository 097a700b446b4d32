import type { Observer, Plan, StepReport } from "../../../run/api.ts";
import { AGAIN, livePage, type RunEnding } from "../../../results/report/live_page.ts";

/** A page of a run under way, served to this machine. */
export interface Watch {
  readonly address: string;
  /** An observer that the page hears of as well. */
  over(observer: Observer): Observer;
  /** Shows how the run has ended to whoever watches, and ends. */
  close(ending?: RunEnding): Promise<void>;
}

/** Milliseconds after which a browser that watches has asked once more. */
const ONCE_MORE = 1000 * AGAIN + 1000;

/**
 * Serves the page of a run on the loopback address, at a free port. Once it listens, it needs no
 * permission to use the network any more.
 */
export async function openWatch(): Promise<Watch> {
  let plan: Plan | undefined, step: StepReport | undefined, ending: RunEnding | undefined;
  let asked = -Infinity;
  const last = Promise.withResolvers<void>();
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
      asked = performance.now();
      const page = await livePage({ plan, step, warnings, ending });
      if (ending) last.resolve();
      return new Response(page, {
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
    async close(how) {
      ending = how;
      // A page that is open asks again, and is then the last one, which stays.
      if (how && performance.now() - asked < ONCE_MORE) {
        const timer = setTimeout(last.resolve, ONCE_MORE);
        await last.promise;
        clearTimeout(timer);
      }
      await server.shutdown();
    },
  };
}

function refusal(status: number): Response {
  return new Response(null, { status });
}
