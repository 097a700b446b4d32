import type { DatasetPlugin } from "../dataset.ts";
import { idxDataset } from "./idx_dataset.ts";

/** 70,000 pieces of clothing in MNIST's form, from the four official IDX files. */
export const fashionMnist: DatasetPlugin = idxDataset({
  name: "fashion-mnist",
  about: "70,000 pieces of clothing, 28x28 grey, 10 classes; four IDX files",
  licence: "MIT",
  citation: "Xiao, Rasul and Vollgraf, Fashion-MNIST: a Novel Image Dataset for Benchmarking " +
    "Machine Learning Algorithms, 2017",
  // As the makers' README lists them.
  classes: [
    "T-shirt/top",
    "Trouser",
    "Pullover",
    "Dress",
    "Coat",
    "Sandal",
    "Shirt",
    "Sneaker",
    "Bag",
    "Ankle boot",
  ],
  addresses: [
    "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/",
    "https://storage.googleapis.com/tensorflow/tf-keras-datasets/",
  ],
  md5: {
    "train-images-idx3-ubyte.gz": "8d4fb7e6c68d591d4c3dfef9ec88bf0d",
    "train-labels-idx1-ubyte.gz": "25c81989df183df01b3e8a0aad5dffbe",
    "t10k-images-idx3-ubyte.gz": "bef4ecab320f06d8554ea6380940ec79",
    "t10k-labels-idx1-ubyte.gz": "bb300cfdad3c16e7a12a480ee83cd310",
  },
  from: "the makers' README and torchvision's datasets/mnist.py",
});

export default { datasets: [fashionMnist] };
