/** Rows of a list beyond its window that are there already, before and after. */
const BEYOND = 3;

/** How a list of equal cells lies in a window that scrolls. */
export interface Rows {
  readonly columns: number;
  readonly rows: number;
  /** Cells that must be there: from `first` up to, without, `end`. */
  readonly first: number;
  readonly end: number;
}

/**
 * Which cells of a list can be seen, and a few rows around.
 *
 * @param width Of the list, as `height` of its window, `top` of its scrolling and `cell`, in pixels.
 */
export function visibleRows(
  { count, width, height, top, cell }: {
    readonly count: number;
    readonly width: number;
    readonly height: number;
    readonly top: number;
    readonly cell: number;
  },
): Rows {
  const columns = Math.max(1, Math.floor(width / cell));
  const rows = Math.ceil(count / columns);
  const from = Math.max(0, Math.floor(top / cell) - BEYOND);
  const to = Math.min(rows, Math.ceil((top + height) / cell) + BEYOND);
  return {
    columns,
    rows,
    first: Math.min(count, from * columns),
    end: Math.min(count, to * columns),
  };
}
