import { strictEqual } from "node:assert/strict";
import { join } from "node:path";
import { programOf } from "../../cli/program.ts";
import { inFolder } from "../run/training.ts";

const of = (values: Record<string, string>, main?: string) =>
  programOf({ env: (name) => values[name] }, main === undefined ? undefined : new URL(main));

Deno.test("hints name crlc as it was started: told, installed, a task, or from an address", () =>
  inFolder(async (folder) => {
    const jsr = "https://registry.example/@crlc/crlc/0.1.0/cli/main.ts";
    strictEqual(of({}), "crlc");
    strictEqual(of({ CRLC_PROGRAM: "npx crlc", INIT_CWD: "/x" }), "npx crlc");
    strictEqual(of({ INIT_CWD: "/x" }), "deno task crlc");
    strictEqual(of({ PATH: folder }, jsr), "deno run -A jsr:@crlc/crlc/cli");
    strictEqual(
      of({}, "https://x.example/cli/main.ts"),
      "deno run -A https://x.example/cli/main.ts",
    );
    await Deno.writeTextFile(join(folder, "crlc"), "");
    strictEqual(of({ PATH: folder }, jsr), "crlc");
  }));
