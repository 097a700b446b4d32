import type { BackendState, Examination } from "../../../machine/doctor.ts";
import { asTyped, type Session } from "../../session.ts";
import { bytes, counted } from "../../terminal/numbers.ts";
import { table } from "../../terminal/table.ts";
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

/** What `crlc doctor` prints. */
export function doctorLines(found: Examination, session: Session): string[] {
  const heading = (text: string) => session.style("bold", text);
  const { machine } = found;
  const ready = found.backends.filter(({ ok }) => ok).length;
  const folders = found.folders.map(({ name, path, exists, writable }) => [
    name,
    path === undefined
      ? "missing"
      : writable
      ? (exists ? "writable" : "will be made")
      : "not writable",
    path ?? "",
  ]);
  const astray = found.folders.flatMap(({ reason, fix }) =>
    reason === undefined ? [] : [fix === undefined ? reason : `${reason}; to mend: ${fix}`]
  );
  return [
    heading("Backends"),
    ...backendLines(found.backends, session),
    "",
    heading("Machine"),
    `${machine.os} ${machine.arch}, ${counted(machine.cores, "core")}, ${
      bytes(machine.memoryBytes)
    } of memory`,
    Object.entries(found.versions).map(([name, version]) => `${name} ${version}`).join(", "),
    "",
    heading("Folders"),
    ...table([{}, {}, {}], folders, session.width),
    ...astray.flatMap((text) => wrap(text, session.width)),
    ...(ready > 0
      ? []
      : ["", session.style("red", "No backend works here: crlc cannot train on this machine.")]),
  ];
}
