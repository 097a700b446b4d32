import type { Part, Wheel } from "../part.ts";

/** The library itself. */
export const LIBRARY = "libtensorflow_cc.so.2";
/** The part of it that it loads from its own folder. */
export const FRAMEWORK = "libtensorflow_framework.so.2";
/** The version that the backend is written for and tested with. */
export const VERSION = "2.21.0";

const LICENCES =
  "[^/]+\\.dist-info/(licenses?/)?(LICENSE|License|NOTICE)[^/]*|tensorflow/(THIRD_PARTY[^/]*|include/LICENSE)";
const library = new RegExp(
  `^(tensorflow/(${LIBRARY}|${FRAMEWORK})|${LICENCES})$`.replaceAll(/\.so\./g, "\\.so\\."),
);
const shared = new RegExp(`^(nvidia/[^/]+/lib/[^/]+\\.so[^/]*|${LICENCES})$`);
const libdevice = new RegExp(`^(nvidia/[^/]+/(nvvm/libdevice/.*|bin/ptxas)|${LICENCES})$`);

/** `[package, version, file's ending, size in millions of bytes, SHA-256]`. */
type Row = readonly [string, string, string, number, string];

const nvidia = ([name, version, ending, millions, sha256]: Row): Wheel => ({
  name: `nvidia-${name}-cu12`,
  version,
  file: `nvidia_${name.replaceAll("-", "_")}_cu12-${version}-py3-none-${ending}.whl`,
  sha256,
  bytes: millions * 1e6,
  keep: name === "cuda-nvcc" ? libdevice : shared,
});

const NEW = "manylinux_2_27_x86_64", MIDDLE = "manylinux2014_x86_64.manylinux_2_17_x86_64";
const OLD = "manylinux2010_x86_64.manylinux_2_12_x86_64";

/** What `tensorflow[and-cuda]` asked for on 2026-11-24. */
const CUDA: readonly Wheel[] = ([
  [
    "cublas",
    "12.9.3.13",
    NEW,
    581.2,
    "d7d51055f161b317c7105ddaae90e71eda059026074ffef93cf7cde2886bfe72",
  ],
  [
    "cuda-cupti",
    "12.8.90",
    MIDDLE,
    10.2,
    "ea0cb07ebda26bb9b29ba82cda34849e73c166c18162d3913575b0c9db9a6182",
  ],
  [
    "cuda-nvcc",
    "12.9.86",
    OLD,
    40.5,
    "5d6a0d32fdc7ea39917c20065614ae93add6f577d840233237ff08e9a38f58f0",
  ],
  [
    "cuda-nvrtc",
    "12.9.86",
    OLD,
    89.6,
    "210cf05005a447e29214e9ce50851e83fc5f4358df8b453155d5e1918094dcb4",
  ],
  [
    "cuda-runtime",
    "12.9.79",
    MIDDLE,
    3.5,
    "25bba2dfb01d48a9b59ca474a1ac43c6ebf7011f1b0b8cc44f54eb6ac48a96c3",
  ],
  [
    "cudnn",
    "9.28.0.42",
    NEW,
    716.5,
    "9ff58b7f36dacd0a93e89f8f2957b52466889217963701daa15e577317cfa375",
  ],
  [
    "cufft",
    "11.4.1.4",
    MIDDLE,
    200.9,
    "c67884f2a7d276b4b80eb56a79322a95df592ae5e765cf1243693365ccab4e28",
  ],
  [
    "curand",
    "10.3.10.19",
    NEW,
    68.3,
    "49b274db4780d421bd2ccd362e1415c13887c53c214f0d4b761752b8f9f6aa1e",
  ],
  [
    "cusolver",
    "11.7.5.82",
    NEW,
    338.1,
    "15da72d1340d29b5b3cf3fd100e3cd53421dde36002eda6ed93811af63c40d88",
  ],
  [
    "cusparse",
    "12.5.10.65",
    MIDDLE,
    366.5,
    "73060ce019ac064a057267c585bf1fd5a353734151f87472ff02b2c5c9984e78",
  ],
  [
    "nccl",
    "2.32.3",
    NEW,
    351.5,
    "bb94b2348e4861d5e8aa00b36c3d12d9bdf9c6369b82cbb723de0b582280a21c",
  ],
  [
    "nvjitlink",
    "12.9.86",
    OLD,
    39.7,
    "e3f1171dbdc83c5932a45f0f4c99180a70de9bd2718c1ab77d14104f6d7147f9",
  ],
] satisfies readonly Row[]).map(nvidia);

const tensorflow = (name: string, platform: string, bytes: number, sha256: string): Wheel => ({
  name,
  version: VERSION,
  file: `${name.replaceAll("-", "_")}-${VERSION}-cp311-cp311-${platform}.whl`,
  sha256,
  bytes,
  keep: library,
});

const common = {
  licence: "Apache-2.0",
  machine: { os: "linux", arch: "x86_64" },
  native: true,
  room: "backends",
} as const;

/** TensorFlow's library, for the backends of these names. The wheels' Python does not matter. */
export const TENSORFLOW: readonly Part[] = [
  {
    ...common,
    name: "tensorflow",
    about: "TensorFlow's C library for the CPU",
    neededFor: "--backend tensorflow",
    packages: [
      tensorflow(
        "tensorflow-cpu",
        NEW,
        273_829_956,
        "2b847d217b02ee7731ed91431daf3250daa0196c3c94614d23be27232e6e5b6c",
      ),
    ],
    unpackedBytes: 854e6,
  },
  {
    ...common,
    name: "tensorflow-gpu",
    about: "TensorFlow's C library with CUDA, for NVIDIA GPUs",
    neededFor: "--backend tensorflow-gpu",
    licence: "Apache-2.0 AND LicenseRef-NVIDIA-proprietary",
    packages: [
      tensorflow(
        "tensorflow",
        NEW,
        572.4e6,
        "9056fbc9ba04235810b71ae6cbd958a196e8804fb53bbcffbf3e23b56155f124",
      ),
      ...CUDA,
    ],
    unpackedBytes: 7e9,
  },
];
