import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { observe, stoppableWith } from "../../../cli/terminal/observer.ts";
import { stepLines } from "../../../cli/terminal/progress.ts";
import { openSession } from "../../../cli/session.ts";
import { testIo, type TestIoOptions } from "../call.ts";
import { PLAN, STEP } from "../fixtures.ts";

function watched(options: TestIoOptions = {}, quiet = false, verbose = false) {
  const io = testIo(options);
  const session = openSession([], io);
  return { io, session, observer: observe(session, quiet, verbose) };
}

/** What a terminal shows in the end: carriage return, erasing and moving up done as asked. */
function screen(written: string): string[] {
  const lines = [""];
  let row = 0;
  // deno-lint-ignore no-control-regex
  for (const [token] of written.matchAll(/\x1b\[K|\x1b\[1A|\r|\n|[^\x1b\r\n]+/g)) {
    if (token === "\x1b[K") lines[row] = "";
    else if (token === "\x1b[1A") row--;
    else if (token === "\n") lines[++row] ??= "";
    else if (token !== "\r") lines[row] += token;
  }
  return lines.filter((line) => line !== "");
}

Deno.test("a step is shown with epoch, step, speed, time left and loss terms", () => {
  const [first, second] = stepLines(STEP, 1, 80);
  match(first, /^epoch 12\/40 █+░+ step 160\/560 {2}1,532 images\/s {2}42 s left$/);
  match(second, /featureLoss 2\.712 {2}clusterLoss 3\.679 {2}entropy 2\.200/);
  ok(first.length < 80);
});

Deno.test("a narrow terminal loses the bar before it loses a number", () => {
  match(
    stepLines(STEP, 1, 50)[0],
    /^epoch 12\/40 {2}step 160\/560 {2}1,532 images\/s {2}42 s left$/,
  );
});

Deno.test("a run of several stages names the stage", () => {
  match(stepLines(STEP, 3, 80)[0], /^train: epoch 12\/40/);
});

Deno.test("the bar is drawn at most ten times a second, and is gone in the end", () => {
  const { io, observer } = watched({ columns: 80, env: { NO_COLOR: "1" } });
  for (let step = 1; step <= 1000; step++) {
    observer.step?.({ ...STEP, step });
    io.wait(1);
  }
  strictEqual(io.written.stderr.match(/images\/s/g)?.length, 10);
  observer.note("a note");
  observer.end();
  deepStrictEqual(screen(io.written.stderr), ["a note"]);
});

Deno.test("a note goes above the bar", () => {
  const { io, observer } = watched({ columns: 80, env: { NO_COLOR: "1" } });
  observer.step?.(STEP);
  observer.note("a note");
  const lines = screen(io.written.stderr);
  strictEqual(lines[0], "a note");
  match(lines[1], /^epoch 12\/40/);
});

Deno.test("nothing drawn is wider than the terminal", () => {
  const { io, observer } = watched({ columns: 30 });
  observer.step?.(STEP);
  for (const line of screen(io.written.stderr)) ok(line.length < 30, line);
});

for (
  const [what, options] of [
    ["a pipe", {}],
    ["a terminal of a CI", { columns: 80, env: { CI: "true", NO_COLOR: "1" } }],
  ] as const
) {
  Deno.test(`${what} gets a plain line an epoch`, () => {
    const { io, observer } = watched(options);
    observer.planned?.(PLAN);
    const before = io.written.stderr;
    observer.step?.(STEP);
    strictEqual(io.written.stderr, before);
    observer.epoch?.({ ...STEP, learningRate: 0.1, seconds: 1, waiting: 0, terms: { L: [1, 3] } });
    strictEqual(
      io.written.stderr.slice(before.length),
      "epoch 12/40  step 160/560  1,532 images/s  42 s left  L 2.000\n",
    );
  });
}

Deno.test("--verbose tells how long training waited for images, in pipes and on terminals", () => {
  for (const options of [{}, { columns: 200 }]) {
    const { io, observer } = watched(options, false, true);
    observer.planned?.(PLAN);
    observer.step?.(STEP);
    observer.epoch?.({ ...STEP, learningRate: 0.1, seconds: 1, waiting: 0.0123, terms: { L: 2 } });
    const shown = screen(io.written.stderr).join("\n");
    match(shown, /^epoch 12\/40 .* 42 s left {2}waiting for images 1\.2 % {2}L 2\.000$/m);
  }
});

Deno.test("a long preparation is told after three seconds and then every ten, without a terminal", () => {
  const { io, observer } = watched();
  for (let done = 0; done <= 300; done++) {
    observer.progress("reading images", done, 300);
    io.wait(100);
  }
  strictEqual(
    io.written.stderr,
    "reading images 30/300\nreading images 130/300\nreading images 230/300\n",
  );
});

Deno.test("--quiet leaves warnings only", () => {
  const { io, observer } = watched({}, true);
  observer.planned?.(PLAN);
  observer.note("a note");
  observer.progress("reading", 1, 2);
  observer.warn("take care");
  strictEqual(io.written.stderr, "warning: take care\n");
});

Deno.test("what a run is about to do names backend, why it, and where it goes on", () => {
  const { io, observer } = watched();
  observer.planned?.(PLAN);
  match(io.written.stderr, /^backend +wasm: WebAssembly, relaxed SIMD, 2 threads$/m);
  match(
    io.written.stderr,
    /^ +tensorflow would be preferred: it is not installed; crlc backends install tensorflow$/m,
  );
  match(io.written.stderr, /^goes on +after step 140 of 560$/m);
});

for (const columns of [80, undefined]) {
  const where = columns === undefined ? "a pipe" : "a terminal";
  Deno.test(`a request to stop aborts the work, and its notice stays in ${where}`, async () => {
    const { io, session, observer } = watched({ columns, env: { NO_COLOR: "1" } });
    const result = await stoppableWith(observer, session, "stopping", (stop) => {
      observer.step?.(STEP);
      io.interrupt();
      strictEqual(stop.aborted, true);
      return Promise.resolve("done");
    });
    observer.end();
    strictEqual(result, "done");
    deepStrictEqual(screen(io.written.stderr), ["stopping"]);
  });
}
