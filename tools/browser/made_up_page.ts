/**
 * Writes the page of a run that never was, of so many pictures in groups of ten thousand.
 *
 * @module
 */
import { reportPage } from "../../results/report/report.ts";
import { madeUp } from "../../tests/results/report/made_up.ts";

const [samples, file] = [Number(Deno.args[0]), Deno.args[1]];
const data = await madeUp({ samples, clusters: Math.ceil(samples / 10_000), k: 12 });
let seed = 1;
const random = () => (seed = seed * 48_271 % 2_147_483_647) / 2_147_483_647;
const [images] = data.images;
images.clusters.forEach((cluster, i) => {
  const angle = cluster * 2.4,
    away = 0.1 + cluster * 0.015,
    spread = 0.05 * Math.sqrt(-2 * Math.log(random()));
  const turn = 2 * Math.PI * random();
  images.map[2 * i] = Math.min(
    1,
    Math.max(0, 0.5 + away * Math.cos(angle) + spread * Math.cos(turn)),
  );
  images.map[2 * i + 1] = Math.min(
    1,
    Math.max(0, 0.5 + away * Math.sin(angle) + spread * Math.sin(turn)),
  );
  images.confidence[i] = random();
});
await Deno.writeTextFile(file, reportPage(data));
