import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { join } from "node:path";
import type { Browser, Page } from "npm:puppeteer-core@24.16.0";
import { clickText, type Look, openReport, text } from "./open.ts";
import { crlc, startCrlc } from "./runs.ts";

/** A run whose page is served. */
interface Served {
  readonly address: string;
  /** The process that serves it, which another one may have started. */
  readonly process: number;
  readonly ended: Promise<unknown>;
}

async function serve(run: string): Promise<Served> {
  const child = startCrlc("open", run, "--json");
  let said = "";
  for await (const part of child.stdout.pipeThrough(new TextDecoderStream())) {
    said += part;
    if (!said.endsWith("}\n")) continue;
    const told = JSON.parse(said);
    servers.push(told.process);
    return { ...told, ended: child.status };
  }
  throw new Error(`crlc open ${run} ended: ${await new Response(child.stderr).text()}`);
}

const names = async (run: string) => JSON.parse(await Deno.readTextFile(join(run, "names.json")));

/** Types a name for the first group of all. */
async function rename(page: Page, name: string): Promise<void> {
  await page.click("#groups .group .name", { count: 3 });
  await page.keyboard.type(name);
  await page.keyboard.press("Enter");
}

const until = (page: Page, status: RegExp) =>
  page.waitForFunction(
    (source: string) => new RegExp(source).test(document.getElementById("status")!.innerText),
    {},
    status.source,
  );

/**
 * The page that crlc open serves: corrections arrive at once, pictures are as large as they are, a
 * second tab and another command are noticed, and a kill in between loses nothing.
 */
export async function checkServed(browser: Browser, run: string, look: Look): Promise<string> {
  await Deno.remove(join(run, "names.json")).catch(() => {});
  const served = await serve(run);
  try {
    return await drive(browser, run, look, served);
  } finally {
    for (const one of servers.splice(0)) {
      try {
        Deno.kill(one, "SIGTERM");
      } catch {
        // It has ended.
      }
    }
  }
}

/** Processes that may still serve. */
const servers: number[] = [];

async function drive(browser: Browser, run: string, look: Look, served: Served): Promise<string> {
  const { address } = served;
  const { page, context, requests, complaints } = await openReport(browser, address, look);
  page.on("dialog", (dialog) => dialog.accept());

  // A second opening tells the first one's address.
  match(await crlc("open", run), new RegExp(address));

  await rename(page, "by the page");
  await until(page, /^Written: Named group \S+ by the page/);
  deepStrictEqual(Object.values((await names(run)).names), ["by the page"]);
  await page.click("#undo");
  await until(page, /^Written/);
  deepStrictEqual((await names(run)).names, {});
  await page.click("#redo");
  await until(page, /^Written/);

  const size = await fullSize(page);
  await twoTabs(browser, page, { address, run, look }, context);
  await lookingOnly(page, run);
  deepStrictEqual(complaints.filter((line) => !/412/.test(line)), []);
  const own = new URL(address).origin;
  ok(requests.every((url) => url.startsWith(own) || /^(data|blob):/.test(url)), "no other host");
  const kills = await killInBetween(page, run, served);
  await context.close();
  return `pictures of ${size} px, ${kills}`;
}

/** A picture that is opened is as large as its file. */
async function fullSize(page: Page): Promise<number> {
  await page.click("#groups .tile");
  await page.waitForFunction(() => {
    const full = document.querySelector<HTMLImageElement>(".viewer .large img");
    return full?.checkVisibility() && full.naturalWidth > 0;
  });
  const size = await page.$eval(
    ".viewer .large img",
    (full) => (full as HTMLImageElement).naturalWidth,
  );
  await page.keyboard.press("Escape");
  return size;
}

/** What another tab, or a command, has changed is not overwritten. */
async function twoTabs(
  browser: Browser,
  page: Page,
  { address, run, look }: { address: string; run: string; look: Look },
  context: Awaited<ReturnType<typeof openReport>>["context"],
): Promise<void> {
  const { page: other } = await openReport(browser, address, look, context);
  other.on("dialog", (dialog) => dialog.accept());
  await rename(other, "by the other tab");
  await until(other, /^Written/);
  // What lies behind is not drawn, and cannot be clicked.
  await page.bringToFront();
  await rename(page, "too late");
  await until(page, /changed elsewhere/);
  deepStrictEqual(Object.values((await names(run)).names), ["by the other tab"]);
  await other.close();
  await page.reload();
  await page.waitForSelector("html[data-ready]");
  strictEqual(
    await page.$eval("#groups .group .name", (field) => (field as HTMLInputElement).value),
    "by the other tab",
  );
  await crlc("names", run, "--undo", "all", "--quiet");
  await rename(page, "later still");
  await until(page, /changed elsewhere/);
  deepStrictEqual((await names(run)).names, {});
  await page.reload();
  await page.waitForSelector("html[data-ready]");
}

/** While the run is trained it is for looking only. */
async function lookingOnly(page: Page, run: string): Promise<void> {
  using file = await Deno.open(join(run, "lock"), { read: true, write: true, create: true });
  await file.lock(true);
  await page.reload();
  await page.waitForSelector("html[data-ready]");
  match(await text(page, "#status"), /^For looking only/);
  strictEqual(await page.$("#groups .name"), null);
  await file.unlock();
  await page.reload();
  await page.waitForSelector("html[data-ready]");
}

/** Corrections come one upon the other, and the process is killed in their midst. */
async function killInBetween(page: Page, run: string, first: Served): Promise<string> {
  const typed: string[] = [];
  let served = first, last = "";
  for (let kill = 0; kill < 3; kill++) {
    if (kill > 0) {
      served = await serve(run);
      await page.goto(served.address);
      await page.waitForSelector("html[data-ready]");
      // What was written before the kill is what the page comes with.
      strictEqual(
        await page.$eval("#groups .group .name", (field) => (field as HTMLInputElement).value),
        last,
      );
    }
    for (let i = 0; i < 6; i++) {
      typed.push(`kill ${kill}, ${i}`);
      await rename(page, typed.at(-1)!);
      if (i === 3) Deno.kill(served.process, "SIGKILL");
    }
    await served.ended;
    await until(page, /^Not written: crlc open has ended/);
    last = (Object.values((await names(run)).names) as string[])[0] ?? "";
    // One of those that were typed, whole, and none before the last that was said to be written.
    ok(typed.includes(last), `"${last}" after kill ${kill}`);
    // What was not written is on the page, and can be saved.
    strictEqual(
      await page.$eval("#groups .group .name", (field) => (field as HTMLInputElement).value),
      typed.at(-1),
    );
  }
  await clickText(page, "#corrections", "Save a copy");
  await until(page, /^A copy is saved/);
  return "three kills";
}
