import { deepStrictEqual, match, ok, rejects, strictEqual } from "node:assert/strict";
import { join } from "node:path";
import { fileSystem } from "../../run/folder/file_system.ts";
import { pathsOf } from "../../run/folder/run_folder.ts";
import { assignImages } from "../../results/assign.ts";
import type { Observer } from "../../run/api.ts";
import { openRun } from "../../results/open_run.ts";
import { evaluate } from "../../results/scores/evaluate.ts";
import { nameClusters } from "../../results/names/names.ts";
import { findNeighbours } from "../../results/neighbours.ts";
import { reportRuns } from "../../results/report/report.ts";
import { verifyRun } from "../../results/verify.ts";
import { exportRun } from "../../results/export/export.ts";
import { tree } from "../datasets/folder/tree.ts";
import { encode, flat } from "../datasets/images/encode.ts";
import { inFolder, listen, PLUGINS, trainBlobs } from "../run/training.ts";

const picture = (shade: number, i: number) => encode("png", 9, 9, flat(shade, 9 * i, 9));
const pictures = Object.fromEntries(
  Array.from({ length: 8 }, (_, i) => [`old/c${i % 2}/${i}.png`, picture(i % 2 ? 230 : 20, i)]),
);
const overrides = { epochs: 1, set: ["dataset.options.size=8", "input.size=[8,8]"] };

/** A run on pictures that are then somewhere else, and what asks it. */
async function moved(
  test: (place: {
    run: string;
    old: string;
    now: string;
    environment: (folder?: string) => Parameters<typeof openRun>[1];
  }) => Promise<void>,
): Promise<void> {
  await inFolder(async (data) => {
    await using place = await tree(pictures);
    const run = join(data, "run"), old = join(place.path, "old"), now = join(place.path, "now");
    await trainBlobs({ run, target: old, overrides });
    await Deno.rename(old, now);
    const environment = (folder?: string) => ({
      dataFolder: data,
      backend: "wasm",
      threads: 1,
      plugins: [PLUGINS.blobs],
      folder,
    });
    await test({ run, old, now, environment });
  });
}

Deno.test("new images are assigned without the pictures that a run was trained on", () =>
  moved(async ({ run, now, environment }) => {
    const paths = [join(now, "c0/0.png")];
    const { images } = await assignImages({ run, paths, environment: environment() }, listen());
    strictEqual(images.length, 1);
  }));

Deno.test("what needs the pictures says that --folder names their new place, and takes it", () =>
  moved(async ({ run, now, environment }) => {
    await rejects(evaluate({ run, environment: environment(), baseline: false }, listen()), {
      code: "FOLDER_NOT_FOUND",
      hint: /--folder DIR says where/,
    });
    const observer = listen(), told: string[] = [];
    const { samples } = await evaluate(
      { run, environment: environment(now), baseline: false },
      { ...observer, warn: (text) => told.push(text) },
    );
    deepStrictEqual([samples, told], [8, []]);
    const { checks } = await verifyRun(run, environment(now));
    strictEqual(checks.find(({ what }) => what === "data")?.state, "ok");
  }));

Deno.test("an export of moved pictures links to where they are now", () =>
  moved(async ({ run, now, environment }) => {
    const to = join(run, "..", "out");
    await exportRun({ run, to, images: "link", environment: environment(now) }, listen());
    const links: string[] = [];
    for (const { name } of Deno.readDirSync(join(to, "clusters"))) {
      for (const file of Deno.readDirSync(join(to, "clusters", name))) {
        links.push(await Deno.realPath(join(to, "clusters", name, file.name)));
      }
    }
    strictEqual(links.length, 8);
    const real = await Deno.realPath(now);
    ok(links.every((path) => path.startsWith(real)));
  }));

/** What else reads the pictures of a run, by its command. */
const READERS: Readonly<
  Record<
    string,
    (
      run: string,
      environment: Parameters<typeof openRun>[1],
      observer: Observer,
    ) => Promise<unknown>
  >
> = {
  report: (run, environment, observer) =>
    reportRuns({ runs: [run], environment, map: "pca", images: 8 }, observer),
  neighbors: (run, environment, observer) =>
    findNeighbours({ run, environment, queries: ["0"], k: 1 }, observer),
  export: (run, environment, observer) =>
    exportRun({ run, environment, to: join(run, "..", "out"), images: "none" }, observer),
  names: (run, environment, observer) =>
    nameClusters({ run, environment, set: ["0=a"], merge: [], split: [] }, observer),
};

Deno.test("report, neighbors, export and names take the new place of pictures, and tell of changes", () =>
  moved(async ({ run, now, environment }) => {
    for (const [command, read] of Object.entries(READERS)) {
      await rejects(
        read(run, environment(), listen()),
        { hint: /--folder DIR says where/ },
        command,
      );
    }
    await Deno.remove(join(now, "c0/0.png"));
    for (const [command, read] of Object.entries(READERS)) {
      const told: string[] = [];
      await read(run, environment(now), { ...listen(), warn: (text) => void told.push(text) });
      strictEqual(told.length, 1, command);
      match(told[0], /^The images have changed since the training \(7 now, 8 then\)/);
    }
  }));

Deno.test("a training goes on with the moved pictures: the command as it was, and --folder", () =>
  moved(async ({ run, old, now }) => {
    await rejects(trainBlobs({ run, target: old, overrides }));
    const { status } = await trainBlobs({
      run,
      target: old,
      overrides: { ...overrides, moved: true },
      folder: now,
    });
    strictEqual(status, "unchanged");
    await rejects(
      trainBlobs({ run: `${run}2`, target: now, overrides, folder: now }),
      { code: "NO_SUCH_RUN", message: /where the pictures of a run lie that goes on/ },
    );
  }));

Deno.test("--folder is refused where the images come from no folder", () =>
  inFolder(async (run) => {
    await trainBlobs({ run });
    const environment = { dataFolder: run, backend: "wasm", threads: 1, plugins: [PLUGINS.blobs] };
    await rejects(
      evaluate({ run, environment: { ...environment, folder: run }, baseline: false }, listen()),
      { code: "FOLDER_UNUSED" },
    );
  }));

Deno.test("a run whose pictures have changed says so once, and goes on", () =>
  moved(async ({ run, now, environment }) => {
    await Deno.remove(join(now, "c0/0.png"));
    const told: string[] = [];
    const observer = { ...listen(), warn: (text: string) => void told.push(text) };
    const { samples } = await evaluate(
      { run, environment: environment(now), baseline: false },
      observer,
    );
    strictEqual(samples, 7);
    strictEqual(told.length, 1);
    match(told[0], /^The images have changed since the training \(7 now, 8 then\)/);
  }));

Deno.test("a run that is being trained says so where it has no checkpoint yet", () =>
  moved(async ({ run, environment }) => {
    await Deno.remove(join(run, "checkpoints"), { recursive: true });
    await Deno.mkdir(join(run, "checkpoints"));
    await rejects(openRun(run, environment(), listen()), { message: /training stopped before/ });
    using lock = await fileSystem().lock(pathsOf(run).lock) as Disposable;
    ok(lock);
    await rejects(openRun(run, environment(), listen()), {
      code: "NO_CHECKPOINT",
      message: new RegExp(`process ${Deno.pid} is training it and has saved none yet`),
    });
  }));
