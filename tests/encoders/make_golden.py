"""Writes tiny encoders of every family with random weights, and what PyTorch makes of one input.

Run: python tests/encoders/make_golden.py tests/encoders/golden   (torch, torchvision, timm, transformers, safetensors, open_clip_torch, efficientnet-lite-pytorch)
"""
import json, os, shutil, sys, tempfile
import torch
torch.library.register_fake = (lambda known: lambda name, *a, **k: (lambda f: f) if str(name).startswith("torchvision::") else known(name, *a, **k))(torch.library.register_fake)
import open_clip, timm, torchvision
from efficientnet_lite_pytorch import EfficientNet
from efficientnet_lite_pytorch.utils import efficientnet_lite
from safetensors.torch import save_file
from transformers import (CLIPVisionConfig, CLIPVisionModelWithProjection, Dinov2Config, Dinov2Model, Dinov2WithRegistersConfig,
    Dinov2WithRegistersModel, SiglipVisionConfig, SiglipVisionModel, ViTConfig, ViTModel, DeiTConfig, DeiTModel)

out = sys.argv[1]; os.makedirs(out, exist_ok=True)
SMALL = dict(hidden_size=8, num_hidden_layers=2, num_attention_heads=2, intermediate_size=16, patch_size=4)

def shaken(net, kind=torch.float32):
    """Weights of which every one matters: fresh ones have norms of one, biases and scales of nothing."""
    torch.manual_seed(1)
    with torch.no_grad():
        for name, p in net.named_parameters():
            p.copy_((torch.randn_like(p) * 0.3 + (p.dim() == 1 and name.endswith("weight"))).to(kind))
        for name, b in net.named_buffers():
            if name.endswith("running_mean"): b.normal_(0, 0.3)
            if name.endswith("running_var"): b.uniform_(0.5, 2)
    net.kind = kind
    return net.eval()

def images(side):
    """What the test makes too: [2, side, side, 3], in that order."""
    i = torch.arange(2 * side * side * 3, dtype=torch.float64)
    return ((i * 7919 % 1009) / 504.5 - 1).float().reshape(2, side, side, 3).permute(0, 3, 1, 2).contiguous()

cases = {}
def keep(name, net, side, call, names=lambda name: name, how="safetensors", **hints):
    with torch.no_grad(): y = call(net, images(side))
    weights = {names(k): v.contiguous() for k, v in net.state_dict().items()}
    weights = {k: v.to(net.kind) if v.is_floating_point() else v for k, v in weights.items()}
    file = f"{name}.{'safetensors' if how == 'safetensors' else 'pth'}"
    path = os.path.join(out, file)
    if hasattr(net, "save_pretrained"):
        # Under the names of the hub, which differ from those in memory.
        with tempfile.TemporaryDirectory() as folder:
            net.to(net.kind).save_pretrained(folder); shutil.copy(os.path.join(folder, "model.safetensors"), path)
    elif how == "safetensors": save_file(weights, path)
    elif how == "old": torch.save(weights, path, _use_new_zipfile_serialization=False)
    else: torch.save({"epoch": 200, "arch": "resnet50", "state_dict": weights, "optimizer": {"param_groups": [{"lr": 0.03}]}}, path)
    cases[name] = dict(file=file, side=side, hints=hints, shape=list(y.shape), features=[float(f"{v:.8g}") for v in y.flatten().tolist()])

