import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import stringWidth from "string-width";
import { benchDataLines } from "../../../../cli/actions/bench/data.ts";
import { Stream } from "../../../../core/random.ts";
import { openSession } from "../../../../cli/session.ts";
import type { BenchDataReport } from "../../../../machine/bench_data_api.ts";
import { call, testIo } from "../../call.ts";

const REPORT: BenchDataReport = {
  schemaVersion: 1,
  recipe: "crlc/shapes",
  dataset: "shapes",
  stored: [32, 32, 3],
  input: [24, 24, 3],
  batchSize: 128,
  views: 2,
  cores: 2,
  decode: { imagesPerSecond: 321.4 },
  read: { imagesPerSecond: 684_183 },
  augment: { imagesPerSecond: 12_345, viewsPerSecond: 24_690 },
  pipeline: [
    { workers: 0, imagesPerSecond: 11_000, viewsPerSecond: 22_000 },
    { workers: 1, imagesPerSecond: 12_000, viewsPerSecond: 24_000 },
  ],
  defaultWorkers: 1,
};

Deno.test("a bench of the data says what is timed, and which workers training takes", () => {
  const lines = benchDataLines(REPORT, openSession([], testIo()));
  for (const line of lines) ok(stringWidth(line) <= 80);
  const text = lines.join("\n");
  match(text, /^crlc\/shapes: images of 32x32, 2 views of 24x24 each, 128 a batch, 2 cores$/m);
  match(text, /^decode +321 +a JPEG of 500x375 to 256x256$/m);
  match(text, /^augment +12,345 +24,690 +one thread$/m);
  match(text, /^pipeline +11,000 +22,000 +0 workers$/m);
  match(text, /^pipeline +12,000 +24,000 +1 worker, as crlc train$/m);
});

Deno.test("crlc bench data prints one JSON object", async () => {
  const args = ["bench", "data", "crlc/digits", "--seconds", "1", "--workers", "0", "--json"];
  const { code, stdout, stderr } = await call([...args, "--quiet"]);
  deepStrictEqual([code, stderr], [0, ""]);
  const report = JSON.parse(stdout);
  strictEqual(report.schemaVersion, 1);
  deepStrictEqual(Object.keys(report), Object.keys(REPORT));
});

for (
  const [args, code, message] of [
    [["nope/nope"], 2, /Cannot find recipe "nope\/nope"/],
    [["--seconds", "0"], 2, /Cannot use --seconds/],
    [["--workers", "many"], 2, /Cannot use --workers/],
    [["crlc/cifar10", "--data", "/nowhere"], 4, /cifar10/],
  ] as const
) {
  Deno.test(`crlc bench data ${args.join(" ")} ends with ${code}`, async () => {
    const called = await call(["bench", "data", ...args]);
    strictEqual(called.code, code);
    match(called.stderr, message);
    strictEqual(called.stdout, "");
  });
}

Deno.test("crlc bench still times a step, and its help names data", async () => {
  const { code, stdout } = await call(["bench", "--help"]);
  strictEqual(code, 0);
  match(stdout, /^Usage: crlc bench \[OPTION\.\.\.\]$/m);
  match(stdout, /^ {2}data +Time how fast images/m);
  match((await call(["bench", "--steps", "0"])).stderr, /Cannot use --steps/);
});

Deno.test("crlc bench refuses a batch that no heap holds before it draws numbers for it", async () => {
  let drawn = 0;
  const normal = Stream.prototype.normal;
  Stream.prototype.normal = function () {
    drawn++;
    return normal.call(this);
  };
  try {
    const { code, stderr } = await call(["bench", "--backend", "wasm", "--batch", "16384"]);
    strictEqual(code, 7);
    match(stderr, /must fit into a WebAssembly heap .* and it needs \d+ MB +\[OUT_OF_MEMORY\]/);
    // The weights' are some hundred thousand; the images' would be fifty million.
    ok(drawn < 5e6, `${drawn}`);
  } finally {
    Stream.prototype.normal = normal;
  }
});
