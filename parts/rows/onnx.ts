import type { Part } from "../part.ts";

/** Node's names of this machine, which the package has folders by. */
const OS: Readonly<Record<string, string>> = { windows: "win32" };
const ARCH: Readonly<Record<string, string>> = { x86_64: "x64", aarch64: "arm64" };
const os = OS[Deno.build.os] ?? Deno.build.os, arch = ARCH[Deno.build.arch] ?? Deno.build.arch;

/** Networks of others in ONNX's form: Microsoft's runtime, without the script that it would run. */
export const ONNX: Part = {
  name: "onnx",
  about: "runs encoders in ONNX's form (ONNX Runtime, on the CPU)",
  neededFor: "encoders that are .onnx files",
  licence: "MIT",
  packages: [
    {
      name: "onnxruntime-node",
      version: "1.30.0",
      integrity:
        "sha512-twhs1C2C/BFkz1yc5OY0KIU2GUq6DURO7hD4bx5Q2Qy3nAMJwRXW8xU3NVczE29VA9lolLOYepoD8fjTGOfIqw==",
      bytes: 113_507_888,
      // It carries the libraries of every machine.
      keep: new RegExp(`^(package\\.json|dist/[^/]+\\.js|bin/napi-v6/${os}/${arch}/[^/]+)$`),
    },
    {
      name: "onnxruntime-common",
      version: "1.30.0",
      integrity:
        "sha512-7fdVWjAID1dVhH/G8qK3APARunV4VkBFoCQAP7qp4Wkab0mrorvmc+sqiT+mKXOzDqdjN5j+/Z9nb4gzNPWcyA==",
      bytes: 66_795,
      keep: /^(package\.json|dist\/cjs\/.*\.(js|json))$/,
    },
  ],
  unpackedBytes: 46_500_000,
  native: true,
};
