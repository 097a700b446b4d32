import { type Duplicates, findDuplicates } from "../../results/duplicates/find_duplicates.ts";
import { quoteCell } from "../../run/train/assignments.ts";
import type { OptionsOf } from "../command.ts";
import type { duplicates } from "../commands/duplicates.ts";
import { environmentOf } from "../environment.ts";
import type { Session } from "../session.ts";
import { bytes as sizeOf, counted } from "../terminal/numbers.ts";
import { printableName } from "../terminal/printable.ts";
import { wrap } from "../terminal/wrap.ts";
import { plainPath, printList } from "./print_list.ts";

/** Finds copies among pictures and prints them. */
export async function runDuplicates(
  options: OptionsOf<typeof duplicates>,
  session: Session,
): Promise<number> {
  await printList(options, session, async (observer) => {
    const environment = environmentOf(options, session.io);
    const found = await findDuplicates(options.target, environment, observer);
    for (const { path, reason } of options.json ? [] : found.quarantined) {
      observer.warn(`${path} ${reason}`);
    }
    return found;
  }, {
    lines: (found) => duplicateLines(found, session),
    paths: ({ groups }) => groups.flatMap(({ copies }) => copies.slice(1).map(({ path }) => path)),
    csv: duplicatesCsv,
  });
  return 0;
}

function duplicateLines({ groups, images, quarantined }: Duplicates, session: Session): string[] {
  const lines = groups.flatMap(({ copies }) => [
    ...copies.map(({ path, how, width, height, bytes }, i) => {
      const size = bytes > 0 ? `, ${sizeOf(bytes)}` : "";
      const name = printableName(plainPath(path)), facts = `${width} x ${height}${size}, ${how}`;
      return i === 0 ? `${session.style("bold", name)}  ${facts}` : `  ${name}  ${facts}`;
    }),
    "",
  ]);
  const copies = groups.reduce((sum, group) => sum + group.copies.length - 1, 0);
  const left = quarantined.length > 0 ? `; ${counted(quarantined.length, "file")} left out` : "";
  return [
    ...lines,
    ...wrap(
      groups.length === 0
        ? `No copies among ${counted(images, "picture")}${left}.`
        : `${counted(copies, "picture")} of ${images} could go, in ${
          counted(groups.length, "group")
        }${left}. The first of each is the largest, or has the shortest name. Nothing was deleted.`,
      session.width,
    ),
  ];
}

function duplicatesCsv({ groups }: Duplicates): string {
  const rows = groups.flatMap(({ copies }, group) =>
    copies.map(({ path, how, width, height, bytes }, i) =>
      [group, quoteCell(path), i === 0 ? "yes" : "", how, width, height, bytes].join(",")
    )
  );
  return `${["group,image,best,how,width,height,bytes", ...rows].join("\n")}\n`;
}
