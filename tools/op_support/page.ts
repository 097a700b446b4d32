import { FACETS } from "./facets.ts";
import type { Exceptions } from "./measure.ts";
import { OPS } from "./ops.ts";

const kinds = Object.keys(FACETS);

/** Lines of one verdict: ops by the kinds of arguments that it is of. */
function lines(exceptions: Exceptions, verdict: string): string[] {
  const ops = new Map<string, string[]>();
  for (const [op, verdicts] of Object.entries(exceptions)) {
    const of = kinds.filter((kind) => verdicts[kind] === verdict).join("; ");
    if (of !== "") ops.set(of, [...ops.get(of) ?? [], `\`${op}\``]);
  }
  return [...ops].sort(([a], [b]) => a < b ? -1 : 1)
    .map(([of, list]) => `- ${of}: ${list.sort().join(", ")}`);
}

function section(title: string, list: readonly string[]): string {
  return [`**${title}**`, "", ...(list.length > 0 ? list : ["- none"])].join("\n");
}

/** What the docs say of ops: those that are tried, and where they do not answer, or answer otherwise. */
export function page(support: Readonly<Record<string, Exceptions>>): string {
  const { cpu, ...others } = support;
  return [
    `Tried are, with arguments of ${kinds.length} kinds (${kinds.join("; ")}): ${
      Object.keys(OPS).sort().map((op) => `\`${op}\``).join(", ")
    }.`,
    section("tfjs itself refuses, on every backend", lines(cpu, "refused")),
    section("tfjs has no gradient of some shapes or options", lines(cpu, "in part")),
    ...Object.entries(others).flatMap(([name, exceptions]) => [
      section(`\`${name}\` refuses`, lines(exceptions, "refused")),
      section(`\`${name}\` answers otherwise than \`cpu\``, lines(exceptions, "differs")),
    ]),
  ].join("\n\n");
}
