import { gatherShares } from "../../core/gather_shares.ts";
import { type Share, shareOf } from "../../core/share_of.ts";
import { createCandidates } from "../candidates.ts";
import { type Matrix, type Multiply, plainMultiply, rowsOf } from "../matrix.ts";
import { squaredLengths } from "../squared_lengths.ts";

/** Rows of a block. */
const BLOCK = 1024;

/**
 * The k nearest others of each row by Euclidean distance, nearest first. Exact: `multiply` only
 * picks candidates, with a margin for its rounding; ties go to the lower index. Ranks that search
 * together (`multiply.group`) share the rows.
 *
 * @param k Neighbours a row; fewer are given where there are fewer rows.
 */
export async function euclideanNeighbours(
  points: Matrix,
  k: number,
  given: { readonly multiply?: Multiply; readonly onProgress?: (done: number) => void } = {},
): Promise<{ k: number; indices: Int32Array; squares: Float64Array }> {
  const { onProgress } = given, multiply: Multiply = given.multiply ?? plainMultiply;
  const { rows, columns, data } = points, found = Math.max(0, Math.min(k, rows - 1));
  const scaled = withinUnit(points), lengths = squaredLengths(scaled);
  const candidates = createCandidates(rows, Math.max(1, found), 64 * Math.sqrt(columns) * 2 ** -24);
  const { group } = multiply, share = group ? shareOf(rows, group) : { from: 0, to: rows };
  const all = blocksOf(scaled, { from: 0, to: rows });
  for (const queries of group ? blocksOf(scaled, share) : all) {
    for (const others of all) {
      const products = await multiply(queries.block, others.block);
      for (let i = 0, at = 0; i < queries.block.rows; i++) {
        const query = queries.from + i;
        for (let j = 0; j < others.block.rows; j++, at++) {
          const id = others.from + j, score = 2 * products[at] - lengths[id];
          if (score >= candidates.bars[query] && id !== query) candidates.push(query, id, score);
        }
      }
    }
    onProgress?.(queries.from + queries.block.rows);
  }
  const indices = new Int32Array(rows * found), squares = new Float64Array(rows * found);
  for (let query = share.from; query < share.to; query++) {
    const some = candidates.kept(query)?.ids ?? Int32Array.from({ length: rows }, (_, id) => id);
    const near = [...some].filter((id) => id !== query)
      .map((id) => ({ id, square: squaredDistance(data, query, id, columns) }))
      .sort((a, b) => a.square - b.square || a.id - b.id)
      .slice(0, found);
    near.forEach(({ id, square }, place) => {
      indices[query * found + place] = id;
      squares[query * found + place] = square;
    });
  }
  if (!group) return { k: found, indices, squares };
  const each = Math.ceil(rows / group.size) * found;
  const ofAll = <Numbers extends Int32Array | Float64Array>(own: Numbers) =>
    gatherShares(
      group,
      own.subarray(share.from * found, share.to * found) as Numbers,
      each,
      rows * found,
    );
  return { k: found, indices: ofAll(indices), squares: ofAll(squares) };
}

/** Rows in blocks. */
function blocksOf(all: Matrix, { from, to }: Share) {
  return Array.from({ length: Math.ceil((to - from) / BLOCK) }, (_, b) => {
    const first = from + b * BLOCK;
    return { from: first, block: rowsOf(all, first, Math.min(to, first + BLOCK)) };
  });
}

/** Rows around their mean, none longer than 1, so that one margin serves all. */
function withinUnit({ data, rows, columns }: Matrix): Matrix {
  const mean = new Float64Array(columns);
  for (let at = 0; at < data.length; at++) mean[at % columns] += data[at] / rows;
  const centred = Float64Array.from(data, (value, at) => value - mean[at % columns]);
  const longest = Math.sqrt(
    squaredLengths({ data: centred, rows, columns }).reduce((a, b) => Math.max(a, b), 1e-300),
  );
  return { data: Float32Array.from(centred, (value) => value / longest), rows, columns };
}

function squaredDistance(data: Matrix["data"], i: number, j: number, columns: number): number {
  let sum = 0;
  for (let c = 0; c < columns; c++) sum += (data[i * columns + c] - data[j * columns + c]) ** 2;
  return sum;
}
