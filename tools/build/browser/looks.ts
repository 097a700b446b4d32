import { deepStrictEqual, ok } from "node:assert/strict";
import type { Browser } from "npm:puppeteer-core@24.16.0";
import { LOOKS, openReport, seriousFindings } from "./open.ts";

/** Tab stops of a page of ten groups, at most; there were 744. */
const MOST_STOPS = 260;

/** Pictures at the top, nothing wider than the window, nothing serious by axe, few tab stops. */
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
      deepStrictEqual(await seriousFindings(page), []);
      await page.click("#groups .tile");
      deepStrictEqual(await seriousFindings(page), [], "with a picture large");
      deepStrictEqual(complaints, []);
      deepStrictEqual(requests.filter((url) => !/^(data|blob):/.test(url)).length, 1, "requests");
      await context.close();
      return `${stops} tab stops`;
    });
  }
}
