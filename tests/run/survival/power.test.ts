import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { fileSystem } from "../../../run/folder/file_system.ts";
import { listCheckpoints, verifyCheckpoint } from "../../../run/folder/checkpoint.ts";
import { listen } from "../training.ts";
import { interfere } from "./interfere.ts";
import { MemoryDisk, type PowerCut } from "./memory_disk.ts";
import { counted, times } from "./share.ts";
import { checkpointOf, on, STEPS, trainSmall } from "./small_run.ts";

const run = "/runs/small";
const CUTS: readonly PowerCut[] = ["all", "contents", "names", "halves"];

class PowerIsOff extends Error {}

/** Every checkpoint of an undisturbed run, and the number of its file operations. */
async function undisturbed(): Promise<{ steps: Uint8Array[]; operations: number }> {
  const { system } = new MemoryDisk();
  const steps: Uint8Array[] = [];
  let operations = 0;
  const counting = interfere(system, ({ number }) => void (operations = number));
  await on(counting, () => trainSmall({ run }));
  // Once more, stopped after each step, since old checkpoints are removed.
  for (let step = 1; step <= STEPS; step++) {
    const disk = new MemoryDisk();
    const stop = new AbortController();
    const observer = {
      ...listen(),
      step: (report: { step: number }) => void (report.step === step && stop.abort()),
    };
    await on(disk.system, () => trainSmall({ run, observer, stop: stop.signal }));
    steps[step] = await on(disk.system, () => checkpointOf(run, step));
  }
  return { steps, operations };
}

/** The newest checkpoint that is whole. */
async function newestWhole(): Promise<{ step: number; bytes: Uint8Array } | undefined> {
  const folder = `${run}/checkpoints`;
  for (const file of await listCheckpoints(folder)) {
    const bytes = await fileSystem().read(`${folder}/${file}`);
    try {
      return { step: Number(verifyCheckpoint(bytes).metadata.step), bytes };
    } catch {
      // The one before, then.
    }
  }
}

Deno.test("whenever the power goes, the newest whole checkpoint is a completed step and the run goes on", async () => {
  const { steps, operations } = await undisturbed();
  let cuts = 0, lost = 0;
  for (let n = 1; n <= operations; n += times(11, 1)) {
    const disk = new MemoryDisk();
    let renamed = 0, saved = 0;
    const dying = interfere(disk.system, ({ number, name, path }) => {
      if (number >= n) throw new PowerIsOff();
      if (name === "rename" && path.includes("step-")) renamed = Number(path.match(/(\d+)\.s/)![1]);
      // Once the pointer is written the step must outlast anything.
      if (name === "open" && path.includes("latest")) saved = renamed;
      return undefined;
    });
    await on(dying, () => trainSmall({ run })).catch(() => {});
    for (const what of CUTS) {
      const at = `power cut before operation ${n}, taking ${what}`;
      const found = disk.afterPowerCut(what);
      const newest = await on(found.system, newestWhole);
      cuts++;
      ok((newest?.step ?? 0) >= saved, `${at}: step ${newest?.step} of ${saved}`);
      if (newest) deepStrictEqual(newest.bytes, steps[newest.step], at);
      else lost++;
      if (what !== CUTS[n % CUTS.length]) continue;
      const { step } = await on(found.system, () => trainSmall({ run }));
      strictEqual(step, STEPS, at);
      deepStrictEqual(await on(found.system, () => checkpointOf(run, STEPS)), steps[STEPS], at);
    }
  }
  counted({ operations, powerCuts: cuts, beforeFirstCheckpoint: lost });
});

Deno.test("a pointer one behind its file, as a kill leaves it, is put right", async () => {
  const disk = new MemoryDisk();
  let number = 0;
  const dying = interfere(disk.system, ({ name, path }) => {
    if (name === "open" && path.includes("latest") && ++number === STEPS) throw new PowerIsOff();
  });
  await on(dying, () => trainSmall({ run })).catch(() => {});
  const latest = async () =>
    new TextDecoder().decode(await fileSystem().read(`${run}/checkpoints/latest`));
  await on(disk.system, async () => {
    strictEqual(await latest(), "step-000003.safetensors\n");
    strictEqual((await trainSmall({ run })).status, "unchanged");
    strictEqual(await latest(), "step-000004.safetensors\n");
  });
});

Deno.test("--keep decides how many checkpoints stay", async () => {
  const { system } = new MemoryDisk();
  await on(system, () => trainSmall({ run, keep: 3 }));
  const files = await on(system, () => listCheckpoints(`${run}/checkpoints`));
  deepStrictEqual(files, [4, 3, 2].map((step) => `step-00000${step}.safetensors`));
});

Deno.test("the disk in memory forgets what was not synced", async () => {
  const disk = new MemoryDisk();
  const { system } = disk;
  {
    using file = await system.open("/a", "write");
    await file.write(Uint8Array.of(1, 2));
  }
  strictEqual(await disk.afterPowerCut("all").system.exists("/a"), false);
  strictEqual((await disk.afterPowerCut("contents").system.read("/a")).length, 0);
  strictEqual((await disk.afterPowerCut("halves").system.read("/a")).length, 1);
  {
    using file = await system.open("/a", "append");
    await file.sync();
  }
  await system.syncFolder("/");
  await system.rename("/a", "/b");
  deepStrictEqual(await disk.afterPowerCut("all").system.list("/"), [{ name: "a", kind: "file" }]);
  deepStrictEqual(await disk.afterPowerCut("contents").system.list("/"), [{
    name: "b",
    kind: "file",
  }]);
  deepStrictEqual([...await disk.afterPowerCut("all").system.read("/a")], [1, 2]);
});
