/**
 * Where a key leads in a list of pictures; nothing where it leads nowhere.
 *
 * @param columns Pictures a row; 0 where the list is one row.
 * @param page Rows of a page.
 */
export function nextPlace(
  key: string,
  at: number,
  count: number,
  columns: number,
  page: number,
): number | undefined {
  const steps: Readonly<Record<string, number>> = {
    ArrowLeft: -1,
    ArrowRight: 1,
    Home: -count,
    End: count,
    ...columns > 0
      ? { ArrowUp: -columns, ArrowDown: columns, PageUp: -columns * page, PageDown: columns * page }
      : {},
  };
  const step = steps[key];
  return step === undefined ? undefined : Math.min(count - 1, Math.max(0, at + step));
}
