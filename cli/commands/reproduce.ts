import { object } from "@optique/core/constructs";
import { withDefault } from "@optique/core/modifiers";
import { defineCommand } from "../command.ts";
import { argument, ofRuns, repeated, required, toggle, valued } from "../flags.ts";
import { filePath, oneOf, reproducibleOrPath, text } from "../values.ts";

export const reproduce = defineCommand({
  name: "reproduce",
  brief: "Reproduce a table, a figure or the claims of the paper.",
  description:
    "Runs what a table or a figure of the paper is made of, and says what came out beside what the " +
    "paper reports: table1 to table8 but 4, fig2, fig3, fig3-lambda2, fig4, fig4-features, fig7 to " +
    "fig10, fig13, fig15, critics, train-test, or claims, its sentences as tests; all is all of them. " +
    "Variants, seeds and the rules of the verdicts are fixed beforehand. --size small runs small " +
    "recipes on small sets, whose numbers are not the paper's; --size paper runs the paper's. Runs " +
    "that several need are trained once. The same command goes on where it stopped. A file in place " +
    "of the name is the plan of another paper.",
  examples: [
    ["crlc reproduce all --dry-run", "what would be run, and how long would it take?"],
    ["crlc reproduce fig3", "small, in ./runs/reproduce-small"],
    ["crlc reproduce table1 --size paper --on cifar10 --dry-run", "the paper's own"],
  ],
  options: object({
    name: argument(reproducibleOrPath("NAME"), "A table, a figure, claims, or a file of a plan."),
    size: withDefault(
      required(["--size"], oneOf("SIZE", ["small", "paper"]), "small by default, or paper."),
      "small" as const,
    ),
    sets: repeated(
      ["--on"],
      text("NAME"),
      "A data set in place of the plan's. May be given again.",
    ),
    dryRun: toggle(["--dry-run"], "Print the plan with its cost and what is there; run nothing."),
    run: valued(
      ["--run"],
      filePath("DIR", "directory"),
      "The folder of all runs, instead of one in CRLC_RUNS_DIR or ./runs.",
    ),
    ...ofRuns,
  }),
  permissions: {
    writes: "the folder of the runs, the cache folder",
    paths: ({ run }, folder) => [run ?? folder("runs"), folder("cache")],
    native: "backend",
  },
});
