/** Where Chromium is installed; empty where it is not. */
export const CHROMIUM = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"]
  .find((path) => {
    try {
      return Deno.statSync(path).isFile;
    } catch {
      return false;
    }
  });

/** A page in a headless browser. */
export interface Page extends AsyncDisposable {
  /** Addresses asked for after the page itself. */
  readonly requests: readonly string[];
  /** Errors and warnings of the console, and uncaught exceptions. */
  readonly complaints: readonly string[];
  evaluate<T>(expression: string): Promise<T>;
  /** Waits until an expression holds; rejects if the page throws before. */
  until(expression: string): Promise<void>;
  mouse(type: "mouseMoved" | "mousePressed" | "mouseReleased", x: number, y: number): Promise<void>;
  key(key: string): Promise<void>;
}

type Message = { id?: number; method?: string; params?: Record<string, unknown>; result?: unknown };

/** Opens a file in headless Chromium, driven over its debugging protocol. */
export async function openPage(file: string): Promise<Page> {
  const profile = await Deno.makeTempDir();
  const child = new Deno.Command(CHROMIUM!, {
    args: [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--remote-debugging-port=0",
      "--window-size=1280,1000",
      `--user-data-dir=${profile}`,
      "about:blank",
    ],
    stdout: "null",
    stderr: "piped",
  }).spawn();
  const errors = child.stderr.pipeThrough(new TextDecoderStream()).getReader();
  let said = "", address: string | undefined;
  while (!address) {
    const { value, done } = await errors.read();
    if (done) throw new Error(`Chromium did not start: ${said}`);
    said += value;
    address = said.match(/ws:\/\/\S+/)?.[0];
  }
  const drained = (async () => {
    while (!(await errors.read()).done);
  })();

  const socket = new WebSocket(address);
  await new Promise((resolve) => socket.onopen = resolve);
  const waiting = new Map<number, (result: unknown) => void>();
  let threw: (why: Error) => void;
  const broken = new Promise<never>((_, reject) => threw = reject);
  // Looked at where something is waited for.
  broken.catch(() => {});
  const requests: string[] = [], complaints: string[] = [];
  let last = 0, session: string | undefined;
  let loaded = () => {};
  const whenLoaded = new Promise<void>((resolve) => loaded = resolve);
  socket.onmessage = ({ data }) => {
    const { id, method, params, result } = JSON.parse(data) as Message;
    if (id !== undefined) waiting.get(id)?.(result);
    if (method === "Page.loadEventFired") loaded();
    if (method === "Network.requestWillBeSent") {
      requests.push((params!.request as { url: string }).url);
    }
    if (method === "Runtime.exceptionThrown" || method === "Log.entryAdded") {
      complaints.push(JSON.stringify(params));
    }
    if (method === "Runtime.exceptionThrown") {
      threw(new Error(`The page throws: ${JSON.stringify(params)}`));
    }
    if (method === "Runtime.consoleAPICalled") complaints.push(JSON.stringify(params));
  };
  const send = (method: string, params: object = {}) =>
    new Promise<unknown>((resolve) => {
      waiting.set(++last, resolve);
      socket.send(JSON.stringify({ id: last, method, params, sessionId: session }));
    });

  const { targetId } = await send("Target.createTarget", { url: "about:blank" }) as {
    targetId: string;
  };
  ({ sessionId: session } = await send("Target.attachToTarget", { targetId, flatten: true }) as {
    sessionId: string;
  });
  for (const domain of ["Runtime", "Log", "Network", "Page"]) await send(`${domain}.enable`);
  await send("Page.navigate", { url: `file://${file}` });
  await whenLoaded;

  const evaluate = async <T>(expression: string): Promise<T> => {
    const { result, exceptionDetails } = await send("Runtime.evaluate", {
      expression,
      returnByValue: true,
      awaitPromise: true,
    }) as { result: { value: T }; exceptionDetails?: object };
    if (exceptionDetails) throw new Error(`${expression}: ${JSON.stringify(exceptionDetails)}`);
    return result.value;
  };
  return {
    requests,
    complaints,
    evaluate,
    // The page looks again before each of its frames.
    async until(expression) {
      const holds = evaluate(
        `new Promise((done) => { const look = () => (${expression}) ? done() : setTimeout(look, 20); look(); })`,
      );
      // A page that has thrown may never come to it.
      await Promise.race([holds, broken]);
    },
    async mouse(type, x, y) {
      const button = type === "mouseMoved" ? "none" : "left";
      await send("Input.dispatchMouseEvent", { type, x, y, button, clickCount: 1 });
    },
    async key(key) {
      for (const type of ["keyDown", "keyUp"]) {
        await send("Input.dispatchKeyEvent", { type, key, code: key });
      }
    },
    async [Symbol.asyncDispose]() {
      const closed = new Promise((resolve) => socket.onclose = resolve);
      session = undefined;
      socket.send(JSON.stringify({ id: ++last, method: "Browser.close" }));
      await closed;
      await child.status;
      await drained;
      await Deno.remove(profile, { recursive: true }).catch(() => {});
    },
  };
}
