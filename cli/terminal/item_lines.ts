import type { Session } from "../session.ts";
import { wrap } from "./wrap.ts";

/** Names in a column, what there is to say of each beside it. */
export function itemLines(
  items: readonly { readonly name: string; readonly texts: readonly string[] }[],
  session: Session,
): string[] {
  const indent = Math.max(0, ...items.map(({ name }) => name.length)) + 2;
  return items.flatMap(({ name, texts }) =>
    texts.flatMap((text) => wrap(text, session.width - indent)).map((line, i) =>
      i === 0 ? session.style("bold", name.padEnd(indent)) + line : " ".repeat(indent) + line
    )
  );
}
