import { exportRun } from "../../results/export/export.ts";
import { answer } from "../answer.ts";
import type { OptionsOf } from "../command.ts";
import type { exportCommand } from "../commands/export.ts";
import { environmentOf } from "../environment.ts";
import type { Session } from "../session.ts";
import { count } from "../terminal/numbers.ts";
import { wrap } from "../terminal/wrap.ts";

const FOLDERS = {
  link: "clusters/ holds a folder of links a cluster; your files are where they were.",
  copy: "clusters/ holds a folder of copies a cluster; your files are where they were.",
  drawn: "clusters/ holds a folder a cluster, with images drawn as PNG files.",
  none: "No cluster folders were asked for.",
};

/** Writes a run for other programs and says what lies where. */
export async function runExport(
  options: OptionsOf<typeof exportCommand>,
  session: Session,
): Promise<number> {
  const { run, to, images } = options;
  const environment = environmentOf(options, session.io);
  await answer(
    options,
    session,
    (observer) => exportRun({ run, to, images, environment }, observer),
    ({ samples, clusters, images, files }) => [
      session.style("bold", `${count(samples)} images of ${clusters} clusters are in ${to}.`),
      "",
      ...wrap(FOLDERS[images], session.width),
      ...files.map((file) => `  ${file}`),
    ],
  );
  return 0;
}
