/**
 * The first thing a newcomer runs: CRLC clusters handwritten digits, is scored, and shows which
 * digits it finds alike. Every command is shown before it runs; each can be typed by hand.
 *
 * Run: `deno task quickstart`
 */

const run = "runs/crlc-digits-seed0";
const root = new URL("..", import.meta.url).pathname;

async function crlc(args: readonly string[], stdout: "inherit" | "piped"): Promise<string> {
  if (stdout === "inherit") console.log(`\n$ deno task crlc ${args.join(" ")}`);
  const command = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", `${root}cli/main.ts`, ...args],
    cwd: root,
    stdin: "null",
    stdout,
    stderr: stdout === "inherit" ? "inherit" : "null",
  });
  if (stdout === "inherit") {
    const { code } = await command.spawn().status;
    if (code !== 0) Deno.exit(code);
    return "";
  }
  return new TextDecoder().decode((await command.output()).stdout);
}

await crlc(["train", "crlc/digits", "--run", run], "inherit");
await crlc(["neighbors", run, "0", "1", "2", "-k", "5"], "inherit");
await crlc(["eval", run], "inherit");
const { selected, yardstick } = JSON.parse(await crlc(["eval", run, "--json"], "piped"));
const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
console.log(
  `\nWithout seeing a label, CRLC sorts ${percent(selected.acc)} of the digits right ` +
    `(k-means on pixels: ${percent(yardstick[0].acc)}).\nselected ACC ${selected.acc.toFixed(4)}`,
);
