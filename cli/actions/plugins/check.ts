import { resolve } from "node:path";
import { EXIT_CODES } from "../../../core/errors.ts";
import { checkPlugin, type PluginChecks } from "../../../contracts/check_plugin.ts";
import { optionsOf } from "../../../run/recipe/settings.ts";
import { answer } from "../../answer.ts";
import type { OptionsOf } from "../../command.ts";
import type { checkPlugin as command } from "../../commands/plugins/check.ts";
import { folderIfKnown } from "../../process/variables.ts";
import type { Session } from "../../session.ts";
import { counted } from "../../terminal/numbers.ts";
import { wrap } from "../../terminal/wrap.ts";

/** Runs the contract suite on a plugin and prints what became of each check. */
export async function runPluginCheck(
  options: OptionsOf<typeof command>,
  session: Session,
): Promise<number> {
  const { plugins: [module], set, data } = options;
  const root = resolve(data ?? folderIfKnown(session.io, "data") ?? ".");
  const { ok } = await answer(
    options,
    session,
    (observer) =>
      checkPlugin(
        { module, options: optionsOf(set), root },
        (what, done, total) => observer.progress(what, done, total),
      ),
    (found) => checkLines(found, session),
  );
  return ok ? 0 : EXIT_CODES.plugin;
}

function checkLines({ module, checks }: PluginChecks, session: Session): string[] {
  const { style, width } = session;
  const word = {
    ok: style("green", "ok     "),
    bad: style("red", "bad    "),
    skipped: style("dim", "skipped"),
  };
  const indented = (text: string) => wrap(text, width - 9).map((line) => `         ${line}`);
  const lines = [...Map.groupBy(checks, ({ plugin }) => plugin)].flatMap(([plugin, own]) => [
    style("bold", plugin),
    ...own.flatMap(({ check, state, reason }) => {
      const [first, ...more] = wrap(check, width - 9);
      return [
        `${word[state]}  ${first}`,
        ...more.map((line) => `         ${line}`),
        ...(reason === undefined ? [] : indented(reason)),
      ];
    }),
  ]);
  const bad = checks.filter(({ state }) => state === "bad").length;
  const left = checks.filter(({ state }) => state === "skipped").length;
  const skipped = left === 0 ? "" : `, ${left} skipped`;
  const verdict = bad === 0
    ? `${module} holds to its contract: ${counted(checks.length - left, "check")}${skipped}.`
    : `${module}: ${bad} of ${counted(checks.length, "check")} ${
      bad === 1 ? "fails" : "fail"
    }${skipped}.`;
  return [...lines, "", style("bold", verdict)];
}
