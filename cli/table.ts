import { bind, type BoundCommand } from "./command.ts";
import { assign } from "./commands/assign.ts";
import { installBackend } from "./commands/backends/install.ts";
import { backends } from "./commands/backends/list.ts";
import { uninstallBackend } from "./commands/backends/uninstall.ts";
import { bench } from "./commands/bench/bench.ts";
import { benchData } from "./commands/bench/data.ts";
import { benchRecipe } from "./commands/bench/recipe.ts";
import { datasetsCache } from "./commands/datasets/cache.ts";
import { fetchDataset } from "./commands/datasets/fetch.ts";
import { importDataset } from "./commands/datasets/import.ts";
import { datasets } from "./commands/datasets/list.ts";
import { verifyDataset } from "./commands/datasets/verify.ts";
import { datasetsWhere } from "./commands/datasets/where.ts";
import { doctor } from "./commands/doctor.ts";
import { duplicates } from "./commands/duplicates.ts";
import { embed } from "./commands/embed.ts";
import { evaluate } from "./commands/eval.ts";
import { figure } from "./commands/figure.ts";
import { fetchEncoder } from "./commands/encoders/fetch.ts";
import { encoders } from "./commands/encoders/list.ts";
import { removeEncoder } from "./commands/encoders/remove.ts";
import { verifyEncoder } from "./commands/encoders/verify.ts";
import { exportCommand } from "./commands/export.ts";
import { names } from "./commands/names.ts";
import { neighbors } from "./commands/neighbours.ts";
import { addPart } from "./commands/parts/add.ts";
import { open } from "./commands/open.ts";
import { outliers } from "./commands/outliers.ts";
import { parts } from "./commands/parts/list.ts";
import { removePart } from "./commands/parts/remove.ts";
import { checkPlugin } from "./commands/plugins/check.ts";
import { plugins } from "./commands/plugins/list.ts";
import { newPlugin } from "./commands/plugins/new.ts";
import { recipes } from "./commands/recipes.ts";
import { report } from "./commands/report.ts";
import { reproduce } from "./commands/reproduce.ts";
import { runs } from "./commands/runs.ts";
import { score } from "./commands/score.ts";
import { strategies } from "./commands/strategies.ts";
import { sweep } from "./commands/sweep.ts";
import { train } from "./commands/train.ts";
import { verify } from "./commands/verify.ts";

/** Every command with what it does, under the headings and in the order of help. */
export const COMMANDS: Readonly<Record<string, readonly BoundCommand[]>> = {
  "Cluster images": [
    bind(
      train,
      async () => (await import("./actions/train/train.ts")).runTrain,
      [],
      async () => (await import("./actions/train/bring_encoder.ts")).bringEncoder,
    ),
    bind(
      embed,
      async () => (await import("./actions/embed.ts")).runEmbed,
      [],
      async () => (await import("./actions/embed.ts")).bringForEmbed,
    ),
    bind(
      sweep,
      async () => (await import("./actions/sweep.ts")).runSweep,
      [],
      async () => (await import("./actions/sweep.ts")).bringForSweep,
    ),
    bind(evaluate, async () => (await import("./actions/eval.ts")).runEvaluation),
    bind(report, async () => (await import("./actions/report.ts")).runReport),
    bind(open, async () => (await import("./actions/open/open.ts")).runOpen),
    bind(figure, async () => (await import("./actions/figure.ts")).runFigure),
    bind(reproduce, async () => (await import("./actions/reproduce.ts")).runReproduce),
    bind(neighbors, async () => (await import("./actions/neighbours.ts")).runNeighbors),
    bind(names, async () => (await import("./actions/names.ts")).runNames),
    bind(assign, async () => (await import("./actions/assign.ts")).runAssign),
    bind(duplicates, async () => (await import("./actions/duplicates.ts")).runDuplicates),
    bind(outliers, async () => (await import("./actions/outliers.ts")).runOutliers),
    bind(exportCommand, async () => (await import("./actions/export.ts")).runExport),
    bind(verify, async () => (await import("./actions/verify.ts")).runVerification),
    bind(runs, async () => (await import("./actions/runs.ts")).runRuns),
    bind(score, async () => (await import("./actions/score.ts")).runScore),
  ],
  "What there is": [
    bind(recipes, async () => (await import("./actions/recipes.ts")).runRecipes),
    bind(datasets, async () => (await import("./actions/datasets/list.ts")).runDatasets, [
      bind(fetchDataset, async () => (await import("./actions/datasets/fetch.ts")).runFetch),
      bind(importDataset, async () => (await import("./actions/datasets/import.ts")).runImport),
      bind(verifyDataset, async () => (await import("./actions/datasets/verify.ts")).runDataCheck),
      bind(datasetsWhere, async () => (await import("./actions/datasets/where.ts")).runWhere),
      bind(datasetsCache, async () => (await import("./actions/datasets/cache.ts")).runCache),
    ]),
    bind(encoders, async () => (await import("./actions/encoders/list.ts")).runEncoders, [
      bind(
        fetchEncoder,
        async () => (await import("./actions/encoders/fetch.ts")).runFetchEncoder,
      ),
      bind(
        verifyEncoder,
        async () => (await import("./actions/encoders/verify.ts")).runVerifyEncoder,
      ),
      bind(
        removeEncoder,
        async () => (await import("./actions/encoders/remove.ts")).runRemoveEncoder,
      ),
    ]),
    bind(strategies, async () => (await import("./actions/strategies.ts")).runStrategies),
    bind(backends, async () => (await import("./actions/backends/list.ts")).runBackends, [
      bind(installBackend, async () => (await import("./actions/backends/install.ts")).runInstall),
      bind(
        uninstallBackend,
        async () => (await import("./actions/backends/uninstall.ts")).runUninstall,
      ),
    ]),
  ],
  "This machine": [
    bind(doctor, async () => (await import("./actions/doctor.ts")).runDoctor),
    bind(parts, async () => (await import("./actions/parts/list.ts")).runParts, [
      bind(addPart, async () => (await import("./actions/parts/add.ts")).runAddPart),
      bind(removePart, async () => (await import("./actions/parts/remove.ts")).runRemovePart),
    ]),
    bind(plugins, async () => (await import("./actions/plugins/list.ts")).runPlugins, [
      bind(newPlugin, async () => (await import("./actions/plugins/new.ts")).runNewPlugin),
      bind(checkPlugin, async () => (await import("./actions/plugins/check.ts")).runPluginCheck),
    ]),
    bind(bench, async () => (await import("./actions/bench/bench.ts")).runBench, [
      bind(benchData, async () => (await import("./actions/bench/data.ts")).runBenchData),
      bind(benchRecipe, async () => (await import("./actions/bench/recipe.ts")).runBenchRecipe),
    ]),
  ],
};
