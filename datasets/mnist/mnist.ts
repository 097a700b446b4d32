import type { DatasetPlugin } from "../dataset.ts";
import { idxDataset } from "./idx_dataset.ts";

/** 70,000 handwritten digits of 28 x 28 grey pixels, from the four official IDX files. */
export const mnist: DatasetPlugin = idxDataset({
  name: "mnist",
  about: "70,000 handwritten digits, 28x28 grey, 10 classes; four IDX files",
  licence: "CC BY-SA 3.0, as widely stated; the makers state none",
  citation: "LeCun, Bottou, Bengio and Haffner, Gradient-Based Learning Applied to Document " +
    "Recognition, Proceedings of the IEEE, 1998",
  classes: Array.from({ length: 10 }, (_, i) => String(i)),
  // The makers' own address answers no more.
  addresses: [
    "https://ossci-datasets.s3.amazonaws.com/mnist/",
    "https://storage.googleapis.com/cvdf-datasets/mnist/",
  ],
  md5: {
    "train-images-idx3-ubyte.gz": "f68b3c2dcbeaaa9fbdd348bbdeb94873",
    "train-labels-idx1-ubyte.gz": "d53e105ee54ea40749a09fcbcd1e9432",
    "t10k-images-idx3-ubyte.gz": "9fb629c4189551a2d022fa330f9573f3",
    "t10k-labels-idx1-ubyte.gz": "ec29112dd5afa0611ce80d1b7f02629c",
  },
  from: "torchvision's datasets/mnist.py",
});

export default { datasets: [mnist] };
