import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { join } from "node:path";
import type { Browser, Page } from "npm:puppeteer-core@24.16.0";
import { clickText, type Look, openReport, text } from "./open.ts";
import { crlc, type Shown } from "./runs.ts";

const groups = (page: Page) => page.$$eval("#groups .group", (all) => all.length);

/** What the groups are called, by which they are told, and how many pictures they have. */
const told = (page: Page) =>
  page.$$eval(
    "#groups .group",
    (all) =>
      all.map((one) =>
        `${one.getAttribute("aria-label")}: ${one.querySelector(".facts")!.textContent}`
      ),
  );

/**
 * Looks through groups, renames, merges, splits, moves, undoes, reloads.
 *
 * @param downloads Where the corrections are saved as well; crlc takes them, and what has come of them
 * is looked at.
 */
export async function checkCorrections(
  browser: Browser,
  shown: Shown,
  look: Look,
  downloads?: string,
): Promise<void> {
  const { page, context, complaints } = await openReport(browser, shown.page, look);
  const before = await groups(page);
  match(
    await text(page, "#groups .group .facts"),
    shown.sure
      ? /^[\d,]+ pictures? · [\d.]+ % · confidence [\d.]+/
      : /^[\d,]+ pictures? · [\d.]+ %/,
  );
  deepStrictEqual(
    await page.$$eval("#groups .group:first-child h4", (all) => all.map((one) => one.innerText)),
    shown.sure ? ["Best", "Least certain"] : ["Most typical", "Least typical"],
  );

  // A name, typed.
  await page.click("#groups .group .name");
  await page.keyboard.type("nines");
  await page.keyboard.press("Enter");
  match(await text(page, "#status"), /^Named group \S+ nines/);

  await lookThrough(page, shown);
  await selectAndMove(page, before);
  await moveOne(page);
  await mergeAndSplit(page, before);
  await reload(page);
  if (downloads) await saveAndApply(browser, page, shown, downloads);
  deepStrictEqual(complaints, []);
  await context.close();
}

/** Shows all of a group, and one picture large, with what is known of it. */
async function lookThrough(page: Page, { sure, files }: Shown): Promise<void> {
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

  // A shows fewer again, and all; N leads to the name, and Esc back.
  await page.keyboard.press("a");
  strictEqual(await page.$("#groups .group:first-child .grid"), null);
  await page.keyboard.press("a");
  await page.waitForSelector("#groups .group .grid .tile");
  await page.keyboard.press("n");
  strictEqual(await page.evaluate(() => document.activeElement!.className), "name");
  await page.keyboard.press("Escape");

  // Large, on to the next, and Esc back to where one was.
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowRight");
  const image = await page.evaluate(() => (document.activeElement as HTMLElement).dataset.image);
  await page.keyboard.press("Enter");
  await page.waitForSelector(".viewer[open] canvas[data-drawn]");
  match(await text(page, ".viewer"), /2 of [\d,]+/);
  await page.keyboard.press("ArrowRight");
  match(await text(page, ".viewer"), /3 of [\d,]+/);
  match(await text(page, ".viewer dl"), /Group\s*\S+/);
  ok(await page.$$eval(".viewer .near .tile", (all) => all.length) > 2, "neighbours");
  strictEqual(/Confidence\s*[\d.]+/.test(await text(page, ".viewer dl")), sure, "confidence");
  if (files) await requireFile(page);
  await clickText(page, ".viewer .steps", "Previous");
  match(await text(page, ".viewer"), /2 of [\d,]+/);
  await page.keyboard.press("Escape");
  strictEqual(await page.$(".viewer[open]"), null);
  strictEqual(
    await page.evaluate(() => (document.activeElement as HTMLElement).dataset.image),
    image,
  );
}

/** The link of a picture leads to its file from where the page lies. */
async function requireFile(page: Page): Promise<void> {
  const { given, whole } = await page.$eval(".viewer dl a", (a) => ({
    given: a.getAttribute("href")!,
    whole: (a as HTMLAnchorElement).href,
  }));
  ok(!given.includes(":") && !given.startsWith("/"), `${given} is relative`);
  const path = new URL(whole).pathname;
  ok(Deno.statSync(decodeURIComponent(path)).isFile, path);
  strictEqual(path.endsWith(await text(page, ".viewer h2").then(encodeURI)), true);
}

async function selectAndMove(page: Page, before: number): Promise<void> {
  // Three pictures selected by keys, moved to a new group; taken back and done again by keys.
  await page.keyboard.press("Space");
  await page.keyboard.down("Shift");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.up("Shift");
  match(await text(page, "#selection b"), /^3 selected/);
  await clickText(page, "#selection", "To a new group");
  strictEqual(await groups(page), before + 1);
  match(await text(page, "#groups .group .facts"), /^3 pictures/);
  await page.keyboard.down("Control");
  await page.keyboard.press("z");
  strictEqual(await groups(page), before);
  await page.keyboard.press("y");
  await page.keyboard.up("Control");
  strictEqual(await groups(page), before + 1);
  // The same by the buttons.
  await page.click("#undo");
  strictEqual(await groups(page), before);
  await page.click("#redo");
  strictEqual(await groups(page), before + 1);
}

