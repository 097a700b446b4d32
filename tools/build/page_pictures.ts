/**
 * Draws the pictures of the page that README.md and docs/page.md show, into docs/images.
 *
 * Run: `deno run -A --config tools/build/deno.json tools/build/page_pictures.ts PAGE`, with the page of
 * a run of `crlc/digits` after `crlc eval`, made by `crlc report RUN --map umap`
 *
 * @module
 */
import { join } from "node:path";
import { openReport, startBrowser } from "./browser/open.ts";

const [file] = Deno.args, to = new URL("../../docs/images", import.meta.url).pathname;
const browser = await startBrowser();
try {
  for (const theme of ["light", "dark"] as const) {
    const { page, context } = await openReport(browser, Deno.realPathSync(file), {
      width: 1400,
      theme,
    });
    const draw = async (name: `${string}.png`) => {
      await page.waitForFunction(() =>
        [...document.querySelectorAll<HTMLElement>("canvas[data-image]")].every((one) =>
          one.dataset.drawn || !one.checkVisibility()
        )
      );
      await page.screenshot({ path: join(to, name) as `${string}.png` });
    };
    if (theme === "dark") await draw("report-clusters-dark.png");
    else {
      await draw("report.png");
      await page.$eval("#h-map", (head) => scrollBy(0, head.getBoundingClientRect().top - 16));
      await page.waitForSelector("#map[data-drawn]");
      await draw("report-map.png");
    }
    await context.close();
  }
} finally {
  await browser.close();
}
