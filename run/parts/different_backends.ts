/**
 * What is to be told where parts of one result are from several backends, whose rounding differs.
 *
 * @param what Such as "These shares were computed".
 * @param backends Names, each once.
 * @returns Nothing where there is one.
 */
export function differentBackends(what: string, backends: readonly string[]): string | undefined {
  if (backends.length < 2) return undefined;
  const names = `${backends.slice(0, -1).join(", ")} and ${backends.at(-1)}`;
  return `${what} by different backends, ${names}: they differ by rounding; --backend NAME takes one for all.`;
}
