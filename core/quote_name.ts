/**
 * A file name for a message: in quotes, with everything escaped that could move the cursor, hide
 * text or turn its direction.
 */
export function quoteName(name: string): string {
  const escaped = name.replace(/["\\]/g, "\\$&").replace(
    /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu,
    (c) => `\\u{${c.codePointAt(0)!.toString(16)}}`,
  );
  return `"${escaped}"`;
}
