/** The run folder of a repetition, unless `--run` names one. */
export function repetitionFolder(run: string): string {
  return `${run.replace(/[\\/]+$/, "")}-repeat`;
}
