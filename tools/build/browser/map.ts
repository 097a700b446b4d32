import { match, ok, strictEqual } from "node:assert/strict";
import type { Browser } from "npm:puppeteer-core@24.16.0";
import { openReport } from "./open.ts";

/** Zooms, pans, draws a lasso and a box, switches the legend, filters, points. */
export async function checkMap(browser: Browser, file: string): Promise<void> {
  const { page, complaints } = await openReport(browser, file, { width: 1400, theme: "dark" });
  const canvas = (await page.$("#map"))!;
  await canvas.evaluate((map) => map.scrollIntoView({ block: "center" }));
  await page.waitForSelector("#map[data-drawn]");
  const { x, y, width, height } = (await canvas.boundingBox())!;
  const at = (u: number, v: number) => [x + u * width, y + v * height] as const;
  const picked = async () =>
    Number(
      (await page.$eval("#picked p", ({ textContent }) => textContent!)).split(" ")[0].replaceAll(
        ",",
        "",
      ),
    );

  await page.select("#drag", "lasso");
  const draw = async (...spots: readonly (readonly [number, number])[]) => {
    await page.mouse.move(...at(...spots[0]));
    await page.mouse.down();
    for (const spot of spots) await page.mouse.move(...at(...spot), { steps: 4 });
    await page.mouse.up();
  };
  await draw([0.02, 0.02], [0.98, 0.02], [0.98, 0.98], [0.5, 0.5], [0.02, 0.98]);
  const some = await picked();
  ok(some > 10, `${some} in the lasso`);
  ok(await page.$("#picked .grid .tile"), "the selection as a grid");
  await page.select("#drag", "box");
  await draw([0.01, 0.01], [0.99, 0.99]);
  const all = await picked();
  ok(all > some, `${all} in the box`);

  // One group off: a box has fewer.
  await page.click("#legend [aria-pressed='true']");
  await draw([0.01, 0.01], [0.99, 0.99]);
  ok(await picked() < all, "a group is switched off");
  await page.locator("#legend ::-p-text(All)").click();
  // The most certain only.
  await page.locator(".help ::-p-text(Filter)").click();
  const { x: x2, y: y2 } = (await canvas.boundingBox())!;
  const moved = [x2 - x, y2 - y];
  await page.select(".filters select", "0");
  await page.mouse.move(x + moved[0] + 5, y + moved[1] + 5);
  await page.mouse.down();
  await page.mouse.move(x + moved[0] + width - 5, y + moved[1] + height - 5, { steps: 5 });
  await page.mouse.up();
  ok(await picked() < all, "a filter by group");
  await page.locator(".filters ::-p-text(Show all)").click();

  // Keys: walk, enlarge, open, back.
  await page.focus("#map");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  ok(await page.$eval("#tip", (tip) => (tip as HTMLElement).checkVisibility()), "pointed at");
  match(await page.$eval("#tip", ({ textContent }) => textContent!), /confidence/);
  await page.keyboard.press("+");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".viewer[open]");
  await page.keyboard.press("Escape");
  strictEqual(await page.evaluate(() => document.activeElement!.id), "map");
  strictEqual(complaints.join("\n"), "");
  await page.close();
}
