import type { Io } from "../io.ts";
import { cut } from "./wrap.ts";

/** Shortest time between two drawings, in milliseconds. */
const PAUSE = 100;

/** A few lines at the bottom of the terminal that are drawn again and again. */
export interface LiveLines {
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
export function live(io: Io): LiveLines {
  let shown: readonly string[] = [];
  let drawnAt = -Infinity;
  // The line the cursor is on is erased even where it is not ours: a notice may stand there.
  const erase = () => "\r\x1b[K" + "\x1b[1A\x1b[K".repeat(Math.max(0, shown.length - 1));
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
      show([]);
      drawnAt = -Infinity;
    },
  };
}
