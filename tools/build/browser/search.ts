import { match, ok, strictEqual } from "node:assert/strict";
import type { Browser, Page } from "npm:puppeteer-core@24.16.0";
import { clickText, type Look, openReport, text } from "./open.ts";

/** Finds by name with next, and what is most like a picture; second looks; explained words. */
export async function checkSearch(browser: Browser, file: string, look: Look): Promise<void> {
  const { page, context, complaints } = await openReport(browser, file, look);
  await find(page);
  await secondLooks(page);
  await explained(page);
  strictEqual(complaints.join("\n"), "");
  await context.close();
}

async function find(page: Page): Promise<void> {
  const name = await page.$eval(
    "#groups .tile",
    (tile) => (tile as HTMLElement).title.split(", group")[0],
  );
  await page.keyboard.press("/");
  await page.keyboard.type(name.slice(0, -1));
  await page.waitForSelector("#found .tile");
  match(await text(page, "#found"), /pictures? found for/);
  await page.keyboard.press("Enter");
  await page.waitForSelector(".viewer[open]");
  const first = await text(page, ".viewer h2");
  await page.keyboard.press("Escape");
  await clickText(page, "#found", "Next");
  ok(await text(page, ".viewer h2") !== first || await found(page) === 1, "the next one");
  await clickText(page, ".viewer", "More like this");
  await page.waitForSelector("#found .tile");
  match(await text(page, "#found"), /pictures like/);
  ok(await page.$$eval("#found .tile", (all) => all.length) > 5);
  strictEqual(await page.$(".viewer[open]"), null);
  await clickText(page, "#found", "Close");
  ok(!await page.$eval("#found", (box) => (box as HTMLElement).checkVisibility()), "closed");
}

const found = (page: Page) =>
  page.$eval("#found .tile", (tile) => Number(tile.getAttribute("aria-setsize")));

/** Opens each second look; what it lists can be selected at once. */
async function secondLooks(page: Page): Promise<void> {
  const looks = await page.$$eval(".look h3", (all) => all.map(({ textContent }) => textContent));
  strictEqual(looks.slice(0, 3).join(), "Doubles,Strays,Doubtful");
  for (const [at, name] of looks.entries()) {
    const look = (await page.$$(".look"))[at];
    await (await look.$("summary"))!.click();
    const number = Number(
      (await look.$eval("summary .dim", ({ textContent }) => textContent!)).replaceAll(",", ""),
    );
    ok(number >= 0, `${name}: ${number}`);
    if (number === 0) continue;
    ok(await look.$(".tile"), `${name} has pictures`);
    await (await look.$("button.plain"))!.click();
    const selected = Number((await text(page, "#selection b")).split(" ")[0].replaceAll(",", ""));
    if (name === "Doubles") {
      strictEqual(
        selected,
        await look.$eval(".tile", (tile) => Number(tile.getAttribute("aria-setsize"))) - 1,
        "all but the best",
      );
    } else strictEqual(selected, number);
    await clickText(page, "#selection", "Look at them");
    ok(await page.$("#selection .grid .tile"), "the selection as a grid");
    await clickText(page, "#selection", "Clear");
  }
}

/** A word of the trade, explained on focus and to the pointer. */
async function explained(page: Page): Promise<void> {
  const told = () => page.$eval(".term .gloss", (gloss) => gloss.checkVisibility());
  await page.mouse.move(0, 0);
  await page.focus(".term");
  ok(await told(), "on focus");
  await page.evaluate(() => (document.activeElement as HTMLElement).blur());
  ok(!await told());
  await page.hover(".term");
  ok(await told(), "to the pointer");
}
