import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { call } from "./call.ts";

/** Each wrong command line, the code it is refused with, and a part of what is said. */
const REFUSED: readonly (readonly [string, string, RegExp])[] = [
  ["trian", "UNKNOWN_COMMAND", /hint: {2}did you mean "train"\?/],
  ["zzzzzz", "UNKNOWN_COMMAND", /commands of crlc are .*train.*\nhint: {2}crlc --help/],
  ["help trian", "UNKNOWN_COMMAND", /did you mean "train"\?/],
  ["--frob", "UNKNOWN_OPTION", /"--frob": crlc has no such option/],
  ["train x --epoch 3", "UNKNOWN_OPTION", /did you mean "--epochs"\?/],
  ["train x --epoch=3", "UNKNOWN_OPTION", /did you mean "--epochs"\?/],
  ["train x --clear", "UNKNOWN_OPTION", /crlc train has no such option/],
  ["score x --truth a --clusters b", "UNEXPECTED_ARGUMENT", /Cannot use "x"/],
  ["train x y", "UNEXPECTED_ARGUMENT", /Cannot use "y"/],
  ["train", "BAD_USAGE", /RECIPE must be given, and is missing/],
  ["eval", "BAD_USAGE", /RUN must be given, and is missing/],
  ["report", "BAD_USAGE", /RUN must be given, and is missing/],
  ["assign", "BAD_USAGE", /RUN must be given, and is missing/],
  ["assign runs/x", "BAD_USAGE", /PATH must be given, and is missing/],
  ["datasets import", "BAD_USAGE", /NAME must be given, and is missing/],
  ["datasets import cifar10", "BAD_USAGE", /FILE must be given, and is missing/],
  ["score --truth a", "BAD_USAGE", /--clusters FILE must be given, and is missing/],
  ["datasets fetch", "BAD_USAGE", /NAME must be given, and is missing/],
  ["completion", "BAD_USAGE", /crlc completion bash/],
  ["completion tcsh", "BAD_USAGE", /unsupported shell "tcsh"/],
  ["train x --epochs abc", "BAD_OPTION", /a whole number of at least 1, and is "abc"/],
  ["train x --epochs 0", "BAD_OPTION", /a whole number of at least 1, and is "0"/],
  ["train x --epochs 1.5", "BAD_OPTION", /a whole number of at least 1, and is "1.5"/],
  ["train x --epochs", "BAD_OPTION", /a value must follow \(N\), and none does/],
  ["train x --seed -1", "BAD_OPTION", /from 0 to 4294967295, and is "-1"/],
  ["train x --seed 4294967296", "BAD_OPTION", /from 0 to 4294967295/],
  ["train x --threads 0", "BAD_OPTION", /Cannot use --threads/],
  ["train x --precision float23", "BAD_OPTION", /did you mean "float32"\?/],
  ["train x --set lambda1", "BAD_OPTION", /of the form key=value/],
  ["train x --max-bad 30", "BAD_OPTION", /a number from 0 to 1, and is "30"/],
  ["train x --json=yes", "BAD_OPTION", /it takes no value, and is given "yes"/],
  ["train x --seed 1 --seed 2", "BAD_OPTION", /it must be given once/],
  ["neighbors runs/x -k 0", "BAD_OPTION", /Cannot use -k/],
  ["datasets --jsn", "UNKNOWN_OPTION", /did you mean "--json"\?/],
  ["-v", "UNKNOWN_OPTION", /did you mean "--version"\?/],
  ["train x -v", "UNKNOWN_OPTION", /did you mean "--verbose"\?/],
  ["--verson", "UNKNOWN_OPTION", /did you mean "--version"\?/],
  ["--seed 3 train x", "UNKNOWN_OPTION", /it goes after the command: crlc train --seed/],
  [
    "datasets --offline fetch x",
    "UNKNOWN_OPTION",
    /after the command: crlc datasets fetch --offline/,
  ],
  ["eval x --grid 3", "UNKNOWN_OPTION", /crlc eval --help explains it/],
  ["runs /no/such/folder", "NO_RUNS_FOLDER", /crlc train makes it/],
  ["names --undo", "BAD_USAGE", /RUN must be given, and is missing/],
  ["names /no/such --undo", "NO_SUCH_RUN", /crlc runs lists/],
  ["names /no/such --undo --set 1=a", "BAD_USAGE", /Cannot use --undo alone/],
  ["eval /no/such --curve --corrected", "BAD_USAGE", /clusters as they were found/],
  ["--epochz", "UNKNOWN_OPTION", /crlc --help lists the commands/],
];

