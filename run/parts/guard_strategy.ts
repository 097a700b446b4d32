import { tf } from "../../backends/tf.ts";
import { CrlcError } from "../../core/errors.ts";
import type {
  ComputeStage,
  EpochPass,
  Renewal,
  Strategy,
  StrategyPlugin,
  TrainStage,
} from "../../plugins/strategy.ts";
import { callPlugin } from "./call_plugin.ts";

/**
 * A third party's strategy, checked: what it throws, and what is wrong with its results, becomes an
 * error that names the plugin.
 */
export function guardStrategy(plugin: StrategyPlugin, specifier: string): StrategyPlugin {
  const guard = guardOf(`strategy "${plugin.name}" of plugin "${specifier}"`);
  return {
    ...plugin,
    options: (raw) => guard.call("options()", () => plugin.options(raw)),
    create(context, options): Strategy {
      const strategy = guard.call("create()", () => plugin.create(context, options));
      guard.require(
        hasStages(strategy),
        "create() must give at least one stage with views and a loss",
      );
      guard.require(
        strategy.stages.every((stage) => !("auxiliary" in stage)),
        'a stage has no "auxiliary" any more: an epoch\'s passes stand in "passes"',
      );
      return {
        stages: strategy.stages.map((stage) =>
          stage.kind === "compute" ? guardCompute(guard, stage) : guardTraining(guard, stage)
        ),
        selectBy: strategy.selectBy,
        predict: guardPredict(guard, strategy),
      };
    },
  };
}

/** How one plugin is called, and what it gives is checked. */
interface Guard {
  /** @param what Is called, such as `create()`. */
  call<T>(what: string, run: () => T): T;
  /** @throws {CrlcError} `PLUGIN_SHAPE` with `what` where it does not hold. */
  require(holds: boolean, what: string): void;
}

function guardOf(who: string): Guard {
  return {
    call: (what, run) => callPlugin(who, what, run),
    require(holds, what) {
      if (holds) return;
      throw new CrlcError("plugin", "PLUGIN_SHAPE", `Cannot go on with ${who}: ${what}`, {
        hint: "this is a fault of the plugin: see plugins/strategy.ts for what it must give",
      });
    },
  };
}

function isTensor(value: unknown, rank: number): boolean {
  return value instanceof tf.Tensor && value.rank === rank;
}

function hasStages(strategy: Strategy): boolean {
  return Array.isArray(strategy?.stages) && strategy.stages.length > 0 &&
    strategy.stages.every((s) =>
      s?.kind === "compute"
        ? typeof s.compute === "function"
        : typeof s?.loss === "function" && Array.isArray(s.views) &&
          (s.passes ?? []).every((pass: EpochPass) =>
            typeof pass?.loss === "function" && Array.isArray(pass.views)
          )
    );
}

function guardCompute(guard: Guard, stage: ComputeStage): ComputeStage {
  return {
    ...stage,
    async compute(work) {
      const what = `stage "${stage.name}"`;
      const found = await guard.call(what, () => stage.compute(work));
      requireBuffers(guard, what, found?.buffers);
      return found ?? {};
    },
  };
}

function guardTraining(guard: Guard, stage: TrainStage): TrainStage {
  return {
    ...stage,
    trains: stage.trains && ((weight) => stage.trains!(weight)),
    scoreEpoch: stage.scoreEpoch &&
      ((context) => guard.call(`stage "${stage.name}"`, () => stage.scoreEpoch!(context))),
    renewal: stage.renewal && guardRenewal(guard, stage.renewal),
    passes: stage.passes?.map((pass) => ({
      ...pass,
      trains: pass.trains && ((weight) => pass.trains!(weight)),
      loss: guardLoss(guard, `pass "${pass.name}" of stage "${stage.name}"`, pass),
    })),
    loss: guardLoss(guard, `stage "${stage.name}"`, stage),
  };
}

function guardRenewal(guard: Guard, renewal: Renewal): Renewal {
  return {
    ...renewal,
    async compute(work) {
      const what = `renewal "${renewal.name}"`;
      const found = await guard.call(what, () => renewal.compute(work));
      requireBuffers(guard, what, found?.buffers);
      return found ?? {};
    },
  };
}

function requireBuffers(guard: Guard, what: string, buffers: object = {}): void {
  guard.require(
    Object.values(buffers).every((values) => values instanceof Float32Array),
    `the buffers that ${what} finds must be Float32Arrays`,
  );
}

/** @param part A stage, or a pass of it. */
function guardLoss(
  guard: Guard,
  where: string,
  part: Pick<TrainStage, "loss">,
): TrainStage["loss"] {
  return (scope, batch) => {
    const result = guard.call(`the loss of ${where}`, () => part.loss(scope, batch));
    guard.require(isTensor(result?.loss, 0), "the loss must be a scalar tensor");
    guard.require(
      Object.values(result.terms ?? {}).every((t) => isTensor(t, 0) || isTensor(t, 1)),
      "every term of the loss must be a scalar or one value a sub-head",
    );
    guard.require(
      Object.values(result.indefinite ?? {}).every((t) => isTensor(t, 0)),
      "every count of matrices that are not positive definite must be a scalar",
    );
    return { loss: result.loss, terms: result.terms ?? {}, indefinite: result.indefinite };
  };
}

function guardPredict(guard: Guard, strategy: Strategy): Strategy["predict"] {
  return (scope, images) => {
    const result = guard.call("predict()", () => strategy.predict(scope, images));
    guard.require(isTensor(result?.features, 2), "predict() must give features [n, d]");
    guard.require(
      result.probabilities === undefined || isTensor(result.probabilities, 3),
      "the probabilities of predict() must be [heads, n, C]",
    );
    return result;
  };
}
