import { deepStrictEqual, notStrictEqual, rejects, strictEqual, throws } from "node:assert/strict";
import { firstImages } from "../../datasets/first_images.ts";
import { inMemory } from "../../datasets/memory.ts";

const whole = () =>
  inMemory({
    shape: [1, 1, 1],
    pixels: Uint8Array.of(10, 20, 30),
    labels: Int32Array.of(0, 1, 0),
    classes: ["a", "b"],
    name: (i) => `image ${i}`,
  });

Deno.test("firstImages() holds the first images, their names and their labels, and no others", async () => {
  await using part = firstImages(whole(), 2);
  strictEqual(part.length, 2);
  const pixels = new Uint8Array(2);
  await part.read(Uint32Array.of(1, 0), pixels);
  deepStrictEqual([...pixels], [20, 10]);
  deepStrictEqual([...(await part.labels())!], [0, 1]);
  strictEqual(part.name(1), "image 1");
  await rejects(part.read(Uint32Array.of(2), new Uint8Array(1)), RangeError);
});

Deno.test("firstImages() has a digest of its own, which the number of images changes", () => {
  const digests = [firstImages(whole(), 1), firstImages(whole(), 2), whole()].map((d) => d.digest);
  notStrictEqual(digests[0], digests[1]);
  notStrictEqual(digests[1], digests[2]);
});

Deno.test("firstImages() refuses more images than there are", () => {
  throws(() => firstImages(whole(), 4), { code: "TOO_FEW_IMAGES" });
});