cls = lambda net, x: net(pixel_values=x).last_hidden_state[:, 0]
resized = lambda net, x: net(pixel_values=x, interpolate_pos_encoding=True).last_hidden_state[:, 0]
two = dict(heads=2)
keep("dinov2", shaken(Dinov2Model(Dinov2Config(**{**SMALL, "image_size": 20, "mlp_ratio": 2}))), 16, cls, **two)
keep("dinov2-registers", shaken(Dinov2WithRegistersModel(Dinov2WithRegistersConfig(**SMALL, image_size=20, mlp_ratio=2, num_register_tokens=3)), torch.bfloat16), 16, cls, **two)
keep("dino-hub", shaken(ViTModel(ViTConfig(**SMALL, image_size=16), add_pooling_layer=False)), 24, resized, **two)
keep("deit-hub", shaken(DeiTModel(DeiTConfig(**SMALL, image_size=16), add_pooling_layer=False)), 16, cls, **two)
keep("clip", shaken(CLIPVisionModelWithProjection(CLIPVisionConfig(**SMALL, image_size=16, projection_dim=6)), torch.float16), 16, lambda net, x: net(pixel_values=x).image_embeds, **two)
keep("siglip", shaken(SiglipVisionModel(SiglipVisionConfig(**SMALL, image_size=16))), 16, lambda net, x: net(pixel_values=x).pooler_output, **two)

vit = lambda **more: shaken(timm.models.VisionTransformer(patch_size=4, embed_dim=8, depth=2, num_heads=2, mlp_ratio=2, num_classes=0, **more))
plain = lambda net, x: net(x)
keep("timm-vit", vit(img_size=16), 16, plain, **two)
keep("timm-registers", vit(img_size=16, init_values=1e-5, reg_tokens=2, no_embed_class=True), 16, plain, **two)
keep("timm-siglip", vit(img_size=16, class_token=False, global_pool="map"), 16, plain, **two)
keep("dino-authors", vit(img_size=16), 16, plain, how="old", **two)

class Resnet(torchvision.models.ResNet):
    """torchvision's with two channels where it has 64."""
    def __init__(self, block, counts):
        torch.nn.Module.__init__(self)
        self._norm_layer, self.inplanes, self.dilation, self.groups, self.base_width = torch.nn.BatchNorm2d, 2, 1, 1, 64
        self.conv1, self.bn1, self.relu = torch.nn.Conv2d(3, 2, 7, 2, 3, bias=False), torch.nn.BatchNorm2d(2), torch.nn.ReLU(inplace=True)
        self.maxpool, self.avgpool, self.fc = torch.nn.MaxPool2d(3, 2, 1), torch.nn.AdaptiveAvgPool2d(1), torch.nn.Identity()
        for i, n in enumerate(counts): setattr(self, f"layer{i + 1}", self._make_layer(block, 2 << i, n, stride=2 if i else 1))
basic, deep = torchvision.models.resnet.BasicBlock, torchvision.models.resnet.Bottleneck
keep("torchvision-basic", shaken(Resnet(basic, [2, 1, 1, 1])), 32, plain, how="zip")
keep("moco", shaken(Resnet(deep, [1, 2, 1, 1])), 32, plain, names=lambda name: f"module.encoder_q.{name}", how="zip")

# The pictures' half as OpenCLIP's files have it, that of texts being passed over.
tower = open_clip.transformer.VisionTransformer(image_size=16, patch_size=4, width=8, layers=2, heads=2, mlp_ratio=2, output_dim=6)
keep("open-clip", shaken(tower), 16, plain, names=lambda name: f"visual.{name}", **two)

# A tenth of the channels: the blocks, kernels and strides are those of Lite0.
blocks, form = efficientnet_lite(width_coefficient=0.1, depth_coefficient=1.0, image_size=32, dropout_rate=0)
lite = EfficientNet(blocks, form._replace(fix_head_stem=False, depth_divisor=2))
lite._fc = torch.nn.Identity()
# bfloat16 of what PyTorch computed in float32 would differ: the weights are rounded first.
with torch.no_grad():
    for tensor in shaken(lite).state_dict().values():
        if tensor.is_floating_point(): tensor.copy_(tensor.bfloat16())
lite.kind = torch.bfloat16
keep("efficientnet-lite", lite, 32, lambda net, x: net.extract_features(x).mean((2, 3)), names=lambda name: name)

json.dump(cases, open(os.path.join(out, "golden.json"), "w"))
for name in cases: print(name, cases[name]["shape"], os.path.getsize(os.path.join(out, cases[name]["file"])))
