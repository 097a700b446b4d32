import { match, ok, strictEqual } from "node:assert/strict";
import type { Browser } from "npm:puppeteer-core@24.16.0";
import { type Look, openReport, text } from "./open.ts";

/** Two runs side by side: agreement, what moved, the run that is chosen, curves of each strategy. */
export async function checkCompare(browser: Browser, file: string, look: Look): Promise<void> {
  const { page, context, complaints } = await openReport(browser, file, look);
  match(await text(page, "#comparison"), /[\d.]+ % stand in groups that fit each other best/);
  const button = (await page.$("#comparison td button"))!;
  const count = Number((await button.evaluate((one) => one.innerText)).replaceAll(",", ""));
  await button.click();
  const tile = "#comparison .tile";
  strictEqual(await page.$eval(tile, (one) => Number(one.getAttribute("aria-setsize"))), count);
  match(await page.$eval(tile, (one) => one.getAttribute("aria-label")!), /in the other run \d/);
  const first = await text(page, "#groups .group");
  await page.select("#run", "1");
  ok(await text(page, "#groups .group") !== first, "the groups of the other run");
  match(await text(page, "#comparison"), /[\d.]+ % stand/);
  // Losses of different strategies mean different things: each has axes of its own.
  const charts = await page.$$eval(
    ".chart figcaption",
    (all) => all.map((one) => one.textContent!.trim()),
  );
  ok(
    charts.some((title) => /kmeans/.test(title)) && charts.some((title) => /crlc/.test(title)),
    charts.join("; "),
  );
  strictEqual(complaints.join("\n"), "");
  await context.close();
}
