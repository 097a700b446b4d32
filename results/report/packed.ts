import { Buffer } from "node:buffer";
import { noEdits } from "../names/edits.ts";
import type { Packed, PageData } from "./page_data.ts";
import type { ReportData } from "./report_data.ts";

/** What the script of the page reads. */
export function packed({ runs, sets, images }: ReportData): PageData {
  return {
    sets: sets.map(({ shown, names, labels, classNames, mosaics }) => ({
      shown: bytes(shown),
      names,
      labels: labels ? bytes(labels) : null,
      classNames,
      mosaics: {
        ...mosaics,
        files: mosaics.files.map((file) => Buffer.from(file).toString("base64")),
      },
    })),
    runs: images.map((own, at) => {
      const { set, shown, neighbours, sizes, classOf } = own;
      return {
        run: runs[at].run,
        samples: runs[at].manifest.data.samples,
        set,
        shown: shown.length === sets[set].shown.length ? null : bytes(shown),
        clusters: bytes(own.clusters),
        confidence: bytes(own.confidence),
        agreement: own.agreement ? bytes(own.agreement) : null,
        map: bytes(own.map),
        // At most 60,000 images are on a page: two bytes number them.
        ids: bytes(Uint16Array.from(neighbours.ids)),
        cosines: bytes(Int16Array.from(neighbours.cosines, (x) => Math.round(x * 1e4))),
        k: neighbours.k,
        edits: own.edits ?? noEdits(sizes.length, runs[at].score.selected.head),
        sizes,
        classOf: classOf && [...classOf],
      };
    }),
  };
}

function bytes(
  { buffer, byteOffset, byteLength }:
    | Int32Array
    | Uint32Array
    | Float32Array
    | Int16Array
    | Uint16Array,
): Packed {
  return Buffer.from(buffer, byteOffset, byteLength).toString("base64");
}
