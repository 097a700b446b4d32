import { shellLine } from "../../../core/shell_line.ts";
import type { NeighboursResult } from "../../../results/api.ts";
import type { Session } from "../../session.ts";
import { counted, score } from "../../terminal/numbers.ts";
import { printableName } from "../../terminal/printable.ts";
import { table } from "../../terminal/table.ts";
import { wrap } from "../../terminal/wrap.ts";
import { nextLines } from "./next.ts";

/**
 * What `crlc neighbors RUN [QUERY...]` prints.
 *
 * @param pictures What shows each query and its neighbours in the terminal, where it can.
 */
export function neighbourLines(
  result: NeighboursResult,
  run: string,
  session: Session,
  pictures: readonly string[] = [],
): string[] {
  const bold = (text: string) => session.style("bold", text);
  if ("neighbors" in result) {
    return result.neighbors.flatMap(({ index, path, ids, names, similarities }, i) => {
      const title = path === undefined || index >= 0 ? [String(index)] : [];
      if (path !== undefined) title.push(printableName(path));
      const rows = ids.map((id, j) => [String(id), similarities[j].toFixed(4), names[j]]);
      const lines = table(
        [
          { title: "image", align: "right" },
          { title: "similarity", align: "right" },
          { title: "name", shrink: "end" },
        ],
        rows,
        session.width,
        (text) => session.style("dim", text),
      );
      return [
        ...(i === 0 ? [] : [""]),
        bold(`Most like ${title.join(", ")}`),
        ...pictures.slice(i, i + 1),
        ...lines,
      ];
    });
  }
  const { k, file, accuracy } = result;
  const found = `${file} holds the ${counted(k, "nearest neighbour")} of each of ${
    counted(result.count, "image")
  }, by cosine of features.`;
  return [
    ...wrap(found, session.width),
    ...(accuracy === undefined
      ? []
      : [`${score(accuracy)} of all neighbours are of the image's own class.`]),
    "",
    ...nextLines([
      [`crlc neighbors ${shellLine([run])} 0 1 2`, "of these three images"],
      [`crlc neighbors ${shellLine([run])} photo.jpg`, "of a picture of yours"],
    ], session),
  ];
}
