import { escapeHtml as text } from "./escape.ts";

/** Begins what may be wider than the page: it scrolls sideways, also by keys. */
export function wide(label: string): string {
  return `<div class="wide" tabindex="0" role="region" aria-label="${text(label)}: table">`;
}
