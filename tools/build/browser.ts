/**
 * Drives the page of a report in Chromium as a person would, by clicks and keys, in every look, on
 * digits and on photos, and times it with 60,000 pictures and with 100,000 points.
 *
 * Run: `.ci/browser [PHOTOS [PATTERN]]`, with a folder of pictures, or "" for none; checks whose
 * names fit the pattern alone
 *
 * @module
 */
import { join } from "node:path";
import { checkCorrections } from "./browser/corrections.ts";
import { checkLooks } from "./browser/looks.ts";
import { checkMap } from "./browser/map.ts";
import { startBrowser } from "./browser/open.ts";
import { makeRuns } from "./browser/runs.ts";
import { checkSearch } from "./browser/search.ts";
import { timePages } from "./browser/times.ts";

const work = await Deno.makeTempDir({ prefix: "crlc-browser-" });
const [photos, pattern = ""] = Deno.args;
let failed = 0;

/** Does a check and tells how it ended. */
async function check(name: string, act: () => Promise<string | void>): Promise<void> {
  if (!new RegExp(pattern).test(name)) return;
  try {
    console.log(`${name} ... ok ${await act() ?? ""}`);
  } catch (error) {
    failed++;
    console.log(`${name} ... FAILED\n${error instanceof Error ? error.stack : error}`);
  }
}

const browser = await startBrowser();
try {
  const runs = await makeRuns(work, photos || undefined);
  for (const { name, page } of runs.pages) await checkLooks(browser, name, page, check);
  for (const { name, page, run } of runs.pages) {
    if (run === undefined) continue;
    await check(
      `${name}: corrections`,
      () => checkCorrections(browser, page, run, join(work, name)),
    );
    await check(`${name}: search`, () => checkSearch(browser, page));
    await check(`${name}: map`, () => checkMap(browser, page));
  }
  await timePages(browser, work, check);
} finally {
  await browser.close();
  await Deno.remove(work, { recursive: true });
}
console.log(failed > 0 ? `${failed} failed` : "all passed");
Deno.exit(failed > 0 ? 1 : 0);
