import { strictEqual } from "node:assert/strict";
import { join } from "node:path";
import { rehearse } from "../../../run/train/rehearse.ts";
import { inFolder } from "../training.ts";

Deno.test({
  name: "labels that come through a pipe are left to the training, which could not read them again",
  ignore: Deno.build.os === "windows",
  fn: () =>
    inFolder(async (folder) => {
      const labels = join(folder, "labels");
      await new Deno.Command("mkfifo", { args: [labels] }).output();
      let isRead = false;
      // opened once somebody reads
      const written = Deno.open(labels, { write: true }).then((file) => {
        isRead = true;
        file.close();
      });
      await rehearse({
        ...{ target: "crlc/digits", overrides: { set: [] }, labels },
        ...{ encoders: [], plugins: ["./plugin.ts"] },
      });
      strictEqual(isRead, false);
      (await Deno.open(labels)).close();
      await written;
    }),
});
