import { deepStrictEqual, doesNotMatch, match, ok, strictEqual } from "node:assert/strict";
import stringWidth from "string-width";
import { reportFailure } from "../../../cli/failure.ts";
import { benchLines } from "../../../cli/actions/bench/bench.ts";
import { choiceLines } from "../../../cli/actions/train/choose.ts";
import { evaluationLines } from "../../../cli/actions/evaluation_lines.ts";
import { neighborLines } from "../../../cli/actions/neighbours.ts";
import { nextLines } from "../../../cli/terminal/next_lines.ts";
import { trainedLines } from "../../../cli/actions/train/train.ts";
import { doctorLines } from "../../../cli/actions/doctor.ts";
import { openSession, type Session } from "../../../cli/session.ts";
import { CrlcError } from "../../../core/errors.ts";
import type { Evaluation } from "../../../results/api.ts";
import { testIo, type TestIoOptions } from "../call.ts";
import { EVALUATION, PLAN } from "../fixtures.ts";

const session = (options: TestIoOptions = {}): Session => openSession([], testIo(options));

function fits(lines: readonly string[], width = 80): string {
  for (const line of lines) {
    ok(stringWidth(line) <= width, `too wide: ${line}`);
    strictEqual(line, line.trimEnd());
  }
  return lines.join("\n");
}

Deno.test("an evaluation keeps selected and oracle apart, each with its rule", () => {
  const text = fits(evaluationLines(EVALUATION, session()));
  match(text, /^ {2}selected: head 3 +0\.968 +0\.936 +0\.932 +0\.999$/m);
  match(text, /^ {2}oracle: head 1 +0\.970 +0\.937 +0\.934 +0\.998$/m);
  match(text, /^selected: lowest loss\.$/m);
  match(text, /^oracle: best ACC\. It takes labels/m);
  match(text, /^ {2}k-means on pixels +0\.793 +0\.742 +0\.667$/m);
});

Deno.test("an evaluation shows every sub-head and draws every cluster to one scale", () => {
  const text = fits(evaluationLines(EVALUATION, session()));
  match(text, /^ +3 +3\.630 +0\.900 +0\.800 +0\.700 +selected$/m);
  match(text, /^8 +340 +█{50}$/m);
  match(text, /^0 +182 +█{26}▊$/m);
  match(text, /^1 +0$/m);
});

Deno.test("an evaluation of fewer clusters than asked for says what to change", () => {
  match(fits(evaluationLines(EVALUATION, session())), /Only 9 of 10 clusters are used/);
});

Deno.test("an evaluation of an unfinished run says so", () => {
  const ranks = [{ fromStep: 0, count: 4, carrier: "MPICH 4.0.2" }];
  const text = fits(
    evaluationLines({ ...EVALUATION, finished: false, step: 20, ranks }, session()),
  );
  match(text, /^trained from step 0 on by 4 processes, by MPICH 4\.0\.2\.$/m);
  match(text, /unfinished at step 20/);
  match(text, /repeat its crlc train command/);
});

Deno.test("an evaluation without labels shows no score and no dash in place of one", () => {
  const selected = { head: 0, rule: "lowest loss" };
  const unlabelled: Evaluation = {
    ...EVALUATION,
    selected,
    oracle: undefined,
    yardstick: undefined,
    heads: [{ head: 0, loss: 1 }, { head: 1, loss: 2 }],
    scores: [{ split: "train", samples: 1797, selected }],
  };
  const text = fits(evaluationLines(unlabelled, session()));
  match(text, /1,797 images without labels/);
  doesNotMatch(text, /ACC|oracle| - /);
});

Deno.test("an evaluation of a thousand clusters draws the largest and the smallest", () => {
  const sizes = Array.from({ length: 1000 }, (_, i) => i);
  const labelFree = { ...EVALUATION.labelFree, clusters: 1000, usedClusters: 999, sizes };
  const lines = evaluationLines({ ...EVALUATION, labelFree }, session());
  match(fits(lines), /^999 +999 +█+$/m);
  ok(lines.length < 60);
});

Deno.test("the end of a training names the run and what to type next", () => {
  const outcome = {
    status: "finished",
    run: "runs/my run",
    step: 560,
    steps: 560,
    seconds: 61,
    plan: PLAN,
  } as const;
  const text = fits(trainedLines(outcome, session()));
  match(text, /^Trained crlc\/digits: 40 epochs, 560 steps, 1 min 01 s since step 140\.$/m);
  match(text, /^ {2}crlc eval 'runs\/my run' /m);
  match(fits(trainedLines({ ...outcome, status: "unchanged" }, session())), /^Nothing to do/);
});

Deno.test("from a checkout, the commands to type next begin with deno task", () => {
  const io = { env: { INIT_CWD: "/x" } };
  match(
    evaluationLines(EVALUATION, session(io)).join("\n"),
    /^ +deno task crlc neighbors runs\/crlc-digits-seed0/m,
  );
});

