import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { join } from "node:path";
import type { Browser } from "npm:puppeteer-core@24.16.0";
import { findings, LOOKS, openReport, text } from "./open.ts";
import { crlc } from "./runs.ts";

/** Tab stops of a page of ten groups, at most; there were 744. */
const MOST_STOPS = 260;

/** Pictures at the top, nothing wider than the window, nothing by axe, few tab stops. */
export async function checkLooks(
  browser: Browser,
  name: string,
  file: string,
  check: (name: string, act: () => Promise<string | void>) => Promise<void>,
): Promise<void> {
  for (const look of LOOKS) {
    await check(`${name}: ${look.width} px, ${look.theme}`, async () => {
      const { page, context, requests, complaints } = await openReport(browser, file, look);
      const { top, height, wide, stops } = await page.evaluate(() => ({
        top: document.querySelector(".tile")!.getBoundingClientRect().bottom,
        height: innerHeight,
        wide: document.documentElement.scrollWidth,
        stops: [...document.querySelectorAll<HTMLElement>(
          "a, button, input, select, summary, [tabindex]",
        )]
          .filter((one) => one.tabIndex >= 0 && one.checkVisibility()).length,
      }));
      ok(top < height, `the first picture ends at ${top} of ${height}`);
      ok(wide <= look.width, `the page is ${wide} px wide`);
      ok(stops <= MOST_STOPS, `${stops} tab stops`);
      // With everything open that can be opened.
      await page.evaluate(() => {
        for (const one of document.querySelectorAll<HTMLDetailsElement>("details:not(.menu)")) {
          one.open = true;
        }
      });
      await page.waitForNetworkIdle();
      deepStrictEqual(await findings(page), []);
      await page.click("#groups .tile");
      deepStrictEqual(await findings(page), [], "with a picture large");
      deepStrictEqual(complaints, []);
      deepStrictEqual(requests.filter((url) => !/^(data|blob):/.test(url)).length, 1, "requests");
      await context.close();
      return `${stops} tab stops`;
    });
  }
}

/** A page that was made to be given away shows a picture large, and not where its file lies. */
export async function checkGivenAway(browser: Browser, run: string, to: string): Promise<void> {
  const file = join(to, "given-away.html");
  await crlc("report", run, "--no-links", "--to", file, "--quiet");
  const { page, context } = await openReport(browser, file, LOOKS[0]);
  await page.click("#groups .tile");
  ok((await text(page, ".viewer h2")).length > 0);
  strictEqual(await page.$(".viewer dl a"), null);
  await context.close();
}
