import { webgpu } from "../../../backends/webgpu/mod.ts";

const state = await webgpu.probe();

/** Why WebGPU cannot be opened here; nothing if it can. */
export const unavailable: string | undefined = state.ok ? undefined : state.reason;

/**
 * Why only a small part of the tests runs: a processor that imitates a GPU needs minutes for what a
 * GPU does in seconds. `CRLC_TEST_SOFTWARE_GPU=all`, as in `.ci/webgpu`, runs everything all the same.
 */
export const few: string | undefined =
  state.ok && state.software && Deno.env.get("CRLC_TEST_SOFTWARE_GPU") !== "all"
    ? "the GPU is one in software"
    : undefined;
