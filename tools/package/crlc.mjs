#!/usr/bin/env node
// Starts crlc in the Deno that npm has installed beside it. It answers for crlc as a shell sees it:
// signals are passed on, and the exit code is crlc's.
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** The program of Deno; npm's package unpacks it now where npm was told to run no scripts. */
function deno() {
  try {
    return createRequire(import.meta.url)("deno/install_api.cjs").runInstall();
  } catch (error) {
    const system = `${process.platform} ${process.arch}`;
    console.error(`error: Cannot start crlc: npm has no Deno for ${system}: ${error.message}`);
    console.error("hint:  with Deno from your system's packages: https://docs.deno.com");
    process.exit(7);
  }
}

/** What a person types to start crlc: npx remembers in its folder what it was asked for. */
function program() {
  if (process.env.npm_command !== "exec") return "crlc";
  try {
    const { _npx } = JSON.parse(readFileSync(join(root, "../../package.json"), "utf8"));
    return `npx ${_npx.packages[0]}`;
  } catch {
    return "npx crlc";
  }
}

const child = spawn(
  deno(),
  [
    ...["run", "--allow-all", "--frozen", "--config", join(root, "deno.json")],
    ...[`--lock=${join(root, "deno.lock")}`, join(root, "cli/main.ts"), ...process.argv.slice(2)],
  ],
  {
    stdio: "inherit",
    env: {
      ...process.env,
      CRLC_PROGRAM: process.env.CRLC_PROGRAM ?? program(),
      // This package's own package.json is npm's concern.
      DENO_NO_PACKAGE_JSON: "1",
      DENO_NO_UPDATE_CHECK: "1",
    },
  },
);

const terminal = process.stdin.isTTY || process.stdout.isTTY || process.stderr.isTTY;
const signals = process.platform === "win32"
  ? []
  : ["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGUSR1", "SIGUSR2"];
for (const signal of signals) {
  process.on(signal, () => {
    // Ctrl-C reaches every process of the terminal: a second one would end crlc at once.
    if (signal !== "SIGINT" || !terminal) child.kill(signal);
  });
}

child.on("error", (error) => {
  console.error(`error: Cannot start crlc: ${error.message}`);
  process.exit(7);
});
child.on("exit", (code, signal) => {
  if (signal === null) process.exit(code);
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
});
