/**
 * Drives the page of a report in Chromium as a person would, by clicks and keys, in every look, on
 * digits and on photos, and times it with 60,000 pictures and with 100,000 points.
 *
 * Run: `.ci/browser [PHOTOS [PATTERN]]`, with a folder of pictures, or "" for none; checks whose
 * names fit the pattern alone
 *
 * @module
 */
import { ok } from "node:assert/strict";
import { join } from "node:path";
import { checkCompare } from "./browser/compare.ts";
import { checkCorrections } from "./browser/corrections.ts";
import { checkGivenAway, checkLooks } from "./browser/looks.ts";
import { checkMap } from "./browser/map.ts";
import { LOOKS, startBrowser } from "./browser/open.ts";
import { makePages } from "./browser/runs.ts";
import { checkSearch } from "./browser/search.ts";
import { checkServed } from "./browser/served.ts";
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
  const pages = await makePages(work, photos || undefined);
  await check("digits: bytes", async () => {
    const { size } = await Deno.stat(pages[0].page);
    ok(size < 500 * 1024, `${size} bytes`);
    return `${size} bytes`;
  });
  for (const shown of pages) {
    const { name, page, run } = shown;
    await checkLooks(browser, name, page, check);
    for (const look of LOOKS) {
      const called = `${name}: ${look.width} px, ${look.theme}:`;
      if (run === undefined) {
        await check(`${called} side by side`, () => checkCompare(browser, page, look));
        continue;
      }
      await check(`${called} search`, () => checkSearch(browser, page, look));
      await check(`${called} map`, () => checkMap(browser, shown, look));
      await check(`${called} corrections`, () => checkCorrections(browser, shown, look));
    }
    if (run === undefined) continue;
    const saved = join(work, `saved-${name}`);
    await check(`${name}: saved`, () => checkCorrections(browser, shown, LOOKS[0], saved));
    if (shown.files) {
      await check(`${name}: to give away`, () => checkGivenAway(browser, run, saved));
    }
    for (const look of [LOOKS[0], LOOKS.at(-1)!]) {
      const called = `${name}: ${look.width} px, ${look.theme}: served`;
      await check(called, () => checkServed(browser, run, look));
    }
  }
  await timePages(browser, work, check);
} finally {
  await browser.close();
  await Deno.remove(work, { recursive: true });
}
console.log(failed > 0 ? `${failed} failed` : "all passed");
Deno.exit(failed > 0 ? 1 : 0);
