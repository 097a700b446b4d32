import type { BackendState } from "../../../machine/doctor.ts";
import { asTyped, type Session } from "../../session.ts";
import { wrap } from "../../terminal/wrap.ts";

function indented(text: string, indent: number, session: Session): string[] {
  return wrap(text, session.width - indent).map((line) => " ".repeat(indent) + line);
}

/** Every backend: ready or missing, and what would mend it. */
export function backendLines(backends: readonly BackendState[], session: Session): string[] {
  const { style } = session;
  const width = Math.max(0, ...backends.map(({ name }) => name.length));
  const indent = width + 11;
  return backends.flatMap(({ name, about, ok, device, details = {}, reason, fix }) => {
    const state = ok ? style("green", "ready  ") : style("yellow", "missing");
    const [first, ...more] = wrap(ok ? `${device}` : `${reason}`, session.width - indent);
    const extra = Object.entries(details).map(([key, value]) => `${key}: ${value}`).join(", ");
    return [
      `${style("bold", name.padEnd(width))}  ${state}  ${first}`,
      ...more.map((line) => " ".repeat(indent) + line),
      ...(extra === "" ? [] : indented(extra, indent, session)),
      ...(fix === undefined ? [] : indented(asTyped(`to mend: ${fix}`, session), indent, session)),
      ...indented(about, indent, session).map((line) => style("dim", line)),
    ];
  });
}
