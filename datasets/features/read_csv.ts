import { IS_CLASS, IS_NAME } from "./column_titles.ts";
import type { FeatureTable, Refuse } from "./table.ts";

/**
 * Reads features of a CSV file (RFC 4180), a row an image. With a first row of titles, `name` (or
 * path, image, file, id) and `label` (or class, target) are what they say, and all others numbers;
 * without one, a first column of words names the rows.
 *
 * @throws What `refuse` makes.
 */
export function readCsv(text: string, refuse: Refuse): FeatureTable {
  const lines = recordsOf(text.replace(/^\ufeff/, ""), refuse);
  if (lines.length === 0) throw refuse("it must hold a row an image, and is empty");
  const isNumber = (cell: string) => cell.trim() !== "" && !Number.isNaN(Number(cell));
  const [first] = lines;
  const hasTitles = first.length > 1
    ? first.slice(1).some((cell) => cell.trim() !== "" && !isNumber(cell) && !/^nan$/i.test(cell))
    : !isNumber(first[0]);
  const titles = hasTitles ? first.map((title) => title.trim()) : [];
  const records = hasTitles ? lines.slice(1) : lines;
  if (records.length === 0) throw refuse("it must hold a row an image, and has titles alone");
  const named = hasTitles
    ? titles.findIndex((title) => IS_NAME.test(title))
    : isNumber(records[0][0])
    ? -1
    : 0;
  const labelled = titles.findIndex((title) => IS_CLASS.test(title));
  const columns = first.map((_, i) => i).filter((i) => i !== named && i !== labelled);
  if (columns.length === 0) throw refuse("it must hold columns of numbers, and has none");
  const data = new Float32Array(records.length * columns.length);
  records.forEach((record, row) => {
    const line = row + (hasTitles ? 2 : 1);
    if (record.length !== first.length) {
      throw refuse(
        `row ${line} must have ${first.length} cells, as the first, and has ${record.length}`,
      );
    }
    columns.forEach((column, i) => {
      const cell = record[column];
      if (!isNumber(cell) && !/^-?(nan|inf(inity)?)$/i.test(cell.trim())) {
        const title = titles[column] ? ` ("${titles[column]}")` : "";
        throw refuse(
          `cell ${column + 1}${title} of row ${line} must be a number, and is "${cell}"`,
        );
      }
      const odd = /^(-?)(nan|inf)/i.exec(cell.trim());
      data[row * columns.length + i] = odd === null
        ? Number(cell)
        : /nan/i.test(odd[2])
        ? NaN
        : odd[1] === "-"
        ? -Infinity
        : Infinity;
    });
  });
  return {
    ...{ data, rows: records.length, dimensions: columns.length },
    ...named >= 0 && { names: records.map((record) => record[named]) },
    ...labelled >= 0 && { labels: records.map((record) => record[labelled]) },
  };
}

/** The cells of each row; rows without any are left out. */
function recordsOf(text: string, refuse: Refuse): string[][] {
  if (!text.includes('"')) {
    return text.split(/\r?\n/).filter((line) => line.trim() !== "").map((line) => line.split(","));
  }
  const records: string[][] = [];
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/y;
  for (let record: string[] = []; cell.lastIndex < text.length;) {
    const found = cell.exec(text);
    if (!found) {
      throw refuse(`a quotation mark of row ${records.length + 1} must be closed, and is not`);
    }
    record.push(found[1]?.replaceAll('""', '"') ?? found[2]);
    if (found[3] === ",") continue;
    if (record.length > 1 || record[0] !== "") records.push(record);
    record = [];
    if (found[3] === "") break;
  }
  return records;
}
