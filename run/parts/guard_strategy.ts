import { tf } from "../../backends/tf.ts";
import { CrlcError } from "../../core/errors.ts";
import type { ComputeStage, Strategy, StrategyPlugin, TrainStage } from "../../plugins/strategy.ts";
import { callPlugin } from "./call_plugin.ts";

/**
 * A third party's strategy, checked: what it throws, and what is wrong with its results, becomes an
 * error that names the plugin.
 */
export function guardStrategy(plugin: StrategyPlugin, specifier: string): StrategyPlugin {
  const who = `strategy "${plugin.name}" of plugin "${specifier}"`;
  const call = <T>(what: string, run: () => T): T => callPlugin(who, what, run);
  const require = (holds: boolean, what: string) => {
    if (holds) return;
    throw new CrlcError("plugin", "PLUGIN_SHAPE", `Cannot go on with ${who}: ${what}`, {
      hint: "this is a fault of the plugin: see plugins/strategy.ts for what it must give",
    });
  };
  const isTensor = (value: unknown, rank: number) =>
    value instanceof tf.Tensor && value.rank === rank;
  const guardCompute = (stage: ComputeStage): ComputeStage => ({
    ...stage,
    async compute(work) {
      const what = `stage "${stage.name}"`;
      const found = await call(what, () => stage.compute(work));
      require(
        Object.values(found?.buffers ?? {}).every((values) => values instanceof Float32Array),
        `the buffers that ${what} finds must be Float32Arrays`,
      );
      return found ?? {};
    },
  });
  const guardLoss =
    (where: string, part: Pick<TrainStage, "loss">): TrainStage["loss"] => (scope, batch) => {
      const result = call(`the loss of ${where}`, () => part.loss(scope, batch));
      require(isTensor(result?.loss, 0), "the loss must be a scalar tensor");
      require(
        Object.values(result.terms ?? {}).every((t) => isTensor(t, 0) || isTensor(t, 1)),
        "every term of the loss must be a scalar or one value a sub-head",
      );
      return { loss: result.loss, terms: result.terms ?? {} };
    };
  const guardTraining = (stage: TrainStage): TrainStage => ({
    ...stage,
    trains: stage.trains && ((weight) => stage.trains!(weight)),
    auxiliary: stage.auxiliary && {
      ...stage.auxiliary,
      trains: stage.auxiliary.trains && ((weight) => stage.auxiliary!.trains!(weight)),
      loss: guardLoss(`auxiliary pass of stage "${stage.name}"`, stage.auxiliary),
    },
    loss: guardLoss(`stage "${stage.name}"`, stage),
  });
  return {
    ...plugin,
    options: (raw) => call("options()", () => plugin.options(raw)),
    create(context, options): Strategy {
      const strategy = call("create()", () => plugin.create(context, options));
      require(
        Array.isArray(strategy?.stages) && strategy.stages.length > 0 &&
          strategy.stages.every((s) =>
            s?.kind === "compute"
              ? typeof s.compute === "function"
              : typeof s?.loss === "function" && Array.isArray(s.views) &&
                (!s.auxiliary ||
                  typeof s.auxiliary.loss === "function" && Array.isArray(s.auxiliary.views))
          ),
        "create() must give at least one stage with views and a loss",
      );
      return {
        stages: strategy.stages.map((stage) =>
          stage.kind === "compute" ? guardCompute(stage) : guardTraining(stage)
        ),
        selectBy: strategy.selectBy,
        predict(scope, images) {
          const result = call("predict()", () => strategy.predict(scope, images));
          require(isTensor(result?.features, 2), "predict() must give features [n, d]");
          require(
            result.probabilities === undefined || isTensor(result.probabilities, 3),
            "the probabilities of predict() must be [heads, n, C]",
          );
          return result;
        },
      };
    },
  };
}
