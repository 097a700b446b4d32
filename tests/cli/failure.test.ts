import { deepStrictEqual, doesNotMatch, match, ok, strictEqual } from "node:assert/strict";
import { reportFailure } from "../../cli/failure.ts";
import { openSession } from "../../cli/session.ts";
import { CrlcError } from "../../core/errors.ts";
import { testIo, type TestIoOptions } from "./call.ts";

function report(thrown: unknown, args: string[] = [], options: TestIoOptions = {}) {
  const io = testIo(options);
  const code = reportFailure(thrown, openSession(args, io));
  strictEqual(io.written.stdout, "");
  return { code, text: io.written.stderr };
}

const mistake = () =>
  new CrlcError("data", "NO_IMAGES", 'Cannot open "x": it must hold images, and holds none', {
    hint: "crlc datasets fetch cifar10",
    cause: new Error("the reason behind"),
  });

Deno.test("a mistake is told in two lines, without a stack", () => {
  deepStrictEqual(report(mistake()), {
    code: 4,
    text: 'error: Cannot open "x": it must hold images, and holds none   [NO_IMAGES]\n' +
      "hint:  crlc datasets fetch cifar10\n",
  });
});

Deno.test("--verbose tells what led to a mistake, still without a stack", () => {
  const { text } = report(mistake(), ["--verbose"]);
  match(text, /^cause: the reason behind$/m);
  doesNotMatch(text, / {4}at /);
});

Deno.test("a bug of crlc asks for a report, and shows a stack only with --verbose", () => {
  const bug = new TypeError("x is not a function");
  const { code, text } = report(bug);
  strictEqual(code, 101);
  match(
    text,
    /^error: This is a bug in crlc: x is not a function {3}\[BUG\]\nhint: {2}please report/,
  );
  doesNotMatch(text, / {4}at /);
  match(report(bug, ["--verbose"]).text, / {4}at /);
});

Deno.test("a full disk, missing memory and missing permissions are not bugs", () => {
  strictEqual(report(new Error("No space left on device (os error 28)")).code, 7);
  strictEqual(report(new RangeError("Array buffer allocation failed")).code, 7);
  strictEqual(report(new Deno.errors.PermissionDenied("x (os error 13)")).code, 7);
});

Deno.test("a long error is broken where the terminal ends, in a column of its own", () => {
  const { text } = report(mistake(), [], { columns: 40, env: { NO_COLOR: "1" } });
  const lines = text.trimEnd().split("\n");
  ok(lines.length > 2);
  for (const line of lines) {
    ok(line.length <= 40, line);
    match(line, /^(error: |hint: {2}| {7})\S/);
  }
});

Deno.test("colours appear on a terminal only, and NO_COLOR turns them off", () => {
  const coloured = (options: TestIoOptions) => report(mistake(), [], options).text.includes("\x1b");
  strictEqual(coloured({ columns: 80 }), true);
  strictEqual(coloured({}), false);
  strictEqual(coloured({ columns: 80, env: { NO_COLOR: "1" } }), false);
  strictEqual(coloured({ columns: 80, env: { TERM: "dumb" } }), false);
});

Deno.test("hints from a checkout name the command as it was typed", () => {
  const { text } = report(mistake(), [], { env: { INIT_CWD: "/home/nobody/crlc" } });
  match(text, /^hint: {2}deno task crlc datasets fetch cifar10$/m);
  const npx = report(mistake(), [], { env: { INIT_CWD: "/home/nobody", npm_command: "exec" } });
  match(npx.text, /^hint: {2}npx -y deno@[\d.]+ task crlc datasets fetch cifar10$/m);
});
