import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { join } from "node:path";
import { crc32c, maskedCrc32c } from "../../../../run/folder/tensorboard/crc32c.ts";
import { inFolder, trainBlobs } from "../../training.ts";

Deno.test("crc32c() gives the sums of RFC 3720", () => {
  strictEqual(crc32c(new TextEncoder().encode("123456789")), 0xe3069283);
  strictEqual(crc32c(new Uint8Array(32)), 0x8a9136aa);
  strictEqual(crc32c(new Uint8Array(32).fill(255)), 0x62a8ab43);
});

/** The records of an event file, each with its sums checked. */
function records(bytes: Uint8Array): Uint8Array[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const found: Uint8Array[] = [];
  for (let at = 0; at < bytes.length;) {
    const length = Number(view.getBigUint64(at, true));
    strictEqual(view.getUint32(at + 8, true), maskedCrc32c(bytes.subarray(at, at + 8)));
    const payload = bytes.subarray(at + 12, at + 12 + length);
    strictEqual(payload.length, length);
    strictEqual(view.getUint32(at + 12 + length, true), maskedCrc32c(payload));
    found.push(payload);
    at += length + 16;
  }
  return found;
}

/** Fields of a protocol buffer by number. */
function fields(bytes: Uint8Array): Map<number, (number | Uint8Array)[]> {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const found = new Map<number, (number | Uint8Array)[]>();
  let at = 0;
  const varint = () => {
    let value = 0, scale = 1;
    for (;; scale *= 128) {
      const byte = bytes[at++];
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
  };
  while (at < bytes.length) {
    const tag = varint(), type = tag & 7;
    let value: number | Uint8Array;
    if (type === 0) value = varint();
    else if (type === 1) value = view.getFloat64((at += 8) - 8, true);
    else if (type === 5) value = view.getFloat32((at += 4) - 4, true);
    else {
      const length = varint();
      value = bytes.subarray(at, at += length);
    }
    found.set(tag >> 3, [...found.get(tag >> 3) ?? [], value]);
  }
  return found;
}

Deno.test("--tensorboard writes an event an epoch, and a resumed run takes back later steps", async () => {
  await inFolder(async (run) => {
    await trainBlobs({ run, tensorboard: true, stopAfter: 5 });
    await trainBlobs({ run, tensorboard: true });
    const folder = join(run, "tensorboard");
    const files = [...Deno.readDirSync(folder)].map(({ name }) => name)
      .sort((a, b) => Number(a.split(".").at(-1)) - Number(b.split(".").at(-1)));
    deepStrictEqual(files.map((name) => name.replace(/\d{10}/, "T")), [
      "events.out.tfevents.T.crlc.0",
      "events.out.tfevents.T.crlc.5",
    ]);
    const [first, second] = files.map((name) =>
      records(Deno.readFileSync(join(folder, name))).map(fields)
    );
    for (const events of [first, second]) {
      strictEqual(new TextDecoder().decode(events[0].get(3)![0] as Uint8Array), "brain.Event:2");
      ok(events[1].has(7), "a session starts");
      strictEqual(events.length, 3);
    }
    deepStrictEqual([first[1].get(2), second[1].get(2)], [[1], [6]]);
    deepStrictEqual([first[2].get(2), second[2].get(2)], [[4], [8]]);
    const lines = (await Deno.readTextFile(join(run, "metrics.jsonl"))).trim().split("\n");
    const { terms } = JSON.parse(lines[1]);
    const told = new Map(
      fields(second[2].get(5)![0] as Uint8Array).get(1)!.map((value) => {
        const parts = fields(value as Uint8Array);
        const tag = new TextDecoder().decode(parts.get(1)![0] as Uint8Array);
        return [tag, parts.get(2)![0] as number];
      }),
    );
    const mean = [terms.loss].flat().reduce((a: number, b: number) => a + b, 0) /
      [terms.loss].flat().length;
    strictEqual(told.get("train/loss"), Math.fround(mean));
    ok(told.get("speed/images a second")! > 0);
  });
});
