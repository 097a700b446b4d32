import { exportRun } from "../../results/export/export.ts";
import { observe } from "../terminal/observer.ts";
import { placeOf, type PlaceOptions } from "../place.ts";
import type { Session } from "../session.ts";
import { count } from "../terminal/numbers.ts";
import { wrap } from "../terminal/wrap.ts";

/** What `crlc export` is asked. */
export interface ExportOptions extends PlaceOptions {
  readonly run: string;
  readonly to: string;
  readonly images: "link" | "copy" | "none";
  readonly json: boolean;
  readonly quiet: boolean;
}

const FOLDERS = {
  link: "clusters/ holds a folder of links a cluster; your files are where they were.",
  copy: "clusters/ holds a folder of copies a cluster; your files are where they were.",
  drawn: "clusters/ holds a folder a cluster, with images drawn as PNG files.",
  none: "No cluster folders were asked for.",
};

/** Writes a run for other programs and says what lies where. */
export async function runExport(options: ExportOptions, session: Session): Promise<number> {
  const { run, to, images } = options;
  const observer = observe(session, options.quiet);
  try {
    const place = placeOf(options, session.io);
    const exported = await exportRun({ run, to, images, place }, observer);
    observer.end();
    if (options.json) {
      session.json(exported);
      return 0;
    }
    session.line(
      session.style(
        "bold",
        `${count(exported.samples)} images of ${exported.clusters} clusters are in ${to}.`,
      ),
    );
    session.line();
    for (const line of wrap(FOLDERS[exported.images], session.width)) session.line(line);
    for (const file of exported.files) session.line(`  ${file}`);
    return 0;
  } finally {
    observer.end();
  }
}
