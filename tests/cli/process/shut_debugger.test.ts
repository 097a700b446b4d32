import { deepStrictEqual, match } from "node:assert/strict";
import { IS_LINUX, testWhere } from "./test_where.ts";

/** A process that shuts the debugger and then asks for it until Deno answers. */
const asking = `
import { shutDebugger } from ${
  JSON.stringify(import.meta.resolve("../../../cli/process/shut_debugger.ts"))
};
const said = { shut: shutDebugger(), port: "opened" };
try {
  Deno.listen({ hostname: "127.0.0.1", port: 0 });
} catch (error) {
  said.port = error.name;
}
console.log(JSON.stringify(said));
Deno.addSignalListener("SIGUSR1", () => {});
setInterval(() => Deno.kill(Deno.pid, "SIGUSR1"), 20);
`;

/** The processes that listen on the debugger's port are not to be found, but whether there are any. */
async function debuggerListens(): Promise<boolean> {
  const table = await Deno.readTextFile("/proc/net/tcp");
  return table.split("\n").some((line) => {
    const [, local, , state] = line.trim().split(/\s+/);
    return state === "0A" && local === "0100007F:240D";
  });
}

testWhere(
  IS_LINUX,
  "a process that has shut its debugger listens nowhere, however often SIGUSR1 comes",
  async (folder) => {
    const before = await debuggerListens();
    await Deno.writeTextFile(`${folder}/asking.ts`, asking);
    const child = new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", `${folder}/asking.ts`],
      stdout: "piped",
      stderr: "piped",
    }).spawn();
    let answer = "";
    for await (const text of child.stderr.pipeThrough(new TextDecoderStream())) {
      answer += text;
      if (answer.includes("\n")) break;
    }
    const after = await debuggerListens();
    child.kill("SIGKILL");
    const said = await new Response(child.stdout).text();
    await child.status;
    deepStrictEqual(JSON.parse(said), { shut: true, port: "PermissionDenied" });
    match(answer, /^Failed to start inspector server/);
    deepStrictEqual(after, before);
  },
);
