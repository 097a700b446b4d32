/** Names of the made-up super-classes. */
export const COARSE = Array.from({ length: 20 }, (_, i) => `group ${i}`);
/** Names of the made-up classes. */
export const FINE = Array.from({ length: 100 }, (_, i) => `class ${i}`);

/** Made-up CIFAR-100 records: record n has the fine label 17n and the coarse label of a fifth. */
export function hundredRecords(count: number): Uint8Array {
  const bytes = new Uint8Array(count * 3074);
  for (let n = 0; n < count; n++) {
    const fine = 17 * n % 100;
    bytes[n * 3074] = Math.floor(fine / 5);
    bytes[n * 3074 + 1] = fine;
    for (let i = 0; i < 3072; i++) bytes[n * 3074 + 2 + i] = (n * 41 + i * 7) % 256;
  }
  return bytes;
}

/** The files of a made-up CIFAR-100, by name. */
export function hundred(train: number, test: number): Record<string, Uint8Array | string> {
  return {
    "train.bin": hundredRecords(train),
    "test.bin": hundredRecords(test),
    "coarse_label_names.txt": `${COARSE.join("\n")}\n`,
    "fine_label_names.txt": `${FINE.join("\r\n")}\r\n`,
  };
}