/** One picture, seen large, is moved by keys into the group that is there first. */
async function moveOne(page: Page): Promise<void> {
  const tile = "#groups .group:nth-child(3) .tile[tabindex='0']";
  await page.focus(tile);
  await page.keyboard.press("Enter");
  await page.waitForSelector(".viewer[open]");
  await page.keyboard.press("m");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  match(await text(page, ".viewer dl"), /Group\s*\+1/);
  await page.keyboard.press("Escape");
  match(await text(page, "#groups .group .facts"), /^4 pictures/);
}

async function mergeAndSplit(page: Page, before: number): Promise<void> {
  // A merge by keys, one by the menu, which is taken apart again, a split where one is offered.
  await page.focus("#groups .group:nth-child(4) .tile[tabindex='0']");
  await page.keyboard.press("m");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  strictEqual(await groups(page), before);
  match(await text(page, "#status"), /^Merged/);
  const third = "#groups .group:nth-child(3)";
  await page.click(`${third} .menu summary`);
  const last = await page.waitForSelector(`${third} .menu-body option:last-child`);
  await page.select(`${third} .menu-body select`, await last!.evaluate(({ value }) => value));
  await clickText(page, `${third} .menu-body`, "Merge");
  strictEqual(await groups(page), before - 1);
  await page.click(`${third} .menu summary`);
  await clickText(page, `${third} .menu-body`, "Take apart");
  strictEqual(await groups(page), before);
  const fifth = "#groups .group:nth-child(5)";
  await page.click(`${fifth} .menu summary`);
  const offered = await page.waitForFunction(
    (at) => (document.querySelector(`${at} .menu-body`) as HTMLElement).innerText || undefined,
    {},
    fifth,
  );
  if ((await offered.jsonValue())!.includes("2 parts")) {
    await clickText(page, `${fifth} .menu-body`, "2 parts");
    strictEqual(await groups(page), before + 1);
  }
}

async function reload(page: Page): Promise<void> {
  // Closing warns; a reload keeps everything, and what can be undone.
  const now = await told(page);
  let warned = 0;
  page.on("dialog", async (dialog) => {
    if (dialog.type() === "beforeunload") warned++;
    await dialog.accept();
  });
  await page.reload();
  await page.waitForSelector("html[data-ready]");
  strictEqual(warned, 1, "a warning before the page is left");
  deepStrictEqual(await told(page), now);
  await page.click("#undo");
  ok((await told(page)).join() !== now.join(), "undone after a reload");
  await page.click("#redo");
  deepStrictEqual(await told(page), now);
}

async function saveAndApply(
  browser: Browser,
  page: Page,
  shown: Shown,
  downloads: string,
): Promise<void> {
  const now = await told(page), run = shown.run!;
  // Saved, applied by the very command that the page shows, and on the next page.
  await Deno.mkdir(downloads, { recursive: true });
  const client = await page.createCDPSession();
  await client.send("Browser.setDownloadBehavior", {
    behavior: "allow",
    browserContextId: page.browserContext().id,
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
  const [, command] = /^crlc (.*)$/.exec(
    await page.$eval("#command", ({ textContent }) => textContent!),
  )!;
  const edits = JSON.parse(await Deno.readTextFile(join(downloads, "names.json")));
  strictEqual(edits.moves.length, 4);
  await crlc(...command.replace("names.json", join(downloads, "names.json")).split(" "), "--quiet");
  await crlc("report", run, "--to", join(downloads, "after.html"));
  const { page: after, context } = await openReport(browser, join(downloads, "after.html"), {
    width: 1400,
    theme: "dark",
  });
  deepStrictEqual(await told(after), now);
  await context.close();
  await requireEverywhere(shown, downloads, edits.moves);
}

/** What was corrected is in scores, in what is exported, and known of a picture that is asked about. */
async function requireEverywhere(
  { run, files }: Shown,
  downloads: string,
  moves: readonly { readonly image: string; readonly to: string }[],
): Promise<void> {
  const { split, options: { path } } =
    JSON.parse(await Deno.readTextFile(join(run!, "recipe.json"))).recipe.dataset;
  const scored = await crlc(
    ...["eval", run!, "--split", split, "--corrected", "--no-yardstick", "--json", "--quiet"],
  );
  strictEqual(JSON.parse(scored).corrected.moved, moves.length);
  const to = join(downloads, "exported");
  await crlc("export", run!, "--to", to, "--quiet");
  const rows = (await Deno.readTextFile(join(to, "assignments.csv"))).split("\n")
    .map((row) => row.split(",")).filter((row) => row.at(-1) === "yes");
  deepStrictEqual(rows.map(([image]) => image).sort(), moves.map(({ image }) => image).sort());
  const folders = [...Deno.readDirSync(join(to, "clusters"))].map(({ name }) => name);
  // The new group was merged with another.
  for (const group of ["nines", "+1"]) {
    ok(folders.some((folder) => folder.endsWith(group)), folders.join());
  }
  if (!files) return;
  const [[image, ...others]] = rows;
  const assigned = JSON.parse(
    await crlc("assign", run!, join(path, image), "--json", "--quiet"),
  );
  const [{ name, moved }] = assigned.images;
  deepStrictEqual([name, moved], [others.at(-2), true]);
}
