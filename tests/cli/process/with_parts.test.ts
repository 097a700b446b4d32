import { deepStrictEqual, match, rejects, strictEqual } from "node:assert/strict";
import { withParts } from "../../../cli/process/with_parts.ts";
import { openSession } from "../../../cli/session.ts";
import { placeOf } from "../../../parts/manifest.ts";
import type { Part } from "../../../parts/part.ts";
import { partMissing } from "../../../parts/part_missing.ts";
import { PARTS } from "../../../parts/table.ts";
import { inFolder } from "../../run/training.ts";
import { call, testIo, type TestIoOptions } from "../call.ts";

/** A part that is there as soon as it is added: it has no packages to fetch. */
const part: Part = {
  name: "stand-in",
  about: "Nothing",
  neededFor: "tests",
  licence: "MIT",
  packages: [],
  unpackedBytes: 0,
};

interface Attended extends TestIoOptions {
  readonly args?: readonly string[];
  readonly launched?: true;
  /** What the person answers; nobody is there if absent. */
  readonly answer?: boolean;
}

/** A session, and the questions asked in it. */
function attended({ answer, launched, args = [], ...options }: Attended) {
  const questions: string[] = [];
  const io = {
    ...testIo(options),
    launched,
    ask: answer === undefined ? undefined : (question: string) => {
      questions.push(question);
      return answer;
    },
  };
  return { io, questions, session: openSession(args, io) };
}

Deno.test("a command that lacks a part asks once, fetches it, and runs anew", () =>
  inFolder(async (folder) => {
    const { io, questions, session } = attended({ answer: true, env: { CRLC_DATA_DIR: folder } });
    const run = () => {
      try {
        Deno.statSync(placeOf(part, folder));
      } catch {
        throw partMissing(part);
      }
      return Promise.resolve(0);
    };
    strictEqual(await withParts(session, run), 0);
    deepStrictEqual(questions, [
      "Fetch it now, 0 packages, 0 MB to fetch, about 0 MB on disk?",
    ]);
    match(io.written.stderr, /^The part "stand-in" is needed for tests: Nothing \(MIT\)\.\n/);
    strictEqual(io.written.stdout, "");
  }));

Deno.test("a part that is still missing after it was added is not asked for again", () =>
  inFolder(async (folder) => {
    const { questions, session } = attended({ answer: true, env: { CRLC_DATA_DIR: folder } });
    await rejects(withParts(session, () => Promise.reject(partMissing(part))), {
      code: "PART_MISSING",
    });
    strictEqual(questions.length, 1);
  }));

Deno.test("where nobody can be asked, or has said no, the error names the command to type", async () => {
  const cases: readonly Attended[] = [
    {},
    { answer: false },
    { answer: true, args: ["train", "--json"] },
    { answer: true, args: ["train", "--offline"] },
    { answer: true, env: { CRLC_OFFLINE: "1" } },
    { answer: true, env: { CI: "true" } },
  ];
  for (const one of cases) {
    const { questions, session } = attended(one);
    await rejects(withParts(session, () => Promise.reject(partMissing(part))), {
      code: "PART_MISSING",
      exitCode: 7,
      message:
        'Cannot go on without the part "stand-in": it is needed for tests, and is not installed',
      hint: "crlc parts add stand-in",
    });
    strictEqual(questions.length, one.answer === false ? 1 : 0);
  }
});

Deno.test("a second process tells the first what it lacks, which asks", async () => {
  const [lacking] = PARTS, missing = () => Promise.reject(partMissing(lacking));
  const second = attended({ launched: true, answer: true });
  const code = await withParts(second.session, missing);
  strictEqual(code, 200);
  deepStrictEqual(second.questions, []);
  const first = attended({ answer: false });
  await rejects(withParts(first.session, () => Promise.resolve(code)), {
    hint: `crlc parts add ${lacking.name}`,
  });
  strictEqual(first.questions.length, 1);
});

Deno.test("crlc parts lists all, and what there is no part of is refused by name", () =>
  inFolder(async (folder) => {
    const env = { CRLC_DATA_DIR: folder };
    const { items } = JSON.parse((await call(["parts", "--json"], { env })).stdout);
    deepStrictEqual(items.map(({ name }: Part) => name), PARTS.map(({ name }) => name));
    strictEqual(items[0].installed, false);
    match((await call(["parts"], { env })).stdout, /^tensorflow +not (here|for)/);
    const wrong = await call(["parts", "add", "tensorflw", "--offline"], { env });
    strictEqual(wrong.code, 2);
    match(wrong.stderr, /did you mean "tensorflow"\?/);
    const removed = await call(["parts", "remove", "tensorflow"], { env });
    strictEqual(removed.stdout, "tensorflow was not installed\n");
  }));