Deno.test("neighbours of a few images are listed with similarity and name", () => {
  const result = {
    schemaVersion: 1 as const,
    k: 2,
    neighbors: [{
      index: 17,
      path: "digits/17",
      ids: [3, 1200],
      names: ["digits/3", `${"very-".repeat(30)}long.png`],
      similarities: [0.98765, 0.5],
    }],
  };
  const text = fits(neighborLines(result, "runs/x", session()));
  match(text, /^Most like 17, digits\/17$/m);
  match(text, /^ +3 +0\.9877 +digits\/3$/m);
  match(text, /^ +1200 +0\.5000 +….*long\.png$/m);
  const clustered = { cluster: 4, clusters: [4, 7], agreement: 0.5 };
  const told = { ...result, neighbors: [{ ...result.neighbors[0], ...clustered }] };
  const lines = fits(neighborLines(told, "runs/x", session()));
  match(lines, /^Most like 17, digits\/17, in cluster 4$/m);
  match(lines, /^ +3 +0\.9877 +4 +digits\/3$/m);
  match(lines, /^1 of 2 is in its cluster, 4\.$/m);
});

Deno.test("control characters in the names of files do not reach the terminal", () => {
  const result = {
    schemaVersion: 1 as const,
    k: 1,
    neighbors: [{
      index: -1,
      path: "\x1b[2Jq.png",
      ids: [3],
      names: ["\x1b]0;title\x07\u202egnp.\n東京.png"],
      similarities: [1],
    }],
  };
  const lines = neighborLines(result, "runs/x", session());
  match(lines[0], /Most like \\u\{1b\}\[2Jq\.png$/);
  match(lines[2], / \\u\{1b\}\]0;title\\u\{7\}\\u\{202e\}gnp\.\\u\{a\}東京\.png$/);
  const io = testIo();
  openSession([], io).warn("left out: \x1b[31mred.png");
  strictEqual(io.written.stderr, "warning: left out: \\u{1b}[31mred.png\n");
  reportFailure(new CrlcError("data", "X", "Cannot read \x9b31m"), openSession([], io));
  match(io.written.stderr, /Cannot read \\u\{9b\}31m/);
});

