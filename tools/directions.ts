/**
 * Measures the directions that the paper reports, by `tools/measure/directions.json`, which was
 * fixed before the first run, and writes what came out into `docs/results.md` and
 * `bench/results/directions.json`. Begun again, it goes on; runs are shared with
 * `tools/results.ts`.
 *
 * Run: `deno task directions [--sets digits,shapes,cifar10-tiny] [--only-done]`
 *
 * @module
 */
import { spread } from "../results/spread.ts";
import plan from "./measure/directions.json" with { type: "json" };
import type { Job, Measured } from "./measure/job.ts";
import { readOptions } from "./measure/options.ts";
import { runJobs } from "./measure/run_jobs.ts";
import { verdictOf } from "./measure/verdict.ts";
import { writeJson, writeSection } from "./measure/write_section.ts";

type Variant = keyof typeof plan.variants;

const options = readOptions();
const sets = plan.sets.filter((set) => options.sets.includes(set));
const variants = Object.keys(plan.variants) as Variant[];

const jobOf = (variant: Variant, set: string, seed: number): Job => {
  const { recipe, settings } = plan.variants[variant];
  return { recipe: `${recipe}/${set}`, settings, seed };
};
const jobs = sets.flatMap((set) =>
  variants.flatMap((variant) => plan.seeds.map((seed) => jobOf(variant, set, seed)))
);
const all = await runJobs(jobs, options);
console.error(`${all.length} of ${jobs.length} runs are there`);

/** ACC by seed; a run that failed counts as 0: it has found nothing. */
function accuracies(variant: string, set: string): ReadonlyMap<number, number> {
  const { recipe, settings } = jobOf(variant as Variant, set, 0);
  const own = all.filter((run: Measured) =>
    run.recipe === recipe && run.settings.join() === settings.join()
  );
  return new Map(own.map(({ seed, acc, failed }) => [seed, failed ? 0 : acc ?? 0]));
}

const verdicts = sets.flatMap((set) =>
  plan.directions.flatMap(({ says, more, less, slack }) => {
    const first = accuracies(more, set), second = accuracies(less, set);
    const pairs = plan.seeds.filter((seed) => first.has(seed) && second.has(seed));
    if (pairs.length < plan.seeds.length) return [];
    const differences = pairs.map((seed) => first.get(seed)! - second.get(seed)!);
    return [{ set, says, differences, ...verdictOf(differences, slack) }];
  })
);
const values = sets.flatMap((set) =>
  variants.map((variant) => ({ set, variant, acc: [...accuracies(variant, set).values()] }))
);

const points = (value: number) => `${value < 0 ? "−" : "+"}${Math.abs(100 * value).toFixed(1)}`;
await writeSection("directions", "tools/directions.ts", [
  "## The paper's directions",
  "",
  "Does what the paper reports show in the small recipes? Settings, seeds and rule are in",
  "`tools/measure/directions.json` and were committed before the first run. ACC of the head chosen",
  "without labels, seeds 0 to 4; differences in points, of runs with the same seed. A direction",
  "`holds` where the whole 95 % interval of the mean difference (Student's t) lies above 0, or above",
  "−1 point for `>=`; it `does not hold` where the whole interval lies below; else it is undecided.",
  "The bank form has twice the epochs, since it sees one view an image. Nothing is corrected for",
  `testing ${plan.directions.length * plan.sets.length} times. Command: \`deno task directions\`.`,
  "",
  "| set | direction | mean difference | 95 % interval | verdict |",
  "| --- | --- | --- | --- | --- |",
  ...verdicts.map(({ set, says, mean, low, high, verdict }) =>
    `| ${set} | ${says} | ${points(mean)} | ${points(low)} to ${points(high)} | ${verdict} |`
  ),
  "",
  "ACC, mean and standard deviation over the seeds:",
  "",
  `| set | ${variants.join(" | ")} |`,
  `| --- |${" --- |".repeat(variants.length)}`,
  ...sets.map((set) => {
    const cells = values.filter((value) => value.set === set).map(({ acc }) => {
      const value = spread(acc);
      return value ? `${value.mean.toFixed(3)} ± ${value.sd.toFixed(3)}` : "-";
    });
    return `| ${set} | ${cells.join(" | ")} |`;
  }),
]);
await writeJson("bench/results/directions.json", { plan, values, verdicts });
