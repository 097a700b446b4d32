import { shellLine } from "../../core/shell_line.ts";
import type { ContactSheet } from "../../results/contact_sheet.ts";
import { findNeighbours } from "../../results/neighbours.ts";
import type { NeighboursResult } from "../../results/api.ts";
import { answer } from "../answer.ts";
import type { OptionsOf } from "../command.ts";
import type { neighbors } from "../commands/neighbours.ts";
import { environmentOf } from "../environment.ts";
import type { Session } from "../session.ts";
import { nextLines } from "../terminal/next_lines.ts";
import { counted, score } from "../terminal/numbers.ts";
import { type PictureProtocol, pictureProtocol, pictureText } from "../terminal/pictures.ts";
import { printableName } from "../terminal/printable.ts";
import { table } from "../terminal/table.ts";
import { wrap } from "../terminal/wrap.ts";

/** Finds the nearest neighbours of images and prints them. */
export async function runNeighbors(
  options: OptionsOf<typeof neighbors>,
  session: Session,
): Promise<number> {
  const { run, queries, k, split } = options;
  const protocol = options.show && !options.json ? protocolFor(queries, session) : undefined;
  const environment = environmentOf(options, session.io);
  const pictures: string[] = [];
  const show = protocol &&
    (async (sheet: ContactSheet) => void pictures.push(await pictureText(sheet, protocol)));
  await answer(
    options,
    session,
    async (observer) => {
      if (options.save && queries.length > 0) {
        await findNeighbours({ run, queries: [], k, split, environment }, observer);
      }
      return await findNeighbours({ run, queries, k, split, environment, show }, observer);
    },
    (found) => neighborLines(found, run, session, pictures),
  );
  return 0;
}

/** How pictures are shown; says on standard error why they are not. */
function protocolFor(queries: readonly string[], session: Session): PictureProtocol | undefined {
  const protocol = pictureProtocol(session.io);
  if (queries.length === 0) {
    session.note("--show is for given images: crlc neighbors RUN 0 --show");
  } else if (protocol === undefined) {
    session.note(
      "pictures are not shown: this terminal does not say that it can; CRLC_PICTURES=kitty, " +
        "iterm2 or sixel tells crlc so",
    );
  }
  return protocol;
}

/**
 * What `crlc neighbors RUN [QUERY...]` prints.
 *
 * @param pictures What shows each query and its neighbours in the terminal, where it can.
 */
export function neighborLines(
  result: NeighboursResult,
  run: string,
  session: Session,
  pictures: readonly string[] = [],
): string[] {
  const bold = (text: string) => session.style("bold", text);
  if ("neighbors" in result) {
    return result.neighbors.flatMap(
      ({ index, path, ids, names, similarities, cluster, clusters, group, groups }, i) => {
        const title = path === undefined || index >= 0 ? [String(index)] : [];
        if (path !== undefined) title.push(printableName(path));
        if (group !== undefined) title.push(`in ${printableName(group)}`);
        else if (cluster !== undefined) title.push(`in cluster ${cluster}`);
        const rows = ids.map((id, j) => [
          ...[String(id), similarities[j].toFixed(4)],
          ...groups ? [groups[j]] : clusters ? [String(clusters[j])] : [],
          names[j],
        ]);
        const lines = table(
          [
            { title: "image", align: "right" },
            { title: "similarity", align: "right" },
            ...groups
              ? [{ title: "group" }]
              : clusters
              ? [{ title: "cluster", align: "right" } as const]
              : [],
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
          ...clusters ? [agreementLine(cluster!, clusters)] : [],
        ];
      },
    );
  }
  const { k, file, accuracy, agreement } = result;
  const found = `${file} holds the ${counted(k, "nearest neighbour")} of each of ${
    counted(result.count, "image")
  }, by cosine of features.`;
  return [
    ...wrap(found, session.width),
    ...(accuracy === undefined
      ? []
      : [`${score(accuracy)} of all neighbours are of the image's own class.`]),
    ...(agreement === undefined ? [] : wrap(
      `${score(agreement)} of the images are in the most frequent cluster of their neighbours.`,
      session.width,
    )),
    "",
    ...nextLines([
      [`crlc neighbors ${shellLine([run])} 0 1 2`, "of these three images"],
      [`crlc neighbors ${shellLine([run])} photo.jpg`, "of a picture of yours"],
    ], session),
  ];
}

/** Such as "8 of 10 are in its cluster, 3." */
function agreementLine(cluster: number, clusters: readonly number[]): string {
  const agreeing = clusters.filter((one) => one === cluster).length;
  return `${agreeing} of ${clusters.length} ${
    agreeing === 1 ? "is" : "are"
  } in its cluster, ${cluster}.`;
}
