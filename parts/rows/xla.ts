import type { Part } from "../part.ts";

/** Where the plugin lies among Python's packages. */
export const CPU_PLUGIN = "lammps_jax_pjrt_cpu/pjrt_c_api_cpu_plugin.so";

/**
 * XLA on CPUs, for tests of what runs on GPUs: JAX's own packages have no such plugin, so it is the
 * build of a third party, the makers of LAMMPS.
 */
export const XLA: Part = {
  name: "xla",
  about:
    "XLA on the CPU, to try what GPUs run: a PJRT plugin built by LAMMPS' makers, not by JAX's",
  neededFor: "the xla backend on a CPU",
  licence: "Apache-2.0",
  packages: [{
    name: "lammps-jax-pjrt-cpu",
    version: "0.11.2",
    file: "lammps_jax_pjrt_cpu-0.11.2-py3-none-manylinux_2_27_x86_64.whl",
    sha256: "1319390d948b39f69f7dade496b7c385149d9ca6097a6b62114da113216d9ad1",
    bytes: 62_711_338,
    keep: /^lammps_jax_pjrt_cpu(\/pjrt_c_api_cpu_plugin\.so|-[^/]+\.dist-info\/licenses\/[^/]+)$/,
  }],
  unpackedBytes: 202_000_000,
  machine: { os: "linux", arch: "x86_64" },
};
