import { ok, rejects, strictEqual } from "node:assert/strict";
import { prepareImage } from "../../../../datasets/images/prepare.ts";
import { isShort } from "../../../../datasets/images/jpeg/is_short.ts";
import { looksUnfinished } from "../../../../datasets/images/jpeg/looks_unfinished.ts";
import { encode } from "../encode.ts";

// Made with Pillow 12.2, 64 x 32, quality 25: in progressive scans, and with a restart after every
// second unit and codes of its own.
const PROGRESSIVE = Uint8Array.fromBase64(
  "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDACAWGBwYFCAcGhwkIiAmMFA0MCwsMGJGSjpQdGZ6eHJmcG6AkLicgIiuim" +
    "5woNqirr7EztDOfJri8uDI8LjKzsb/2wBDASIkJDAqMF40NF7GhHCExsbGxsbGxsbGxsbGxsbGxsbGxsbGxsbGxsbG" +
    "xsbGxsbGxsbGxsbGxsbGxsbGxsbGxsb/wgARCAAgAEADASIAAhEBAxEB/8QAGAABAQEBAQAAAAAAAAAAAAAAAgMEAA" +
    "H/xAAYAQADAQEAAAAAAAAAAAAAAAABAgMEAP/aAAwDAQACEAMQAAAByLyms8m5VzmzXPFX6dMdZ30c080EUxcidvZp" +
    "b//EABoQAAMBAQEBAAAAAAAAAAAAAAABAhESECH/2gAIAQEAAQUC9wow5Ofc8ww+I6kQhIY2pOmxSKRCEXf1ISNUlU" +
    "8//8QAGREBAAMBAQAAAAAAAAAAAAAAAQACERAh/9oACAEDAQE/ASDG+uyq8u+YSoE1zZ//xAAaEQEBAAIDAAAAAAAA" +
    "AAAAAAABAAIREiEx/9oACAECAQE/AVnK5anJsm9Z0Xbf/8QAGhAAAQUBAAAAAAAAAAAAAAAAIAABESFRMP/aAAgBAQ" +
    "AGPwLtZ4UMGL//xAAdEAEBAAIDAQEBAAAAAAAAAAABABEhEDFRYSBx/9oACAEBAAE/ISCCIN4ikIQRAwWzmLjsBYPX" +
    "+HAcB1i0nb5PS0+fgJjbnb7z79D5PxO3l//aAAwDAQACAAMAAAAQfUWSdjW4/8QAGREAAwEBAQAAAAAAAAAAAAAAAA" +
    "ERYTFR/9oACAEDAQE/EFhArhriJBnoZriwD//EABgRAAMBAQAAAAAAAAAAAAAAAAEQEQAx/9oACAECAQE/EFRhMVxQ" +
    "sggTx3//xAAiEAACAQMEAgMAAAAAAAAAAAAAAREhQWEQMVFxIMGBkdH/2gAIAQEAAT8QTwFmRbVZhMBhF1qUbVEpEz" +
    "m3ZjGrPYPcpIq/B9i61Ei33G0p4XsbtNJb9GIxiajMw4NLLhZMBhFUPpe+BmYkoV0dn//Z",
);
const RESTARTS = Uint8Array.fromBase64(
  "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDACAWGBwYFCAcGhwkIiAmMFA0MCwsMGJGSjpQdGZ6eHJmcG6AkLicgIiuim" +
    "5woNqirr7EztDOfJri8uDI8LjKzsb/2wBDASIkJDAqMF40NF7GhHCExsbGxsbGxsbGxsbGxsbGxsbGxsbGxsbGxsbG" +
    "xsbGxsbGxsbGxsbGxsbGxsbGxsbGxsb/wAARCAAgAEADASIAAhEBAxEB/8QAGQABAQEBAQEAAAAAAAAAAAAABAMCBQ" +
    "AB/8QAJxAAAgIBAgQGAwAAAAAAAAAAAQIAAwQRYRIhMUETIlFSccEUkdH/xAAXAQEBAQEAAAAAAAAAAAAAAAAEAwUC" +
    "/8QAHBEAAgMBAQEBAAAAAAAAAAAAAAIBAxESMUFh/90ABAAC/9oADAMBAAIRAxEAPwDkqJVVmUEQizXdjtIw+KkqtU" +
    "qlcuqcKkkcgNYR7BKth//QHkrqwQduZmFo2ixWXYsepl0o2iZs5jCbX9vLAlx9pVcbaNKV1DWxlX5PWe/Jx1004n19" +
    "q9P3Dta0+CK3afIP/9Hn1CLqWHpEdSs0LWK5haqubvXRQg79ZalJzc/M1sauk+boWHYeg3go12yCNzTzyvsn/9LVl9" +
    "WOeE6s/tH3INk32khT4ansv9kKado+mjaVblSdaIn6Hqx9oyrG2mnsqxxofM/tH36Q2VlXvSVUisNyHD10+ZCZZ/Bk" +
    "M3PXw//Z",
);

