import { defineEncoder } from "../define_encoder.ts";

/** Chen et al., "Improved Baselines with Momentum Contrastive Learning", 2020: the paper's Table 2. */
const moco = defineEncoder({
  name: "moco-v2",
  about: "MoCo-v2, a ResNet-50 of 800 epochs; what Table 2 of CRLC's paper begins with",
  licence: "CC BY-NC 4.0: not for commercial use",
  trainedOn: "ImageNet-1k without its labels: 1.3 million photos",
  supervision: "none",
  dimensions: 2048,
  bytes: 0,
  source: {
    kind: "file",
    page: "https://github.com/facebookresearch/moco",
    file: "moco_v2_800ep_pretrain.pth.tar",
  },
});

export default { encoders: [moco] };
