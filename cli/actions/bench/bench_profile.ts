import type {
  BenchJob,
  BenchKernel,
  BenchProfile,
  BenchResult,
} from "../../../machine/bench_api.ts";
import type { Session } from "../../session.ts";
import { brief, bytes, count } from "../../terminal/numbers.ts";
import { type Column, table } from "../../terminal/table.ts";
import { wrap } from "../../terminal/wrap.ts";

/** Kernels that take less than this share of the step are told together. */
const LEAST = 0.005;

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
const calls = (n: number) => Number.isInteger(n) ? count(n) : n.toFixed(1);

/** The paragraphs of `crlc bench --profile` on one backend. */
export function profileLines(
  { backend, profile }: Pick<BenchResult, "backend" | "profile">,
  session: Session,
): string[] {
  if (!profile) return [];
  const { threads, allocations, millisecondsPerStep, overhead } = profile;
  const heading = (text: string) => session.style("bold", text);
  const busy = threads.map((share, i) => `thread ${i + 1} ${percent(share)}`).join(", ");
  return [
    "",
    heading(`Where a step goes on ${backend}`),
    ...table(COLUMNS, timeRows(profile), session.width, heading),
    ...wrap(
      (busy === "" ? "" : `Computing: ${busy} of the step. `) +
        (allocations
          ? `Memory asked for: ${calls(allocations.calls)} times a step, ${
            bytes(allocations.bytes)
          } together. `
          : "") +
        `Watching made the mean step ` +
        `${percent(Math.abs(overhead))} ${overhead < 0 ? "shorter" : "longer"} than the median ` +
        `before, ${brief(millisecondsPerStep / (1 + overhead))} ms.` +
        (profile.kernels.some(({ flopsPerSecond }) => flopsPerSecond !== undefined)
          ? " GFLOP/s are those of the operation as it is defined, GB/s those of inputs and outputs."
          : ""),
      session.width,
    ),
    "",
    heading(`Where memory goes on ${backend}`),
    ...table([{}, { align: "right" }], memoryRows(profile), session.width),
  ];
}

const COLUMNS: Column[] = [
  { title: "kernel", shrink: "end" },
  { title: "calls", align: "right" },
  { title: "ms", align: "right" },
  { title: "share", align: "right" },
  { title: "rate", align: "right" },
  { title: "waiting, ms", align: "right" },
];

function timeRows(profile: BenchProfile): string[][] {
  const { kernels, javascript, millisecondsPerStep, waitedMilliseconds } = profile;
  const small = kernels.filter(({ share }) => share < LEAST);
  return [
    ...kernels.filter(({ share }) => share >= LEAST).flatMap((kernel) => [
      kernelRow(kernel),
      ...(kernel.jobs.length > 1 ? kernel.jobs : []).map((job) => jobRow(job, profile)),
    ]),
    ...(small.length === 0 ? [] : [[
      `${small.length} other ${small.length === 1 ? "kernel" : "kernels"}`,
      calls(small.reduce((sum, kernel) => sum + kernel.calls, 0)),
      brief(small.reduce((sum, kernel) => sum + kernel.milliseconds, 0)),
      percent(small.reduce((sum, kernel) => sum + kernel.share, 0)),
    ]]),
    ["JavaScript between kernels", "", brief(javascript.milliseconds), percent(javascript.share)],
    ["step", "", brief(millisecondsPerStep), percent(1), "", waiting(waitedMilliseconds)],
  ];
}

function kernelRow(kernel: BenchKernel): string[] {
  const { flopsPerSecond, bytesPerSecond, milliseconds, share, waitedMilliseconds } = kernel;
  const rate = flopsPerSecond !== undefined
    ? `${brief(flopsPerSecond / 1e9, 3)} GFLOP/s`
    : bytesPerSecond !== undefined
    ? `${brief(bytesPerSecond / 1e9, 3)} GB/s`
    : "";
  return [
    kernel.name,
    calls(kernel.calls),
    brief(milliseconds),
    percent(share),
    rate,
    waiting(waitedMilliseconds),
  ];
}

/** What a kernel has its threads do: part of the row above, so without a share of its own column. */
function jobRow(job: BenchJob, { millisecondsPerStep }: BenchProfile): string[] {
  const { milliseconds, waitedMilliseconds } = job;
  return [
    `  ${job.name}`,
    calls(job.calls),
    `(${brief(milliseconds)})`,
    `(${percent(milliseconds / millisecondsPerStep)})`,
    "",
    waiting(waitedMilliseconds),
  ];
}

const waiting = (milliseconds: number) => milliseconds > 0 ? brief(milliseconds, 3) : "";

function memoryRows({ memory }: BenchProfile): string[][] {
  const { pixels, views, state, batch, activations, scratch, unused, javascript, rest } = memory;
  const total = pixels + views + state + batch + activations + scratch + unused + javascript + rest;
  return ([
    ["images of the data set", pixels],
    ["views that are ready or under way", views],
    ["weights, buffers and optimiser", state],
    ["the batch", batch],
    ["activations and gradients", activations],
    ["scratch of kernels", scratch],
    ["heap between and beside tensors", unused],
    ["JavaScript's heap", javascript],
    ["Deno, its code and libraries", rest],
    ["the process", total],
  ] as const).filter(([, size]) => size > 0).map(([name, size]) => [name, bytes(size)]);
}