const SCAN = 0xda;
const texture = (x: number, y: number) => [(x * 37 + y * 11) % 256, (x * y) % 256, (x ^ y) * 3];

/** Where the data of the last scan begins, or of the first one. */
function scanStart(file: Uint8Array, first = false): number {
  const places = [...file.keys()].filter((i) => file[i] === 0xff && file[i + 1] === SCAN);
  const at = places.at(first ? 0 : -1)!;
  return at + 2 + file[at + 3];
}

/** A file without the last part of its data, and with an end marker all the same. */
function cut(file: Uint8Array, share: number, first = false): Uint8Array {
  const start = scanStart(file, first);
  let end = start + Math.floor((file.length - 2 - start) * share);
  while (file[end - 1] === 0xff) end--;
  return Uint8Array.of(...file.subarray(0, end), 0xff, 0xd9);
}

const baseline = encode("jpeg", 96, 64, texture);

Deno.test("a JPEG whose data ends early is cut, though it has an end marker", async () => {
  for (const file of [baseline, RESTARTS, encode("jpeg", 20, 200, texture)]) {
    ok((await prepareImage(file, 8)).length > 0);
    for (const share of [0, 0.1, 0.2]) {
      await rejects(prepareImage(cut(file, share), 8), /^BadImage: is cut: pixels are missing$/);
    }
  }
});

Deno.test("a progressive JPEG whose last scans are missing is cut", async () => {
  ok((await prepareImage(PROGRESSIVE, 8)).length > 0);
  for (const share of [0.2, 0.5, 0.7]) {
    const file = cut(PROGRESSIVE, share, true);
    await rejects(prepareImage(file, 8), /^BadImage: is cut: its end is missing$/);
  }
});

Deno.test("isShort() finds every unit that is missing, and misses none that is there", () => {
  for (const file of [baseline, RESTARTS]) {
    strictEqual(isShort(file), false);
    // Zeros and other bytes before the end marker are too much and not too little.
    const more = Uint8Array.of(...file.subarray(0, -2), 0, 0, 0, 0xff, 0xd9);
    strictEqual(isShort(more), false);
    for (let share = 0; share < 0.99; share += 0.02) strictEqual(isShort(cut(file, share)), true);
  }
});

Deno.test("isShort() says nothing of files that it cannot follow", () => {
  strictEqual(isShort(PROGRESSIVE), false);
  strictEqual(isShort(Uint8Array.of(0xff, 0xd8, 0xff, 0xd9)), false);
  const noTables = baseline.slice();
  for (const [i, byte] of baseline.entries()) {
    if (byte === 0xff && baseline[i + 1] === 0xc4) noTables[i + 1] = 0xe5;
  }
  strictEqual(isShort(noTables), false);
});

Deno.test("looksUnfinished() passes over a picture that goes on to its end", () => {
  const image = (paint: (x: number) => number) => ({
    width: 64,
    height: 2,
    data: Uint8Array.from({ length: 64 * 2 * 3 }, (_, i) => paint(Math.floor(i / 3) % 64)),
  });
  ok(!looksUnfinished(image((x) => x * x)));
  ok(looksUnfinished(image(() => 128)));
  // Every block as the one before, and a little darker.
  ok(looksUnfinished(image((x) => 200 - Math.floor(x / 16) * 7 + x % 16)));
});
