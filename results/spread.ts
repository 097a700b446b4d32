export interface Spread {
  readonly mean: number;
  /** Of a sample (divided by n - 1); 0 for one run. */
  readonly sd: number;
}

/** Mean and standard deviation of some numbers; nothing of none. */
export function spread(values: readonly number[]): Spread | undefined {
  if (values.length === 0) return undefined;
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, sd: Math.sqrt(squares / Math.max(1, values.length - 1)) };
}
