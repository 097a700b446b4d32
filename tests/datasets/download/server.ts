/** How a made-up server answers one request. */
export type Answer = (range: string | null) => Reply;

export interface Reply {
  readonly status: number;
  /** Those that are undefined are not sent, whatever is usual. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly body: Uint8Array | string;
  /** After so many bytes of the body, close the connection, or send nothing more. */
  readonly end?: { readonly after: number; readonly how: "cut" | "stalled" };
}

/** A server on the loopback interface that gives its answers in turn, and the last one for ever. */
export interface Server extends AsyncDisposable {
  readonly url: string;
  /** The `Range` header of every request so far. */
  readonly ranges: (string | null)[];
  /** The head of every request so far. */
  readonly heads: string[];
}

/**
 * Plain HTTP/1.1 over TCP, because a cut must be exact: what was sent before it arrives, and then
 * the connection ends.
 */
export function serve(...answers: Answer[]): Server {
  const ranges: (string | null)[] = [], heads: string[] = [];
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const open = new Set<Deno.TcpConn>();

  async function converse(connection: Deno.TcpConn): Promise<void> {
    const head = await readHead(connection);
    const range = /^range: *(.*)$/im.exec(head)?.[1].trim() ?? null;
    ranges.push(range);
    heads.push(head);
    const reply = answers[Math.min(ranges.length, answers.length) - 1](range);
    const body = typeof reply.body === "string" ? new TextEncoder().encode(reply.body) : reply.body;
    const headers = { "content-length": body.length, connection: "close", ...reply.headers };
    const lines = Object.entries(headers).filter(([, value]) => value !== undefined)
      .map(([name, value]) => `${name}: ${value}\r\n`).join("");
    await writeAll(
      connection,
      new TextEncoder().encode(`HTTP/1.1 ${reply.status} x\r\n${lines}\r\n`),
    );
    await writeAll(connection, body.subarray(0, reply.end?.after));
    if (reply.end?.how === "stalled") await connection.read(new Uint8Array(1));
  }

  const serving = (async () => {
    for await (const connection of listener) {
      open.add(connection);
      converse(connection).catch(() => {}).finally(() => {
        open.delete(connection);
        connection.close();
      });
    }
  })();

  return {
    url: `http://127.0.0.1:${listener.addr.port}/set.bin`,
    ranges,
    heads,
    async [Symbol.asyncDispose]() {
      listener.close();
      await serving.catch(() => {});
      for (const connection of open) await connection.closeWrite().catch(() => {});
    },
  };
}

async function readHead(connection: Deno.TcpConn): Promise<string> {
  let head = "";
  const block = new Uint8Array(4096);
  while (!head.includes("\r\n\r\n")) {
    const n = await connection.read(block);
    if (n === null) break;
    head += new TextDecoder().decode(block.subarray(0, n));
  }
  return head;
}

async function writeAll(connection: Deno.TcpConn, bytes: Uint8Array): Promise<void> {
  for (let done = 0; done < bytes.length;) done += await connection.write(bytes.subarray(done));
}

/** A server as it should be: the whole file, or the part that was asked for. */
export const whole = (bytes: Uint8Array): Answer => (range) => {
  const from = Number(/^bytes=(\d+)-$/.exec(range ?? "")?.[1] ?? 0);
  if (range === null) return { status: 200, body: bytes };
  if (from >= bytes.length) return { status: 416, body: "" };
  return part(bytes, from);
};

/** The rest of a file, whatever was asked for. */
export const part = (bytes: Uint8Array, from: number): Reply => ({
  status: 206,
  headers: { "content-range": `bytes ${from}-${bytes.length - 1}/${bytes.length}` },
  body: bytes.subarray(from),
});

/** Breaks the connection off after so many bytes of the body. */
export const cut = (answer: Answer, after: number): Answer => (range) => ({
  ...answer(range),
  end: { after, how: "cut" },
});

/** Sends so many bytes of the body, and then nothing more. */
export const stalled = (answer: Answer, after: number): Answer => (range) => ({
  ...answer(range),
  end: { after, how: "stalled" },
});

export const page: Answer = () => ({
  status: 200,
  headers: { "content-type": "text/html; charset=utf-8" },
  body: "<!DOCTYPE html><html><body>Please log in</body></html>",
});

export const status = (code: number): Answer => () => ({ status: code, body: "no" });
