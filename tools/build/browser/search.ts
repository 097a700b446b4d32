import { match, ok, strictEqual } from "node:assert/strict";
import type { Browser } from "npm:puppeteer-core@24.16.0";
import { openReport } from "./open.ts";

/** Finds by name with next, and what is most like a picture; second looks are there. */
export async function checkSearch(browser: Browser, file: string): Promise<void> {
  const { page } = await openReport(browser, file, { width: 1400, theme: "light" });
  const name = await page.$eval(
    "#groups .tile",
    (tile) => (tile as HTMLElement).title.split(", group")[0],
  );
  await page.keyboard.press("/");
  await page.keyboard.type(name.slice(0, -1));
  await page.waitForSelector("#found .tile");
  match(
    await page.$eval("#found", (found) => (found as HTMLElement).innerText),
    /pictures? found for/,
  );
  await page.keyboard.press("Enter");
  await page.waitForSelector(".viewer[open]");
  await page.locator(".viewer ::-p-text(More like this)").click();
  await page.waitForSelector("#found .tile");
  match(await page.$eval("#found", (found) => (found as HTMLElement).innerText), /pictures like/);
  ok(await page.$$eval("#found .tile", (all) => all.length) > 5);
  strictEqual(await page.$(".viewer[open]"), null);
  const looks = await page.$$eval(".look h3", (all) => all.map(({ textContent }) => textContent));
  strictEqual(looks.slice(0, 3).join(), "Doubles,Strays,Doubtful");
  // A word of the trade, explained on focus.
  await page.focus(".term");
  ok(await page.$eval(".term .gloss", (gloss) => gloss.checkVisibility()));
  await page.close();
}