Deno.test("neighbours of a whole set name the file", () => {
  const result = { schemaVersion: 1, k: 10, count: 1797, file: "runs/x/n.safetensors" } as const;
  const shares = { accuracy: 0.951, agreement: 0.962 };
  const text = neighborLines({ ...result, ...shares }, "runs/x", session()).join("\n");
  match(text, /0\.962 of the images are in the most frequent cluster/);
  match(
    text.replace("\n", " "),
    /^runs\/x\/n\.safetensors holds the 10 nearest neighbours of each of 1,797 images/,
  );
  match(text, /0\.951 of all neighbours are of the image's own class/);
});

Deno.test("doctor says of a missing backend why, and what mends it", () => {
  const lines = doctorLines({
    schemaVersion: 1,
    versions: { crlc: "0.1.0", deno: "2.9.6" },
    machine: { os: "linux", arch: "x86_64", cores: 2, memoryBytes: 2 ** 34 },
    backends: [
      { name: "cpu", about: "plain JavaScript", ok: true, device: "JavaScript" },
      {
        name: "tensorflow",
        about: "the TensorFlow C library",
        ok: false,
        reason: "its library is not installed",
        fix: "crlc backends install tensorflow",
      },
    ],
    folders: [{ name: "data", path: "/d", exists: true, writable: false }],
    encoders: [{ name: "dino-small", keeper: "hub" }],
    taken: "dino-small",
    mpi: [{ library: "libmpi.so.40", version: "Open MPI v4.1.4", interface: "openmpi" }],
    launched: { launcher: "srun", rank: 1, ranks: 4, library: "Open MPI v4.1.4 (libmpi.so.40)" },
    installation: [{ name: "crlc", path: "/c", removal: "npm uninstall -g crlc" }],
  }, session());
  deepStrictEqual(lines, [
    "Backends",
    "cpu         ready    JavaScript",
    "                     plain JavaScript",
    "tensorflow  missing  its library is not installed",
    "                     to mend: crlc backends install tensorflow",
    "                     the TensorFlow C library",
    "",
    "Machine",
    "linux x86_64, 2 cores, 16.0 GiB of memory",
    "crlc 0.1.0, deno 2.9.6",
    "",
    "Folders",
    "data  not writable  /d",
    "",
    "Encoders",
    "dino-small (kept by the hub's tools); folders of pictures are learned on",
    "dino-small",
    "",
    "Several processes",
    "Open MPI v4.1.4 (libmpi.so.40, openmpi)",
    "started by srun as rank 1 of 4; a training takes Open MPI v4.1.4 (libmpi.so.40)",
    "srun needs --kill-on-bad-exit=1: without it, the ranks beside one that dies may",
    "wait",
    "",
    "On the disk",
    "crlc  /c",
    "  to remove: npm uninstall -g crlc",
    "The folders above are yours to delete: data sets are downloaded again, all in",
    "the cache is made again, runs are not.",
  ]);
});

Deno.test("a bench names the fastest backend, and why others were not timed", () => {
  const result = {
    device: "WebAssembly, relaxed SIMD, 2 threads",
    precision: "float32",
    threads: 2,
    imagesPerSecond: 512.3,
    millisecondsPerStep: 250,
    peakMemoryBytes: 3 * 2 ** 28,
    losses: [4.5, 4.4],
  };
  const text = fits(benchLines({
    schemaVersion: 1,
    machine: { os: "linux", arch: "x86_64", cores: 2, memoryBytes: 2 ** 34 },
    step: { architecture: "resnet18", width: 16, batch: 128, size: 32, steps: 2 },
    results: [
      { ...result, backend: "cpu", imagesPerSecond: 3 },
      { ...result, backend: "wasm" },
    ],
    skipped: [{ backend: "tensorflow", reason: "its library is not installed" }],
  }, session()));
  match(text, /^wasm +512\.3 +250\.0 +768 MiB +2 +float32 +WebAssembly/m);
  match(text, /^tensorflow was not timed: its library is not installed$/m);
  match(text, /^Fastest here: wasm, 512 images\/s; crlc train RECIPE --backend wasm$/m);
});

Deno.test("a bench tells where a step's time and memory go, small kernels together", () => {
  const kernel = (name: string, milliseconds: number) => ({
    ...{ name, milliseconds, calls: 20, waitedMilliseconds: 0, share: milliseconds / 200 },
    ...{ bytesPerSecond: 7e9, jobs: [] },
  });
  const job = { name: "winogradForward", calls: 20, milliseconds: 90, waitedMilliseconds: 12 };
  const text = fits(benchLines({
    schemaVersion: 1,
    machine: { os: "linux", arch: "x86_64", cores: 2, memoryBytes: 2 ** 34 },
    step: { architecture: "resnet18", width: 16, batch: 128, size: 32, steps: 2 },
    results: [{
      ...{ backend: "wasm", device: "WebAssembly", precision: "float32", threads: 2 },
      ...{ imagesPerSecond: 640, millisecondsPerStep: 160, peakMemoryBytes: 2 ** 28, losses: [] },
      profile: {
        ...{ millisecondsPerStep: 200, overhead: 0.25, waitedMilliseconds: 12 },
        kernels: [
          {
            ...{ ...kernel("CrlcConv2D", 100), flopsPerSecond: 85e9, waitedMilliseconds: 12 },
            jobs: [job, { ...job, name: "winogradFilter", milliseconds: 8 }],
          },
          kernel("Add", 60),
          ...[kernel("Sum", 0.8), kernel("Exp", 0.4)],
        ],
        javascript: { milliseconds: 38.8, share: 0.194 },
        threads: [0.7, 0.5],
        allocations: { calls: 500, bytes: 2 ** 20 },
        memory: {
          ...{
            pixels: 0,
            views: 0,
            state: 2 ** 20,
            batch: 2 ** 20,
            activations: 2 ** 27,
            scratch: 2 ** 20,
          },
          ...{ unused: 2 ** 20, javascript: 2 ** 26, rest: 2 ** 26 },
        },
      },
    }],
    skipped: [],
  }, session()));
  match(text, /^CrlcConv2D +20 +100\.0 +50\.0 % +85\.0 GFLOP\/s +12\.0$/m);
  match(text, /^ {2}winogradForward +20 +\(90\.00\) +\(45\.0 %\) +12\.0$/m);
  match(text, /^Add +20 +60\.00 +30\.0 % +7\.00 GB\/s$/m);
  match(text, /^2 other kernels +40 +1\.200 +0\.6 %$/m);
  match(text, /^JavaScript between kernels +38\.80 +19\.4 %$/m);
  match(text, /^step +200\.0 +100\.0 % +12\.0$/m);
  match(text, /thread 1 70\.0 %, thread 2 50\.0 % of the step\./);
  match(text, /^activations and gradients +128 MiB$/m);
  match(text, /^the process +260 MiB$/m);
});

Deno.test("what to type next names plugins and data again, quoted for the shell", () => {
  const args = ["train", "x", "--plugin", "my plugins/x.ts", "--data=/my data", "--plugin=b.ts"];
  const lines = nextLines([["crlc eval runs/a", "look"], ["crlc train x", "go on"]], {
    ...session(),
    args,
  });
  deepStrictEqual(lines.slice(1).map((line) => line.trim()), [
    "look",
    "crlc eval runs/a --plugin 'my plugins/x.ts' --data '/my data' --plugin b.ts",
    "go on",
    "crlc train x",
  ]);
});

Deno.test("a range of numbers of clusters fits, and one of them is trained as what was typed", () => {
  const args = ["train", "my photos", "-k", "auto", "--seed", "3", "--run", "runs/a", "--data=d"];
  const candidates = [{ k: 3, silhouette: 0.5, stability: 0.25, affinity: 0.125 }];
  const text = fits(choiceLines(
    { schemaVersion: 1, run: "runs/a", low: 3, high: 5, reasons: ["it is so"], candidates },
    { ...session(), args },
  ));
  match(text, /^ {3}3 +0\.500 +0\.250 +0\.125$/m);
  match(text, /^ {2}crlc train 'my photos' --seed 3 --data=d -k 4 +train with one of them$/m);
});
