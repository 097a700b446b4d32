import { match, ok, strictEqual } from "node:assert/strict";
import { join } from "node:path";
import { openWatch } from "../../../../cli/actions/train/watch.ts";
import { inFolder, listen, PLUGINS, trainBlobs } from "../../../run/training.ts";

Deno.test("--watch serves the growing curves, to this machine and under its own name only", async () => {
  await inFolder(async (folder) => {
    const run = join(folder, "run <b>");
    const watch = await openWatch();
    match(watch.address, /^http:\/\/127\.0\.0\.1:\d+\/$/);
    match(await (await fetch(watch.address)).text(), /getting ready/);
    await trainBlobs({ run, observer: watch.over(listen()) });
    const response = await fetch(watch.address);
    const page = await response.text();
    ok(page.includes("run &lt;b&gt;") && !page.includes("<b>"), "names are text");
    match(page, /<dd>8 of 8<\/dd>/);
    match(page, /<polyline class="line run0"/);
    strictEqual(response.headers.get("cache-control"), "no-store");
    for (const [path, method, status] of [["x", "GET", 404], ["", "POST", 405]] as const) {
      const refused = await fetch(watch.address + path, { method });
      await refused.body?.cancel();
      strictEqual(refused.status, status);
    }
    const { port } = new URL(watch.address);
    using socket = await Deno.connect({ hostname: "127.0.0.1", port: Number(port) });
    await socket.write(
      new TextEncoder().encode("GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"),
    );
    const answer = new Uint8Array(100);
    const read = await socket.read(answer);
    match(new TextDecoder().decode(answer.subarray(0, read!)), /^HTTP\/1.1 403/);
    await watch.close();
  });
});

Deno.test("crlc train --watch still answers after the permission to the network is given up", async () => {
  await inFolder(async (folder) => {
    const child = new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", "cli/main.ts", "train", "blobs", "--plugin", PLUGINS.blobs]
        .concat("--epochs", "100000", "--run", join(folder, "run"), "--backend", "wasm", "--watch"),
      stdin: "null",
      stdout: "null",
      stderr: "piped",
    }).spawn();
    let said = "";
    const lines = child.stderr.pipeThrough(new TextDecoderStream()).getReader();
    while (!/^epoch +2\//m.test(said)) {
      const { value, done } = await lines.read();
      if (done) throw new Error(said);
      said += value;
    }
    const address = said.match(/^watch +(http:\/\/127\.0\.0\.1:\d+\/)$/m)![1];
    // A full pipe would hold the child up.
    const drained = (async () => {
      while (!(await lines.read()).done);
    })();
    match(await (await fetch(address)).text(), /<polyline/);
    child.kill("SIGTERM");
    strictEqual((await child.status).code, 75);
    await drained;
  });
});
