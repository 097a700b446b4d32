import { Buffer } from "node:buffer";
import { shellLine } from "../../core/shell_line.ts";
import { pathsOf } from "../../run/folder/run_folder.ts";
import { noEdits } from "../names/edits.ts";
import type { Packed, PackedRun, PackedSet, PageData } from "./page_data.ts";
import type { ReportData, ReportImages, ReportSet, RunSummary } from "./report_data.ts";

/** What the script of the page reads. */
export function packed({ runs, sets, images, matched }: ReportData): PageData {
  return {
    sets: sets.map(packedSet),
    runs: images.map((own, at) => packedRun(own, runs[at], sets[own.set])),
    matched: matched?.map((row) => row.map((clusters) => [...clusters])),
  };
}

function packedSet(
  { shown, names, labels, classNames, mosaics, splits, folder }: ReportSet,
): PackedSet {
  return {
    shown: bytes(shown),
    names,
    labels: labels ? bytes(labels) : null,
    classNames,
    mosaics: {
      ...mosaics,
      files: mosaics.files.map((file) => Buffer.from(file).toString("base64")),
    },
    splits: splits && { names: splits.names, of: bytes(splits.of) },
    folder,
  };
}

function packedRun(own: ReportImages, summary: RunSummary, set: ReportSet): PackedRun {
  const { shown, neighbours, sizes, classOf, second, looked } = own;
  const edits = own.edits ?? noEdits(sizes.length, summary.score.selected.head);
  const { duplicates, outliers } = pathsOf(summary.run);
  // Two bytes number the images of most pages.
  const Numbers = shown.length <= 65_536 ? Uint16Array : Uint32Array;
  return {
    run: summary.run,
    caption: summary.caption,
    command: shellLine(["crlc", "names", summary.run, "--edits", "names.json"]),
    looking: {
      doubles: lookingFor("duplicates", summary.run, duplicates),
      strays: lookingFor("outliers", summary.run, outliers),
    },
    samples: summary.manifest.data.samples,
    set: own.set,
    shown: shown.length === set.shown.length ? null : bytes(shown),
    clusters: bytes(own.clusters),
    confidence: bytes(own.confidence),
    second: second && {
      clusters: bytes(second.clusters),
      shares: bytes(Uint16Array.from(second.shares, (share) => Math.round(share * 65_535))),
    },
    agreement: own.agreement ? bytes(own.agreement) : null,
    map: bytes(own.map),
    ids: bytes(Numbers.from(neighbours.ids)),
    cosines: bytes(Int16Array.from(neighbours.cosines, (x) => Math.round(x * 1e4))),
    k: neighbours.k,
    edits,
    parts: Object.fromEntries(
      Array.from(
        own.parts,
        ([n, { of, sizes, nearest }]) => [
          n,
          { of: bytes(of), sizes, nearest: nearest && bytes(inPairsOfBits(nearest)) },
        ],
      ),
    ),
    ...placesOf(looked, own, set),
    moreDoubles: looked.doubles && !looked.ranked
      ? shellLine(["crlc", "duplicates", summary.run])
      : undefined,
    sizes,
    classOf: classOf && [...classOf],
  };
}

const lookingFor = (what: string, run: string, file: string) =>
  shellLine(["crlc", what, run, "--to", file]);

/** Where the named images are among the shown ones; those that the page does not draw are left out. */
function placesOf(
  { doubles, strays }: ReportImages["looked"],
  { shown }: ReportImages,
  set: ReportSet,
) {
  if (!doubles && !strays) return {};
  const numbers = new Map(set.names.map((name, place) => [name, set.shown[place]]));
  const places = new Map(Array.from(shown, (number, place) => [number, place]));
  const placed = (names: readonly string[]) =>
    names.map((name) => places.get(numbers.get(name) ?? -1)).filter((place) => place !== undefined);
  return {
    doubles: doubles?.map(({ images }) => placed(images)).filter((group) => group.length > 1),
    strays: strays && placed(strays),
  };
}

/** Numbers below 4, four a byte, the first in the lowest bits. */
function inPairsOfBits(numbers: Uint8Array): Uint8Array {
  const packed = new Uint8Array(Math.ceil(numbers.length / 4));
  numbers.forEach((number, at) => packed[at >> 2] |= number << 2 * (at & 3));
  return packed;
}

function bytes(
  { buffer, byteOffset, byteLength }:
    | Int32Array
    | Uint32Array
    | Float32Array
    | Int16Array
    | Uint16Array
    | Uint8Array,
): Packed {
  return Buffer.from(buffer, byteOffset, byteLength).toString("base64");
}