Deno.test("a misspelt command is answered with the commands, not with those within them", async () => {
  const { stderr } = await call(["zzzzzz"]);
  ok(/\bdatasets, doctor\b/.test(stderr.replace(/\s+/g, " ")), stderr);
  ok(!/\bfetch\b|\bimport\b|\bwhere\b/.test(stderr), stderr);
});

for (const [line, code, said] of REFUSED) {
  Deno.test(`crlc ${line} is refused with ${code}, and told how to mend it`, async () => {
    const { code: exit, stdout, stderr } = await call(line.split(" "));
    strictEqual(exit, 2);
    strictEqual(stdout, "");
    match(stderr, /^error: Cannot .*[^.] {3}\[[A-Z_]+\]\nhint: {2}[^\n]*\n$/);
    ok(stderr.includes(`[${code}]`), stderr);
    match(stderr, said);
  });
}

Deno.test("an option without a command is answered with where it goes, in JSON as well", async () => {
  const { code, stdout } = await call(["--json"]);
  strictEqual(code, 2);
  const { error } = JSON.parse(stdout);
  deepStrictEqual([error.code, error.hint], [
    "UNKNOWN_OPTION",
    "it goes after the command: crlc COMMAND --json",
  ]);
});

Deno.test("crlc without a word prints help on standard error and fails", async () => {
  const { code, stdout, stderr } = await call([]);
  strictEqual(code, 2);
  strictEqual(stdout, "");
  match(stderr, /crlc COMMAND/);
});

Deno.test("crlc --version prints the version of deno.json and nothing else", async () => {
  const { version } = JSON.parse(await Deno.readTextFile("deno.json"));
  deepStrictEqual(await call(["--version"]), { code: 0, stdout: `${version}\n`, stderr: "" });
});

const COMMANDS = [
  "train",
  "eval",
  "runs",
  "neighbors",
  "score",
  "recipes",
  "datasets",
  "strategies",
  "backends",
  "doctor",
];

Deno.test("crlc --help names every command", async () => {
  const { code, stdout, stderr } = await call(["--help"]);
  strictEqual(code, 0);
  strictEqual(stderr, "");
  for (const command of [...COMMANDS, "completion", "help"]) {
    match(stdout, new RegExp(`^ {2}${command} +[A-Z]`, "m"));
  }
});

for (
  const command of [
    ...COMMANDS,
    "datasets fetch",
    "datasets import",
    "datasets where",
    "datasets cache",
    "encoders",
    "encoders fetch",
    "encoders verify",
    "encoders remove",
    "embed",
  ]
) {
  Deno.test(`crlc ${command} --help explains every option and fits 80 columns`, async () => {
    const { code, stdout } = await call([...command.split(" "), "--help"]);
    strictEqual(code, 0);
    match(stdout, new RegExp(`Usage: crlc ${command}`));
    for (const line of stdout.split("\n")) {
      ok(line.length <= 80, `too long: ${line}`);
      ok(!/^ {2}-\S+( [A-Z]+)?$/.test(line), `not explained: ${line}`);
    }
  });
}

Deno.test("crlc help COMMAND says the same as crlc COMMAND --help", async () => {
  strictEqual((await call(["help", "eval"])).stdout, (await call(["eval", "--help"])).stdout);
});

for (const shell of ["bash", "zsh", "fish", "nu", "pwsh"]) {
  Deno.test(`crlc completion ${shell} prints a script that asks crlc`, async () => {
    const { code, stdout, stderr } = await call(["completion", shell]);
    strictEqual(code, 0);
    strictEqual(stderr, "");
    match(stdout, /crlc/);
  });
}

Deno.test("completions know commands, options, words and names", async () => {
  const complete = async (...words: string[]) =>
    (await call(["completion", "bash", ...words])).stdout.split("\n");
  ok((await complete("tr")).includes("train"));
  ok((await complete("train", "x", "--ep")).includes("--epochs"));
  ok((await complete("train", "x", "--precision", "bf")).includes("bfloat16"));
  ok((await complete("train", "crlc/di")).includes("crlc/digits"));
  ok((await complete("train", "x", "--backend", "w")).includes("wasm"));
  ok((await complete("datasets", "fetch", "ci")).includes("cifar10"));
});
