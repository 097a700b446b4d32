import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { openWatch } from "../../cli/actions/train/watch.ts";
import { livePage } from "../../results/report/live_page.ts";
import { change } from "../../results/names/change.ts";
import { noEdits } from "../../results/names/edits.ts";
import { lostNames } from "../../results/names/lost_names.ts";
import { PLAN } from "../cli/fixtures.ts";

const none = { set: [], merge: [], split: [] };
const nothing = new Set<string>();

Deno.test("a merge of a named cluster keeps the name, and tells what it puts out of sight", () => {
  const named = change(noEdits(4, 0), { ...none, set: ["0=cats", "1=dogs"] });
  const one = change(named, { ...none, merge: ["1,2"] });
  deepStrictEqual(lostNames(named, one, nothing), []);
  const both = change(named, { ...none, merge: ["0,1"] });
  deepStrictEqual(lostNames(named, both, nothing), [
    '0 + 1 is one group now, called "cats"; not "dogs" of 1, which comes back where the group is undone',
  ]);
  // What was told once is not told again.
  deepStrictEqual(lostNames(both, both, nothing), []);
  const anew = change(named, { ...none, set: ["0=pets"], merge: ["0,1"] });
  match(lostNames(named, anew, new Set(["0"]))[0], /called "pets"; not "dogs" of 1$/);
});

Deno.test("a split of a named cluster tells that the name is gone", () => {
  const named = change(noEdits(4, 0), { ...none, set: ["3=cats"] });
  const split = change(named, { ...none, split: ["3"] });
  deepStrictEqual(lostNames(named, split, nothing), [
    '3 was called "cats": its parts have no names yet',
  ]);
});

Deno.test("crlc train --watch ends on a page that stays and names the report", async () => {
  const watch = await openWatch();
  match(await (await fetch(watch.address)).text(), /http-equiv="refresh"/);
  const closed = watch.close("finished");
  // The browser asks once more, and has the last page.
  const page = await (await fetch(watch.address)).text();
  ok(!page.includes('http-equiv="refresh"'));
  match(page, /<code>crlc report RUN<\/code>/);
  await closed;
});

Deno.test("the last page of a run names it, and says how it has ended", async () => {
  const run = { plan: { ...PLAN, run: "runs/a b" }, warnings: [] };
  match(
    await livePage({ ...run, ending: "finished" }),
    /crlc report &#39;runs\/a b&#39;|crlc report 'runs\/a b'/,
  );
  match(await livePage({ ...run, ending: "stopped" }), /the same command goes on/);
  match(await livePage({ ...run, ending: "failed" }), /ended with an error/);
  strictEqual((await livePage(run)).includes("This page stays"), false);
});

Deno.test("where nobody watches, nothing is waited for", async () => {
  const watch = await openWatch(), began = performance.now();
  await watch.close("finished");
  ok(performance.now() - began < 2000);
});
