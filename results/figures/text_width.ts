/** Widths of Helvetica's characters from space to tilde, in thousandths of the font's size (Adobe). */
const WIDTHS = [
  ...[278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278],
  ...[556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556],
  ...[1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778],
  ...[667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556],
  ...[333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556],
  ...[556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584],
];
/** Of other characters, such as Greek letters and dashes. */
const OTHER = 600;
/** How much wider bold letters are, and those of the widest font that stands in for Helvetica, DejaVu Sans. */
const BOLD = 1.07, MARGIN = 1.18;

/** About how wide a text is drawn. Without a canvas Vega takes every letter for a wide one. */
export function textWidth(text: string, size: number, bold: boolean): number {
  const thousandths = [...text].reduce(
    (sum, letter) => sum + (WIDTHS[letter.charCodeAt(0) - 32] ?? OTHER),
    0,
  );
  return size * thousandths / 1000 * (bold ? BOLD : 1) * MARGIN;
}

/** A text in lines that are no wider than that, broken between its words. */
export function linesOf(text: string, size: number, width: number): string[] {
  const [first, ...words] = text.split(" "), lines = [first];
  for (const word of words) {
    const longer = `${lines.at(-1)} ${word}`;
    if (textWidth(longer, size, false) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}
