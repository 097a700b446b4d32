import type { Io } from "../io.ts";
import { cut } from "./wrap.ts";

/** Shortest time between two drawings, in milliseconds. */
const PAUSE = 100;

/** A few lines at the bottom of the terminal that are drawn again and again. */
export interface Live {
  /** Draws lines in place of the last ones, unless they were drawn a moment ago. */
  draw(lines: readonly string[]): void;
  /** Prints a text above the lines. */
  print(text: string): void;
  /** Takes the lines away; the next drawing comes at once. */
  clear(): void;
}

/**
 * Live lines on standard error, which must be a terminal.
 */
export function live(io: Io): Live {
  let shown: readonly string[] = [];
  let drawnAt = -Infinity;
  const erase = () => shown.map((_, i) => i === 0 ? "\r\x1b[K" : "\x1b[1A\x1b[K").join("");
  const show = (lines: readonly string[], above = "") => {
    const width = (io.columns("stderr") ?? 80) - 1;
    const fitting = lines.map((line) => cut(line, width));
    io.stderr(`${erase()}${above}${fitting.join("\n")}`);
    shown = fitting;
  };
  return {
    draw(lines) {
      if (io.now() - drawnAt < PAUSE) return;
      drawnAt = io.now();
      show(lines);
    },
    print(text) {
      show(shown, `${text}\n`);
    },
    clear() {
      if (shown.length > 0) show([]);
      drawnAt = -Infinity;
    },
  };
}
