import { ok } from "node:assert/strict";
import { join } from "node:path";
import type { Browser } from "npm:puppeteer-core@24.16.0";
import { openReport } from "./open.ts";

/** Script time of a frame while somebody pans and points, in milliseconds, at most. */
const MOST_A_FRAME = 8;
/** Milliseconds to the first picture, at most, of the most pictures that a page has. */
const FIRST = 2000;

type Check = (name: string, act: () => Promise<string | void>) => Promise<void>;

/** Times pages that never were: of 60,000 pictures, and of 100,000 points. */
export async function timePages(browser: Browser, work: string, check: Check): Promise<void> {
  for (const samples of [60_000, 100_000]) {
    const file = join(work, `${samples}.html`);
    const script = new URL("../../browser/made_up_page.ts", import.meta.url).pathname;
    const config = new URL("../../../deno.json", import.meta.url).pathname;
    const made = await new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", "--no-check", "--config", config, script, String(samples), file],
    }).output();
    if (!made.success) throw new Error(new TextDecoder().decode(made.stderr));
    await check(`${samples} pictures`, async () => {
      const { page, first, busy } = await openReport(browser, file, {
        width: 1400,
        theme: "light",
      });
      const canvas = (await page.$("#map"))!;
      await canvas.evaluate((map) => map.scrollIntoView({ block: "center" }));
      await page.waitForSelector("#map[data-drawn]");
      const { x, y, width, height } = (await canvas.boundingBox())!;
      await page.focus("#map");
      for (let i = 0; i < 4; i++) await page.keyboard.press("+");
      // Of the processor, so that others who use it do not count.
      const client = await page.createCDPSession();
      await client.send("Performance.enable", { timeDomain: "threadTicks" });
      const scripts = async () => {
        const { metrics } = await client.send("Performance.getMetrics");
        return metrics.find(({ name }) => name === "ScriptDuration")!.value;
      };
      const frame = async (act: (i: number) => Promise<void>) => {
        const before = await scripts();
        const frames = await page.evaluate(() => {
          const counter = globalThis as unknown as { frames: number };
          counter.frames = 0;
          const count = () => (counter.frames++, requestAnimationFrame(count));
          requestAnimationFrame(count);
          return 0;
        });
        for (let i = 0; i < 60; i++) await act(i);
        const after = await scripts();
        const counted = await page.evaluate(() =>
          (globalThis as unknown as { frames: number }).frames
        ) - frames;
        return 1000 * (after - before) / counted;
      };
      await page.mouse.move(x + width / 2, y + height / 2);
      await page.mouse.down();
      const panned = await frame((i) =>
        page.mouse.move(x + width / 2 + 4 * (i % 20), y + height / 2 + 3 * (i % 13))
      );
      await page.mouse.up();
      const hovered = await frame((i) =>
        page.mouse.move(x + 0.2 * width + 9 * i, y + 0.3 * height + 5 * i)
      );
      const { JSHeapUsedSize } = await page.metrics();
      await page.close();
      const told = `first picture ${Math.round(first)} ms, of them ${
        Math.round(busy)
      } of the page's own, script a frame ${panned.toFixed(1)} ms panning and ${
        hovered.toFixed(1)
      } ms pointing, heap ${Math.round(JSHeapUsedSize! / 1e6)} MB, file ${
        (Deno.statSync(file).size / 1e6).toFixed(1)
      } MB`;
      ok((first <= FIRST || samples > 60_000) && Math.max(panned, hovered) <= MOST_A_FRAME, told);
      return told;
    });
  }
}
