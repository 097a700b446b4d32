import type { ComputeResult } from "../../plugins/strategy.ts";
import type { TrainingState } from "../folder/checkpoint.ts";

/** Where the neighbours that a stage has found are kept between the buffers. */
export const NEIGHBOURS = "found/neighbours";

/** The neighbours that an earlier stage has found, where one has. */
export async function neighboursIn(
  { buffers: { [NEIGHBOURS]: kept } }: TrainingState,
): Promise<ComputeResult["neighbours"]> {
  return kept && { k: kept.shape[1]!, indices: await kept.data<"int32">() };
}
