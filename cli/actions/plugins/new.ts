import { shellLine } from "../../../core/shell_line.ts";
import { type NewPlugin, newPlugin } from "../../../contracts/new_plugin/new_plugin.ts";
import { answer } from "../../answer.ts";
import type { OptionsOf } from "../../command.ts";
import type { newPlugin as command } from "../../commands/plugins/new.ts";
import type { Session } from "../../session.ts";
import { nextLines, type NextStep } from "../../terminal/next_lines.ts";

/** Writes a plugin to begin with. */
export async function runNewPlugin(
  options: OptionsOf<typeof command>,
  session: Session,
): Promise<number> {
  const { kind, name, to = name } = options;
  await answer(
    options,
    session,
    () => newPlugin(kind, name, to),
    (made) => [
      session.style("bold", `A ${kind === "dataset" ? "data set" : kind} is in ${made.folder}:`),
      ...made.files.map((file) => `  ${file}`),
      "",
      ...nextLines(nextOf(made), session),
    ],
  );
  return 0;
}

function nextOf({ kind, name, module }: NewPlugin): NextStep[] {
  const plugin = shellLine([module]);
  const train = {
    strategy: `crlc train crlc/digits --strategy ${name} --plugin ${plugin}`,
    dataset: `crlc train ${name} --plugin ${plugin}`,
    backend: `crlc train crlc/digits --backend ${name} --plugin ${plugin}`,
    encoder: `crlc train ./photos -k 12 --encoder ${name} --plugin ${plugin}`,
  };
  return [
    [`crlc plugins check ${plugin}`, "does it hold to the contract?"],
    [train[kind], "train with it"],
  ];
}
