import { join } from "node:path";

const root = new URL("../../../", import.meta.url).pathname;

function commandOf(args: readonly string[]): Deno.Command {
  const script = join(root, "cli/main.ts"), config = join(root, "deno.json");
  return new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", "--config", config, script, ...args],
    env: { NO_COLOR: "1" },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  });
}

/** Starts a command of crlc in this checkout. */
export function startCrlc(...args: readonly string[]): Deno.ChildProcess {
  return commandOf(args).spawn();
}

/** Runs a command of crlc in this checkout; it must succeed. */
export async function crlc(...args: readonly string[]): Promise<string> {
  const { success, stdout, stderr } = await commandOf(args).output();
  if (!success) throw new Error(`crlc ${args.join(" ")}: ${new TextDecoder().decode(stderr)}`);
  return new TextDecoder().decode(stdout);
}

/** A page to be looked at. */
export interface Shown {
  readonly name: string;
  readonly page: string;
  /** Of a page of one run. */
  readonly run?: string;
  /** Whether its run tells how sure it is. */
  readonly sure: boolean;
  /** Whether its pictures are files. */
  readonly files: boolean;
}

/** Trains on digits, and on photos where there are some, and makes pages of single runs and of two. */
export async function makePages(work: string, photos: string | undefined): Promise<Shown[]> {
  const digits = join(work, "digits"), other = join(work, "other");
  await crlc("train", "crlc/digits", "--epochs", "5", "--run", digits, "--quiet");
  await crlc("train", "kmeans/digits", "--run", other, "--quiet");
  await Deno.writeTextFile(
    join(digits, "duplicates.csv"),
    "group,image,cosine\n0,digits#0,1.0000\n0,digits#10,0.9990\n1,digits#3,1.0000\n1,digits#13,0.9980\n1,digits#23,0.9970\n",
  );
  await Deno.writeTextFile(
    join(digits, "outliers.csv"),
    "image,cosine,usual\ndigits#7,0.2000,0.9000\ndigits#5,0.1000,0.9000\n",
  );
  await crlc("report", digits);
  const both = join(work, "both.html");
  await crlc("report", digits, other, "--to", both);
  const pages = [
    { name: "digits", page: join(digits, "report.html"), run: digits, sure: true, files: false },
    { name: "two runs", page: both, sure: true, files: false },
  ];
  if (photos === undefined) {
    console.log("photos ... skipped: no folder of pictures was given");
    return pages;
  }
  const run = join(work, "photos");
  await crlc(
    ...["train", await inTwoSplits(photos, join(work, "pictures")), "--split", "train+test"],
    ...["-k", "8", "--strategy", "kmeans", "--encoder", "none", "--run", run, "--quiet"],
  );
  // As the page says where nobody has looked.
  for (const what of ["duplicates", "outliers"]) {
    await crlc(what, run, "--to", join(run, `${what}.csv`), "--quiet");
  }
  await crlc("report", run);
  const page = join(run, "report.html");
  return [...pages, { name: "photos", page, run, sure: await isSure(page), files: true }];
}

/** Whether pictures of a page's run differ in confidence: of k-means they may or may not. */
async function isSure(page: string): Promise<boolean> {
  const data = JSON.parse(/id="data">([^<]*)/.exec(await Deno.readTextFile(page))![1]);
  const { buffer } = Uint8Array.from(atob(data.runs[0].confidence), (c) => c.charCodeAt(0));
  return new Set(new Float32Array(buffer)).size > 1;
}

/** Photos in a folder a class, as two splits, three of them twice. */
async function inTwoSplits(photos: string, to: string): Promise<string> {
  for (const { name: kind } of Deno.readDirSync(photos)) {
    for (const split of ["train", "test"]) {
      await Deno.mkdir(join(to, split, kind), { recursive: true });
    }
    const files = [...Deno.readDirSync(join(photos, kind))].map(({ name }) => name).sort();
    for (const [i, file] of files.entries()) {
      const split = i % 4 === 0 ? "test" : "train";
      await Deno.copyFile(join(photos, kind, file), join(to, split, kind, file));
      if (i !== 2 || [...Deno.readDirSync(join(to, "train"))].length > 3) continue;
      await Deno.copyFile(join(photos, kind, file), join(to, split, kind, `copy of ${file}`));
    }
  }
  return to;
}
