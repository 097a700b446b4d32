import type { Grouping } from "./group.ts";
import { groupText } from "./group.ts";
import { isWrong } from "./group_pictures.ts";
import type { View } from "./view.ts";

/**
 * Ten colours that the colour-blind tell apart, on light and on dark (Petroff, "Accessible Color
 * Sequences for Data Visualization", 2021).
 */
const TEN = [
  "#3f90da",
  "#ffa90e",
  "#bd1f01",
  "#94a4a2",
  "#832db6",
  "#a96b59",
  "#e76300",
  "#b9ac70",
  "#717581",
  "#92dadd",
];
/** Of groups beyond the ten: they are told by number. */
const OTHER = "#8a8f98";
/** From low to high, of even steps also in grey (viridis). */
const SCALE = ["#440154", "#414487", "#2a788e", "#22a884", "#7ad151", "#fde725"];

/** What the colours of a map mean. */
export interface Colouring {
  /** Kinds that can be switched on and off; of a scale its steps, which cannot. */
  readonly kinds: readonly { readonly text: string; readonly count: number }[];
  readonly switches: boolean;
  /** The kind of each picture, or its place on the scale from 0 to 1. */
  of(i: number): number;
}

/** What the colours of a map mean by group, class, right or wrong, or a number from 0 to 1. */
export function colouringOf(view: View, grouping: Grouping, by: string): Colouring {
  const { labels, agreement, confidence, novelty } = view;
  const counted = (texts: readonly string[], of: (i: number) => number): Colouring => {
    const counts = new Array<number>(texts.length).fill(0);
    for (let i = 0; i < view.length; i++) counts[of(i)]++;
    return { kinds: texts.map((text, c) => ({ text, count: counts[c] })), switches: true, of };
  };
  const scaled = (of: (i: number) => number): Colouring => ({
    kinds: [0, 0.2, 0.4, 0.6, 0.8, 1].map((x) => ({ text: String(x), count: 0 })),
    switches: false,
    of,
  });
  if (by === "class" && labels) return counted(view.classNames, (i) => labels[i]);
  if (by === "right" && labels) {
    return counted(["as matched", "otherwise"], (i) => isWrong(view, grouping, i) ? 1 : 0);
  }
  if (by === "confidence") return scaled((i) => confidence[i]);
  if (by === "novelty") return scaled((i) => novelty[i]);
  if (by === "agreement" && agreement) return scaled((i) => agreement[i]);
  return counted(grouping.groups.map(groupText), (i) => grouping.of[i]);
}

/** The colour of each kind: ten of those that are on, and one for all others. */
export function coloursOf({ kinds, switches }: Colouring, off: ReadonlySet<number>): string[] {
  if (!switches) return kinds.map((_, at) => SCALE[at]);
  let next = 0;
  return kinds.map((_, kind) => off.has(kind) ? OTHER : TEN[next++] ?? OTHER);
}

/** A colour as the 32 bits of a pixel. */
export function pixelOf(colour: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
  return ((255 << 24) | (b << 16) | (g << 8) | r) >>> 0;
}

/** A colour between the steps of the scale. */
export function onScale(x: number): number {
  const at = Math.min(1, Math.max(0, x)) * (SCALE.length - 1),
    low = Math.min(SCALE.length - 2, Math.floor(at));
  const [a, b] = [SCALE[low], SCALE[low + 1]];
  const mixed = [1, 3, 5].map((place) => {
    const [u, v] = [a, b].map((colour) => parseInt(colour.slice(place, place + 2), 16));
    return Math.round(u + (v - u) * (at - low));
  });
  return ((255 << 24) | (mixed[2] << 16) | (mixed[1] << 8) | mixed[0]) >>> 0;
}
