import { shellLine } from "../../core/shell_line.ts";
import { reportRuns } from "../../results/report/report.ts";
import { answer } from "../answer.ts";
import type { OptionsOf } from "../command.ts";
import type { report } from "../commands/report.ts";
import { environmentOf } from "../environment.ts";
import type { Session } from "../session.ts";
import { nextLines } from "../terminal/next_lines.ts";
import { bytes, count } from "../terminal/numbers.ts";

/** Writes a page about runs and says where it lies. */
export async function runReport(
  options: OptionsOf<typeof report>,
  session: Session,
): Promise<number> {
  const { runs, to: file, map, images, picture, noLinks, json, split } = options;
  const environment = environmentOf(options, session.io);
  await answer(
    options,
    session,
    async (observer) => {
      const reported = await reportRuns(
        { runs, file, map, images, picture, links: !noLinks, split, environment },
        observer,
      );
      for (const warning of json ? [] : reported.warnings) observer.warn(warning);
      return reported;
    },
    ({ file, bytes: size, images, runs: shown }) => [
      session.style("bold", file),
      `One page, ${bytes(size)}, ${count(images)} images; open it in a browser, no network needed.`,
      ...shown.length > 1 ? [] : [
        "",
        ...nextLines([
          [`crlc open ${shellLine(shown)}`, "the same, with pictures as large as they are"],
        ], session),
      ],
    ],
  );
  return 0;
}
