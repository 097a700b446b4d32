import { ok } from "node:assert/strict";
import { join } from "node:path";
import type { Browser, CDPSession, Page } from "npm:puppeteer-core@24.16.0";
import { type Opened, openReport } from "./open.ts";

/** Script time of a frame while somebody pans, points and scrolls, in milliseconds, at most. */
const MOST_A_FRAME = 8;
/** Milliseconds to the first picture, at most, of the most pictures that a page has. */
const FIRST = 2000;
const TRIES = 3;
/** Movements that are measured. */
const ACTS = 60;

type Check = (name: string, act: () => Promise<string | void>) => Promise<void>;

/** Times pages that never were: of 60,000 pictures in groups of 10,000, and of 100,000 points. */
export async function timePages(browser: Browser, work: string, check: Check): Promise<void> {
  for (const samples of [60_000, 100_000]) {
    await check(`${samples} pictures`, async () => {
      const file = join(work, `${samples}.html`);
      await makePage(samples, file);
      const { page, context, first, busy } = await openSoon(browser, file);
      const client = await page.createCDPSession();
      // Of the processor, so that others who use it do not count.
      await client.send("Performance.enable", { timeDomain: "threadTicks" });
      const scrolled = await scroll(page, client);
      const { panned, hovered } = await useMap(page, client);
      const clicked = await click(page);
      const resident = await largestRenderer(browser);
      await context.close();
      const told = `first picture ${Math.round(first)} ms, of them ${
        Math.round(busy)
      } of the page's own; script a frame ${scrolled.toFixed(1)} ms scrolling, ${
        panned.toFixed(1)
      } ms panning and ${hovered.toFixed(1)} ms pointing; a picture large ${
        Math.round(clicked)
      } ms after a click; memory of its process ${Math.round(resident / 1e6)} MB, file ${
        (Deno.statSync(file).size / 1e6).toFixed(1)
      } MB`;
      ok(
        (first <= FIRST || samples > 60_000) && Math.max(scrolled, panned, hovered) <= MOST_A_FRAME,
        told,
      );
      return told;
    });
  }
}

/** Opens a page; where its first picture is late, again: others may have taken the processor. */
async function openSoon(browser: Browser, file: string): Promise<Opened> {
  for (let tries = TRIES;; tries--) {
    const opened = await openReport(browser, file, { width: 1400, theme: "light" });
    if (opened.first <= FIRST || tries === 1) return opened;
    await opened.context.close();
  }
}

/** Bytes of memory that the largest process that shows a page takes. */
async function largestRenderer(browser: Browser): Promise<number> {
  const client = await browser.target().createCDPSession();
  const { processInfo } = await client.send("SystemInfo.getProcessInfo");
  const sizes = processInfo.filter(({ type }) => type === "renderer").map(({ id }) => {
    const status = Deno.readTextFileSync(`/proc/${id}/status`);
    return 1024 * Number(/^VmRSS:\s*(\d+) kB/m.exec(status)![1]);
  });
  return Math.max(...sizes);
}

async function makePage(samples: number, file: string): Promise<void> {
  const script = new URL("../../browser/made_up_page.ts", import.meta.url).pathname;
  const config = new URL("../../../deno.json", import.meta.url).pathname;
  const { success, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", "--config", config, script, String(samples), file],
  }).output();
  if (!success) throw new Error(new TextDecoder().decode(stderr));
}

/** Milliseconds of script that something takes. */
async function scriptOf(client: CDPSession, act: () => Promise<void>): Promise<number> {
  const now = async () => {
    const { metrics } = await client.send("Performance.getMetrics");
    return 1000 * metrics.find(({ name }) => name === "ScriptDuration")!.value;
  };
  const before = await now();
  await act();
  return await now() - before;
}

/** Scrolls through all pictures of a group; script time of each frame in which it moves. */
async function scroll(page: Page, client: CDPSession): Promise<number> {
  await page.click("#groups .group > header > button");
  await page.waitForSelector("#groups .grid .tile canvas[data-drawn]");
  const { x, y } = (await (await page.$("#groups .grid"))!.boundingBox())!;
  await page.mouse.move(x + 100, y + 100);
  await page.evaluate(() => {
    const grid = document.querySelector("#groups .grid")!;
    const counter = globalThis as unknown as { moved: number };
    let before = grid.scrollTop;
    counter.moved = 0;
    const count = () => {
      if (grid.scrollTop !== before) counter.moved++;
      before = grid.scrollTop;
      requestAnimationFrame(count);
    };
    requestAnimationFrame(count);
  });
  const script = await scriptOf(client, async () => {
    for (let i = 0; i < ACTS; i++) await page.mouse.wheel({ deltaY: i % 10 === 9 ? 9000 : 240 });
  });
  const frames = await page.evaluate(() => (globalThis as unknown as { moved: number }).moved);
  ok(frames > ACTS / 3, `${frames} frames moved`);
  const seen = await page.$$eval("#groups .grid .tile", (all) => all.length);
  ok(seen < 300, `${seen} pictures of the list are there`);
  await page.click("#groups .group > header > button");
  return script / frames;
}

/** Pans and points on the map; script time of each movement, which is a frame at most. */
async function useMap(page: Page, client: CDPSession) {
  const canvas = (await page.$("#map"))!;
  await canvas.evaluate((map) => map.scrollIntoView({ block: "center" }));
  await page.waitForSelector("#map[data-drawn]");
  const { x, y, width, height } = (await canvas.boundingBox())!;
  await page.focus("#map");
  for (let i = 0; i < 4; i++) await page.keyboard.press("+");
  const each = async (act: (i: number) => Promise<void>) =>
    await scriptOf(client, async () => {
      for (let i = 0; i < ACTS; i++) await act(i);
    }) / ACTS;
  await page.mouse.move(x + width / 2, y + height / 2);
  await page.mouse.down();
  const panned = await each((i) =>
    page.mouse.move(x + width / 2 + 4 * (i % 20), y + height / 2 + 3 * (i % 13))
  );
  await page.mouse.up();
  const hovered = await each((i) =>
    page.mouse.move(x + 0.2 * width + 9 * i, y + 0.3 * height + 5 * i)
  );
  await page.keyboard.press("0");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".viewer[open] canvas[data-drawn]");
  await page.keyboard.press("Escape");
  return { panned, hovered };
}

/** Milliseconds from a click on a small picture until it is large. */
async function click(page: Page): Promise<number> {
  await page.evaluate(() => {
    const timer = globalThis as unknown as { took?: number };
    addEventListener("click", () => {
      const began = performance.now();
      const look = () => {
        if (document.querySelector(".viewer[open] canvas[data-drawn]")) {
          timer.took = performance.now() - began;
        } else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    }, { capture: true, once: true });
  });
  await page.click("#groups .tile:nth-child(3)");
  const took = await page.waitForFunction(() => (globalThis as unknown as { took?: number }).took);
  return (await took.jsonValue())!;
}
