import { escapeHtml as text } from "./escape.ts";

/** Words of the trade, as whoever meets them here for the first time would want them told. */
const WORDS = {
  accuracy:
    "Share of the pictures whose group stands for their class, groups matched to classes so that most fit.",
  nmi:
    "Normalised mutual information: how much the group tells of the class, from 0 (nothing) to 1 (all).",
  ari:
    "Adjusted Rand index: how often two pictures are together or apart as their classes are; 0 is chance, 1 is always.",
  used: "Groups that hold a picture at all.",
  entropy:
    "How evenly pictures are spread over the groups: the most where all are equally large, 0 where all pictures are in one.",
  confidence:
    "How sure the run is of a picture's group, from 0 to 1; it says nothing of whether it is right.",
  agreement:
    "How far the run's sub-heads, which all group the same pictures, give the same groups.",
  kmeans: "What the plainest method makes of the same features.",
  silhouette:
    "How much nearer a picture is to its own group than to the next one, from -1 to 1; more is more compact.",
  doubles: "Pictures that are the same, or nearly.",
  strays: "Pictures that are unlike all others.",
  head:
    "One of several last layers of the network, each with groups of its own; one is selected, without labels.",
  loss: "What training makes small; only runs of one method can be compared by it.",
  confusion: "How many pictures of each class are in each group.",
  found: "Share of a class's pictures that are in the group matched to it.",
  precision: "Share of a group's pictures that are of the class it is matched to.",
} as const;

/** A word of the page that is explained. */
export type Explained = keyof typeof WORDS;

/** A word that is explained to whoever points at it, or comes to it by the keyboard. */
export function explained(word: string, as: Explained): string {
  return `<span class="term" tabindex="0" aria-describedby="gloss-${as}">${
    text(word)
  }<span class="gloss" aria-hidden="true">${text(WORDS[as])}</span></span>`;
}

/** What the words are described by; it stands once on a page, out of sight. */
export function glossaryHtml(): string {
  return `<div hidden>${
    Object.entries(WORDS).map(([word, told]) => `<p id="gloss-${word}">${text(told)}</p>`).join("")
  }</div>`;
}
