import type { Part, Wheel } from "../part.ts";

/** Where the plugin lies among Python's packages. */
export const CUDA_PLUGIN = "jax_plugins/xla_cuda13/xla_cuda_plugin.so";

const VERSION = "0.11.2";
/** The plugin; NVIDIA's libraries; what makes programs of the card's own of XLA's; licences. */
const KEPT =
  /^(jax_plugins\/xla_cuda13\/[^/]+\.so|nvidia\/[^/]+\/lib\/[^/]+\.so[^/]*|nvidia\/cu13\/(bin\/(ptxas|nvlink)|nvvm\/libdevice\/.+)|[^/]+\.dist-info\/(licenses\/.+|METADATA))$/;

/** `[package, version, the file's ending, bytes, SHA-256]`. */
type Row = readonly [string, string, string, number, string];

const nvidia = ([name, version, ending, bytes, sha256]: Row): Wheel => ({
  name: `nvidia-${name}`,
  version,
  file: `nvidia_${name.replaceAll("-", "_")}-${version}-py3-none-${ending}_x86_64.whl`,
  sha256,
  bytes,
  keep: KEPT,
});

const YEAR_2014 = "manylinux2014_x86_64.manylinux_2_17";
const YEAR_2010 = "manylinux2010_x86_64.manylinux_2_12";
const NEW = "manylinux_2_27";

/** What `jax-cuda13-plugin[with-cuda]` asked for on 2026-11-28, without headers. */
const LIBRARIES: readonly Wheel[] = ([
  [
    "cublas",
    "13.10.0.20",
    "manylinux1_x86_64.manylinux_2_5",
    444_289_903,
    "dcc6d63884c53d07e267ce7e6feac17b2538cebaafec5db865736c3e28e4dc84",
  ],
  [
    "cuda-cupti",
    "13.5.25",
    "manylinux_2_25",
    12_592_974,
    "9dcca41c12a734192b14e7128ae116bc9ce1b9da686e2ebf48ae7a4415f76650",
  ],
  [
    "cuda-nvcc",
    "13.5.37",
    YEAR_2014,
    47_028_279,
    "f5c4f7ead5d964fb4af42bbf1e6d3ec3c1e6e9d83b53749f691d387e7fcaa3a7",
  ],
  [
    "cuda-nvrtc",
    "13.5.37",
    YEAR_2010,
    58_185_930,
    "86b4d68058807988b7d9af5b44917a0601e9c337f35ccd657bfb3c759ff8d8bc",
  ],
  [
    "cuda-runtime",
    "13.5.37",
    YEAR_2014,
    2_504_024,
    "df2b79a8852f10d1fef8c848489c49eebb5754051bf870202a862831412b179d",
  ],
  [
    "cudnn-cu13",
    "9.28.1.4",
    NEW,
    516_817_937,
    "a54f205b1db1f2895d99f398754db1369816f0569dd459731f925635cf7b65ec",
  ],
  [
    "cufft",
    "12.5.0.14",
    YEAR_2014,
    165_072_555,
    "b8be26837a5abad2b5b74f3e92dd29f622a42934b355be0961a48712cbba23ad",
  ],
  [
    "cusolver",
    "12.4.1.2",
    NEW,
    260_003_940,
    "b3b8e02fd2f2df869369af075dc3a179d43f6f7b85e94632a7dce556697be044",
  ],
  [
    "cusparse",
    "12.9.4.2",
    YEAR_2014,
    230_422_857,
    "072667e58c851a318738f5527a12eb225cbf058803f2ea451c722d8cf8edddec",
  ],
  [
    "nccl-cu13",
    "2.32.3",
    NEW,
    305_100_071,
    "1459723080ac889d73a26edfa3e04383a7928ab31ac8f0ec43b3ea9548b04ff3",
  ],
  [
    "nvjitlink",
    "13.5.37",
    YEAR_2010,
    46_642_491,
    "280d7cb9649704145f074b8dbde500de04ce02d0872e066e20a83c17bcaa93eb",
  ],
  [
    "nvshmem-cu13",
    "3.8.0",
    YEAR_2014,
    182_092_449,
    "81a4d1f666543e6d34df6d2ff940c7da1435e34e186aab6f3c2b48861b64ef38",
  ],
  [
    "nvvm",
    "13.5.37",
    YEAR_2010,
    75_141_406,
    "c41bfa362e407405163f103c2229f0765f8cc2ed7d148b754dc77f228bf7e070",
  ],
] satisfies readonly Row[]).map(nvidia);

/** XLA on NVIDIA GPUs: JAX's own plugin, with the libraries of CUDA 13 that it was built for. */
export const XLA_CUDA: Part = {
  name: "xla-cuda",
  about: "XLA on NVIDIA GPUs: JAX's PJRT plugin with CUDA 13; not yet run on a GPU",
  neededFor: "the xla backend on an NVIDIA GPU",
  licence: "Apache-2.0 AND LicenseRef-NVIDIA-Proprietary",
  packages: [{
    name: "jax-cuda13-pjrt",
    version: VERSION,
    file: `jax_cuda13_pjrt-${VERSION}-py3-none-${NEW}_x86_64.whl`,
    sha256: "e5ff589d43064913bb74027682d89639c7ea48f9f81c2bae6fc75117e913f93e",
    bytes: 134_162_640,
    keep: KEPT,
  }, ...LIBRARIES],
  unpackedBytes: 3_628_000_000,
  machine: { os: "linux", arch: "x86_64" },
};
