import stringWidth from "string-width";

/**
 * Breaks a text into lines at blanks; a word longer than a line stays whole, so that paths and
 * commands can be copied. Lines that the text brings stay apart.
 *
 * @param width Columns a line.
 */
export function wrap(text: string, width: number): string[] {
  return text.split("\n").flatMap((paragraph) => {
    const lines: string[] = [];
    let line = "";
    for (const word of paragraph.split(" ")) {
      const longer = line === "" ? word : `${line} ${word}`;
      if (line !== "" && stringWidth(longer) > width) {
        lines.push(line);
        line = word;
      } else {
        line = longer;
      }
    }
    return [...lines, line];
  });
}

/**
 * Cuts a text to a width; an ellipsis stands for what is cut off.
 *
 * @param keep Which end is kept: the end of a path says more than its start.
 */
export function cut(text: string, width: number, keep: "start" | "end" = "start"): string {
  if (stringWidth(text) <= width) return text;
  const letters = [...new Intl.Segmenter().segment(text)].map((part) => part.segment);
  while (letters.length > 0 && stringWidth(letters.join("")) > width - 1) {
    keep === "start" ? letters.pop() : letters.shift();
  }
  return keep === "start" ? `${letters.join("")}…` : `…${letters.join("")}`;
}
