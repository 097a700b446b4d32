import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import type { Browser, Page } from "npm:puppeteer-core@24.16.0";
import { clickText, type Look, openReport, text } from "./open.ts";
import type { Shown } from "./runs.ts";

type Spot = readonly [number, number];

/** The map of a page, and what a hand does to it; places from 0 to 1. */
class MapHand {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  async #at([u, v]: Spot): Promise<[number, number]> {
    const { x, y, width, height } = (await (await this.#page.$("#map"))!.boundingBox())!;
    return [x + u * width, y + v * height];
  }

  async point(spot: Spot): Promise<void> {
    await this.#page.mouse.move(...await this.#at(spot));
  }

  async drag(...spots: readonly Spot[]): Promise<void> {
    await this.point(spots[0]);
    await this.#page.mouse.down();
    for (const spot of spots) {
      await this.#page.mouse.move(...await this.#at(spot), { steps: 4 });
    }
    await this.#page.mouse.up();
  }

  /** Pictures within a box around nearly all of it. */
  async all(): Promise<number> {
    await this.drag([0.01, 0.01], [0.99, 0.99]);
    if (!await this.#page.$eval("#picked", (box) => (box as HTMLElement).checkVisibility())) {
      return 0;
    }
    const [count] = (await text(this.#page, "#picked p")).split(" ");
    // The bar of what is selected would lie over what is clicked next.
    await clickText(this.#page, "#selection", "Clear");
    return Number(count.replaceAll(",", ""));
  }

  /** What is drawn now, as a number that changes with it. */
  async drawn(): Promise<string> {
    await this.#page.evaluate(() =>
      new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
    );
    return await this.#page.$eval("#map", (map) => (map as HTMLCanvasElement).toDataURL());
  }
}

/** Zooms, pans, draws a lasso and a box, switches the legend, filters, points, walks. */
export async function checkMap(browser: Browser, shown: Shown, look: Look): Promise<string> {
  const { page, context, complaints } = await openReport(browser, shown.page, look);
  await page.$eval("#map", (map) => map.scrollIntoView({ block: "center" }));
  await page.waitForSelector("#map[data-drawn]");
  const hand = new MapHand(page);

  await page.select("#drag", "lasso");
  await hand.drag([0.02, 0.02], [0.98, 0.02], [0.98, 0.98], [0.5, 0.5], [0.02, 0.98]);
  const some = Number((await text(page, "#picked p")).split(" ")[0].replaceAll(",", ""));
  ok(some > 10, `${some} in the lasso`);
  ok(await page.$("#picked .grid .tile"), "the selection as a grid");
  await clickText(page, "#selection", "Clear");
  await page.select("#drag", "box");
  const all = await hand.all();
  ok(all > some, `${all} in the box`);

  const filters = await filter(page, hand, all, shown);
  await enlarge(page, hand);
  await walk(page);
  strictEqual(complaints.join("\n"), "");
  await context.close();
  return `filters: ${filters.join(", ")}`;
}

/** The legend, and each filter by itself: fewer pictures are within the same box. */
async function filter(
  page: Page,
  hand: MapHand,
  all: number,
  { sure, files }: Shown,
): Promise<readonly string[]> {
  const swatches = await page.$$eval(
    "#legend [aria-pressed] .swatch",
    (all) => all.map((one) => (one as HTMLElement).style.background),
  );
  strictEqual(new Set(swatches.slice(0, 10)).size, Math.min(10, swatches.length), "colours");
  await page.click("#legend [aria-pressed='true']");
  ok(await hand.all() < all, "a group is switched off");
  await clickText(page, "#legend", "All");

  await clickText(page, ".help", "Filter");
  const passed: string[] = [];
  const tried = async (name: string, act: () => Promise<unknown>) => {
    await act();
    const left = await hand.all();
    ok(left < all, `${name}: ${left} of ${all}`);
    await clickText(page, ".filters", "Show all");
    passed.push(name);
  };
  for (const select of await page.$$(".filters select")) {
    const { name, there, value } = await select.evaluate((one) => ({
      name: one.labels[0].innerText.trim().split(/\s/)[0],
      there: one.checkVisibility(),
      value: one.options[1]?.value,
    }));
    if (there && value !== undefined) await tried(name, () => select.select(value));
  }
  for (const [name, field] of [["Confidence", "at least"], ["Novelty", "at most"]]) {
    // Of a method that does not tell how sure it is, confidence is no filter.
    if (
      !await page.$eval(`.filters input[aria-label^="${name}"]`, (one) => one.checkVisibility())
    ) continue;
    await tried(name, async () => {
      await page.focus(`.filters input[aria-label^="${name}, ${field}"]`);
      await page.keyboard.down("Control");
      await page.keyboard.press("a");
      await page.keyboard.up("Control");
      // Half of the pictures are at 0 or 100 %, and none beyond.
      await page.keyboard.type(field === "at least" ? "100" : "0");
    });
  }
  await tried("Name", async () => {
    await page.focus(".filters input[type='search']");
    await page.keyboard.type("12");
  });
  strictEqual(await hand.all(), all, "all are shown again");
  deepStrictEqual(passed, [
    ...["Group", "Class"],
    // Photos are of two splits.
    ...files ? ["Split"] : [],
    ...sure ? ["Confidence"] : [],
    ...["Novelty", "Name"],
  ]);
  return passed;
}

/** Enlarges and moves by buttons, wheel, drag and keys; each is seen. */
async function enlarge(page: Page, hand: MapHand): Promise<void> {
  await page.select("#drag", "pan");
  let before = await hand.drawn();
  const seen = async (what: string, act: () => Promise<unknown>) => {
    await act();
    const now = await hand.drawn();
    ok(now !== before, what);
    before = now;
  };
  await seen("+ enlarges", () => page.click("#zoom-in"));
  await seen("a drag pans", () => hand.drag([0.5, 0.5], [0.6, 0.4]));
  await page.focus("#map");
  await hand.point([0.5, 0.5]);
  await seen("the wheel enlarges", () => page.mouse.wheel({ deltaY: -200 }));
  await seen("a key pans", async () => {
    await page.keyboard.down("Shift");
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.up("Shift");
  });
  await seen("- reduces", () => page.click("#zoom-out"));
  await seen("all of it again", () => page.click("#zoom-reset"));
}

async function walk(page: Page): Promise<void> {
  await page.focus("#map");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  ok(await page.$eval("#tip", (tip) => (tip as HTMLElement).checkVisibility()), "pointed at");
  match(await page.$eval("#tip", ({ textContent }) => textContent!), /, group \S/);
  await page.keyboard.press("+");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".viewer[open]");
  await page.keyboard.press("Escape");
  strictEqual(await page.evaluate(() => document.activeElement!.id), "map");
}
