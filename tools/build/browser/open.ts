import axe from "npm:axe-core@4.11.0";
import puppeteer, {
  type Browser,
  type BrowserContext,
  type ElementHandle,
  type Page,
} from "npm:puppeteer-core@24.16.0";

/** What a page looks like: pixels of the window, and the theme. */
export interface Look {
  readonly width: number;
  readonly theme: "light" | "dark";
}

/** Looks that every page is driven in. */
export const LOOKS: readonly Look[] = [1400, 800, 390].flatMap((width) =>
  (["light", "dark"] as const).map((theme) => ({ width, theme }))
);

/** Debian's Chromium, without a screen. */
export function startBrowser(): Promise<Browser> {
  return puppeteer.launch({
    executablePath: "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu"],
  });
}

/** A page that is open, and whatever it asked for or complained of. */
export interface Opened {
  readonly page: Page;
  /** What the browser keeps for it; another page of it is another tab. */
  readonly context: BrowserContext;
  readonly requests: string[];
  readonly complaints: string[];
  /** Milliseconds until the first picture was drawn. */
  readonly first: number;
  /** Milliseconds of the processor that the page's thread had taken by then. */
  readonly busy: number;
}

/**
 * Opens a report, in a browser that has never seen it.
 *
 * @param at A file, or an address.
 * @param context Where it is another tab.
 */
export async function openReport(
  browser: Browser,
  at: string,
  { width, theme }: Look,
  context?: BrowserContext,
): Promise<Opened> {
  const own = context ?? await browser.createBrowserContext();
  const page = await own.newPage();
  const requests: string[] = [], complaints: string[] = [];
  page.on("request", (request) => requests.push(request.url()));
  page.on("console", (message) => complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.setDefaultTimeout(30_000);
  await page.setViewport({ width, height: width < 500 ? 844 : 1000 });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: theme }]);
  const client = await page.createCDPSession();
  await client.send("Performance.enable", { timeDomain: "threadTicks" });
  const began = performance.now();
  await page.goto(
    at.startsWith("http") ? at : `file://${at.split("/").map(encodeURIComponent).join("/")}`,
  );
  await page.waitForSelector(".tile canvas[data-drawn]");
  const first = performance.now() - began;
  const { metrics } = await client.send("Performance.getMetrics");
  const busy = 1000 * metrics.find(({ name }) => name === "TaskDuration")!.value;
  await page.waitForSelector("html[data-ready]");
  return { page, context: own, requests, complaints, first, busy };
}

/** What axe finds, in a few words each. */
export async function findings(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  // deno-lint-ignore no-explicit-any
  const { violations } = await page.evaluate("axe.run()") as any;
  return violations
    .map(({ id, nodes }: { id: string; nodes: { html: string; failureSummary: string }[] }) =>
      `${id} ${nodes.length} times: ${nodes[0].html.slice(0, 160)} ${nodes[0].failureSummary}`
    );
}

/** What an element says. */
export const text = (page: Page, selector: string) =>
  page.$eval(selector, (found) => (found as HTMLElement).innerText);

/** Clicks the button, or the head of what opens, that says so and nothing else, once it is there. */
export async function clickText(page: Page, within: string, words: string): Promise<void> {
  const found = await page.waitForFunction(
    (within: string, words: string) =>
      [...document.querySelectorAll<HTMLElement>(`${within} :is(button, summary)`)]
        .find((one) => one.innerText.trim() === words && one.checkVisibility()),
    {},
    within,
    words,
  ).catch(() => {
    throw new Error(`nothing within ${within} says "${words}"`);
  });
  await (found.asElement() as ElementHandle<HTMLElement>).click();
}
