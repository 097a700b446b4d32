"""Writes golden/timm-vit.onnx: the network of golden/timm-vit.safetensors as others would export it.

Run: python tests/encoders/make_onnx.py tests/encoders/golden   (torch, onnx)
"""
import json, struct, sys
import torch
from torch import nn

out = sys.argv[1]
raw = open(f"{out}/timm-vit.safetensors", "rb").read()
size = struct.unpack("<Q", raw[:8])[0]
weights = {
    name: torch.frombuffer(bytearray(raw[8 + size + t["data_offsets"][0]:8 + size + t["data_offsets"][1]]), dtype=torch.float32).reshape(t["shape"])
    for name, t in json.loads(raw[8:8 + size]).items() if name != "__metadata__"
}

class Block(nn.Module):
    def __init__(self):
        super().__init__()
        self.norm1, self.norm2 = nn.LayerNorm(8, eps=1e-6), nn.LayerNorm(8, eps=1e-6)
        self.attn, self.mlp = nn.Module(), nn.Module()
        self.attn.qkv, self.attn.proj = nn.Linear(8, 24), nn.Linear(8, 8)
        self.mlp.fc1, self.mlp.fc2 = nn.Linear(8, 16), nn.Linear(16, 8)
    def forward(self, x):
        n, t, d = x.shape
        q, k, v = self.attn.qkv(self.norm1(x)).reshape(n, t, 3, 2, 4).permute(2, 0, 3, 1, 4).unbind(0)
        y = ((q @ k.transpose(-2, -1)) * 0.5).softmax(-1) @ v
        x = x + self.attn.proj(y.transpose(1, 2).reshape(n, t, d))
        return x + self.mlp.fc2(nn.functional.gelu(self.mlp.fc1(self.norm2(x))))

class Vit(nn.Module):
    def __init__(self):
        super().__init__()
        self.patch_embed = nn.Module()
        self.patch_embed.proj = nn.Conv2d(3, 8, 4, 4)
        self.cls_token, self.pos_embed = nn.Parameter(torch.zeros(1, 1, 8)), nn.Parameter(torch.zeros(1, 17, 8))
        self.blocks, self.norm = nn.ModuleList([Block(), Block()]), nn.LayerNorm(8, eps=1e-6)
    def forward(self, x):
        x = self.patch_embed.proj(x).flatten(2).transpose(1, 2)
        x = torch.cat([self.cls_token.expand(x.shape[0], -1, -1), x], 1) + self.pos_embed
        for block in self.blocks: x = block(x)
        return self.norm(x)  # every token: whoever reads it takes the first

net = Vit().eval()
net.load_state_dict(weights)
torch.onnx.export(net, torch.zeros(2, 3, 16, 16), f"{out}/timm-vit.onnx", input_names=["pixel_values"], output_names=["last_hidden_state"],
    dynamic_axes={"pixel_values": {0: "batch"}, "last_hidden_state": {0: "batch"}}, opset_version=17, dynamo=False)
