"""Writes a ViT-S/14 of random weights as safetensors and ONNX, and EfficientNet-Lite0 as ONNX, for bench/encoders.ts.

Run: python bench/encoder_files.py FOLDER [LITE0.pth]   (torch, onnx; with LITE0.pth efficientnet-lite-pytorch)
"""
import json, struct, sys
import torch
from torch import nn

folder, lite = sys.argv[1], sys.argv[2:]
D, HEADS, SIDE, PATCH = 384, 6, 224, 14

class Block(nn.Module):
    def __init__(self):
        super().__init__()
        self.norm1, self.norm2 = nn.LayerNorm(D, eps=1e-6), nn.LayerNorm(D, eps=1e-6)
        self.attn, self.mlp = nn.Module(), nn.Module()
        self.attn.qkv, self.attn.proj = nn.Linear(D, 3 * D), nn.Linear(D, D)
        self.mlp.fc1, self.mlp.fc2 = nn.Linear(D, 4 * D), nn.Linear(4 * D, D)
    def forward(self, x):
        n, t, d = x.shape
        q, k, v = self.attn.qkv(self.norm1(x)).reshape(n, t, 3, HEADS, d // HEADS).permute(2, 0, 3, 1, 4).unbind(0)
        y = ((q @ k.transpose(-2, -1)) * (d // HEADS) ** -0.5).softmax(-1) @ v
        x = x + self.attn.proj(y.transpose(1, 2).reshape(n, t, d))
        return x + self.mlp.fc2(nn.functional.gelu(self.mlp.fc1(self.norm2(x))))

class Vit(nn.Module):
    def __init__(self):
        super().__init__()
        self.patch_embed = nn.Module()
        self.patch_embed.proj = nn.Conv2d(3, D, PATCH, PATCH)
        tokens = (SIDE // PATCH) ** 2 + 1
        self.cls_token, self.pos_embed = nn.Parameter(torch.randn(1, 1, D) * 0.02), nn.Parameter(torch.randn(1, tokens, D) * 0.02)
        self.blocks, self.norm = nn.ModuleList([Block() for _ in range(12)]), nn.LayerNorm(D, eps=1e-6)
    def forward(self, x):
        x = self.patch_embed.proj(x).flatten(2).transpose(1, 2)
        x = torch.cat([self.cls_token.expand(x.shape[0], -1, -1), x], 1) + self.pos_embed
        for block in self.blocks: x = block(x)
        return self.norm(x)[:, 0]

def onnx(net, name):
    torch.onnx.export(net, torch.zeros(2, 3, SIDE, SIDE), f"{folder}/{name}.onnx", input_names=["pixel_values"], output_names=["features"],
        dynamic_axes={"pixel_values": {0: "n"}, "features": {0: "n"}}, opset_version=17, dynamo=False)

torch.manual_seed(0)
vit = Vit().eval()
onnx(vit, "vit-s14")
header, body = {}, b""
for name, tensor in vit.state_dict().items():
    raw = tensor.contiguous().numpy().tobytes()
    header[name] = {"dtype": "F32", "shape": list(tensor.shape), "data_offsets": [len(body), len(body) + len(raw)]}
    body += raw
text = json.dumps(header).encode(); text += b" " * (-len(text) % 8)
open(f"{folder}/vit-s14.safetensors", "wb").write(struct.pack("<Q", len(text)) + text + body)

if lite:
    from efficientnet_lite_pytorch import EfficientNet
    net = EfficientNet.from_name("efficientnet-lite0")
    net.load_state_dict(torch.load(lite[0], map_location="cpu", weights_only=True))
    class Features(nn.Module):
        def __init__(self): super().__init__(); self.net = net.eval()
        def forward(self, x): return self.net.extract_features(x).mean((2, 3))
    onnx(Features().eval(), "lite0")
