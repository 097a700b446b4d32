import { evaluate } from "../../results/scores/evaluate.ts";
import { observe } from "../terminal/observer.ts";
import { placeOf, type PlaceOptions } from "../place.ts";
import { evaluationLines } from "./lines/evaluation.ts";
import type { Session } from "../session.ts";

/** What `crlc eval` is asked. */
export interface EvalOptions extends PlaceOptions {
  readonly run: string;
  readonly split?: string;
  readonly noYardstick: boolean;
  readonly json: boolean;
  readonly quiet: boolean;
}

/** Scores a run and prints what is found. */
export async function runEvaluation(options: EvalOptions, session: Session): Promise<number> {
  const observer = observe(session, options.quiet);
  try {
    const evaluation = await evaluate({
      run: options.run,
      split: options.split,
      yardstick: !options.noYardstick,
      place: placeOf(options, session.io),
    }, observer);
    observer.end();
    if (options.json) {
      session.json(evaluation);
    } else {
      for (const line of evaluationLines(evaluation, session)) session.line(line);
    }
    return 0;
  } finally {
    observer.end();
  }
}
