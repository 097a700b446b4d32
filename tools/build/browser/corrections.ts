import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { join } from "node:path";
import type { Browser, Page } from "npm:puppeteer-core@24.16.0";
import { openReport } from "./open.ts";
import { crlc } from "./runs.ts";

const text = (page: Page, selector: string) =>
  page.$eval(selector, (found) => (found as HTMLElement).innerText);
const groups = (page: Page) => page.$$eval("#groups .group", (all) => all.length);

/** Renames, merges, splits, moves, undoes, reloads, saves, and lets crlc apply what was saved. */
export async function checkCorrections(
  browser: Browser,
  file: string,
  run: string,
  downloads: string,
): Promise<void> {
  const { page, complaints } = await openReport(browser, file, { width: 1400, theme: "light" });
  const before = await groups(page);

  // A name, typed.
  await page.click("#groups .group .name");
  await page.keyboard.type("nines");
  await page.keyboard.press("Enter");
  match(await text(page, "#status"), /^Named group \S+ nines/);

  await lookThrough(page);
  await selectAndMove(page, before);
  await mergeAndSplit(page, before);
  await reload(page);
  await saveAndApply(browser, page, run, downloads);
  deepStrictEqual(complaints, []);
  await page.close();
}

/** What the groups are called, by which they are told. */
const labels = (page: Page) =>
  page.$$eval("#groups .group", (all) => all.map((one) => one.getAttribute("aria-label")));

/** Shows all of a group, and one picture large. */
async function lookThrough(page: Page): Promise<void> {
  // All pictures of a group: as many as fit are there, and the last one comes by End.
  await page.click("#groups .group > header > button");
  await page.waitForSelector("#groups .group .grid .tile");
  const many = await page.$eval(
    "#groups .group .grid .tile",
    (tile) => Number(tile.getAttribute("aria-setsize")),
  );
  await page.keyboard.press("End");
  strictEqual(
    await page.evaluate(() => Number(document.activeElement!.getAttribute("aria-posinset"))),
    many,
  );
  ok(await page.$$eval("#groups .group:first-child .tile", (all) => all.length) < 200);

  // Large, on to the next, and Esc back to where one was.
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowRight");
  const image = await page.evaluate(() => (document.activeElement as HTMLElement).dataset.image);
  await page.keyboard.press("Enter");
  await page.waitForSelector(".viewer[open] canvas[data-drawn]");
  match(await text(page, ".viewer"), /2 of [\d,]+/);
  await page.keyboard.press("ArrowRight");
  match(await text(page, ".viewer"), /3 of [\d,]+/);
  await page.keyboard.press("Escape");
  strictEqual(await page.$(".viewer[open]"), null);
  strictEqual(
    await page.evaluate(() => (document.activeElement as HTMLElement).dataset.image),
    image,
  );
}

async function selectAndMove(page: Page, before: number): Promise<void> {
  // Three pictures selected by keys, moved to a new group; taken back and done again by keys.
  await page.keyboard.press("Space");
  await page.keyboard.down("Shift");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.up("Shift");
  match(await text(page, "#selection b"), /^3 selected/);
  await page.locator("#selection ::-p-text(To a new group)").click();
  strictEqual(await groups(page), before + 1);
  match(await text(page, "#groups .group .facts"), /^3 pictures/);
  await page.keyboard.down("Control");
  await page.keyboard.press("z");
  strictEqual(await groups(page), before);
  await page.keyboard.press("y");
  await page.keyboard.up("Control");
  strictEqual(await groups(page), before + 1);
}

async function mergeAndSplit(page: Page, before: number): Promise<void> {
  // A merge by keys, a split where one is offered.
  await page.focus("#groups .group:nth-child(4) .tile[tabindex='0']");
  await page.keyboard.press("m");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  strictEqual(await groups(page), before);
  match(await text(page, "#status"), /^Merged/);
  await page.click("#groups .group:nth-child(5) .menu summary");
  const split = await page.$("#groups .group:nth-child(5) .menu-body ::-p-text(2 parts)");
  if (split) {
    await split.click();
    strictEqual(await groups(page), before + 1);
  }
}

async function reload(page: Page): Promise<void> {
  // Closing warns; a reload keeps everything.
  const now = await labels(page);
  let warned = 0;
  page.on("dialog", async (dialog) => {
    if (dialog.type() === "beforeunload") warned++;
    await dialog.accept();
  });
  await page.reload();
  await page.waitForSelector("html[data-ready]");
  strictEqual(warned, 1, "a warning before the page is left");
  deepStrictEqual(await labels(page), now);
}

async function saveAndApply(
  browser: Browser,
  page: Page,
  run: string,
  downloads: string,
): Promise<void> {
  const now = await labels(page);
  // Saved, applied by the very command that the page shows, and on the next page.
  await Deno.mkdir(downloads, { recursive: true });
  const client = await page.createCDPSession();
  await client.send("Browser.setDownloadBehavior", {
    behavior: "allow",
    downloadPath: downloads,
    eventsEnabled: true,
  });
  const saved = new Promise<void>((resolve) => {
    client.on("Browser.downloadProgress", ({ state }) => {
      if (state === "completed") resolve();
    });
  });
  await page.click("#save-names");
  await saved;
  match(
    await page.$eval("#command", ({ textContent }) => textContent!),
    /^crlc names .* --edits names\.json$/,
  );
  const edits = JSON.parse(await Deno.readTextFile(join(downloads, "names.json")));
  strictEqual(edits.moves.length, 3);
  await crlc("names", run, "--edits", join(downloads, "names.json"), "--quiet");
  await crlc("report", run, "--to", join(downloads, "after.html"));
  const { page: after } = await openReport(browser, join(downloads, "after.html"), {
    width: 1400,
    theme: "dark",
  });
  deepStrictEqual(
    await after.$$eval("#groups .group", (all) => all.map((one) => one.getAttribute("aria-label"))),
    now,
  );
  await after.close();
}
