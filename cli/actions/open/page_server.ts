import { CrlcError } from "../../../core/errors.ts";

/** A server on the loopback address. */
export interface PageServer {
  readonly port: number;
  /** Answers requests; those that came before have waited. */
  answer(handler: (request: Request) => Promise<Response>): void;
  /** Ends when no request has come for so long, or when the signal aborts, once all are answered. */
  idle(milliseconds: number, stop: AbortSignal): Promise<void>;
  /** Tells that a request has come. */
  touched(): void;
}

/**
 * Listens on a port of 127.0.0.1; any free one for 0.
 *
 * @throws {CrlcError} `PORT_TAKEN`.
 */
export function listenLocally(port: number): PageServer {
  const handler = Promise.withResolvers<(request: Request) => Promise<Response>>();
  let server: Deno.HttpServer<Deno.NetAddr>;
  try {
    server = Deno.serve(
      // What fails is told in the answer: a log would hold the address.
      {
        hostname: "127.0.0.1",
        port,
        onListen() {},
        onError: () => new Response(null, { status: 500 }),
      },
      async (request) => await (await handler.promise)(request),
    );
  } catch (cause) {
    const taken = cause instanceof Deno.errors.AddrInUse;
    if (!taken && !(cause instanceof Deno.errors.PermissionDenied)) throw cause;
    throw new CrlcError(
      "resource",
      "PORT_TAKEN",
      `Cannot listen on port ${port} of 127.0.0.1: it must be free${
        taken ? ", and another program has it" : " to everyone, and the system keeps it"
      }`,
      { hint: "without --port a free one is taken", cause },
    );
  }
  let touched = () => {};
  return {
    port: server.addr.port,
    answer: handler.resolve,
    touched: () => touched(),
    async idle(milliseconds, stop) {
      const over = Promise.withResolvers<void>();
      let timer = setTimeout(over.resolve, milliseconds);
      touched = () => {
        clearTimeout(timer);
        timer = setTimeout(over.resolve, milliseconds);
      };
      stop.addEventListener("abort", () => over.resolve(), { once: true });
      if (stop.aborted) over.resolve();
      await over.promise;
      touched = () => {};
      clearTimeout(timer);
      await server.shutdown();
    },
  };
}
