"""The training step of `crlc bench` in PyTorch, from the same initial weights and input.

Run: python bench/torch_step.py START.safetensors --threads 2 --mode channels_last --steps 5
Needs: pip install torch==2.13.0 numpy (the CPU build is meant). Prints one JSON object.
"""
import argparse
import contextlib
import json
import statistics
import struct
import time

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

WARM_UP = 2


def read_safetensors(path):
    with open(path, "rb") as file:
        (length,) = struct.unpack("<Q", file.read(8))
        header = json.loads(file.read(length))
        data = file.read()
    metadata = header.pop("__metadata__", {})
    tensors = {}
    for name, entry in header.items():
        start, end = entry["data_offsets"]
        array = np.frombuffer(data[start:end], np.float32).reshape(entry["shape"])
        tensors[name] = torch.from_numpy(array.copy())
    return tensors, metadata


class Block(nn.Module):
    def __init__(self, inputs, outputs, stride):
        super().__init__()
        self.conv1 = nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False)
        self.norm1 = nn.BatchNorm2d(outputs)
        self.conv2 = nn.Conv2d(outputs, outputs, 3, 1, 1, bias=False)
        self.norm2 = nn.BatchNorm2d(outputs)
        self.shortcut = None
        if stride != 1 or inputs != outputs:
            self.shortcut = nn.Conv2d(inputs, outputs, 1, stride, bias=False)
            self.shortcut_norm = nn.BatchNorm2d(outputs)

    def forward(self, x):
        y = F.relu(self.norm1(self.conv1(x)))
        y = self.norm2(self.conv2(y))
        return F.relu(y + (x if self.shortcut is None else self.shortcut_norm(self.shortcut(x))))


class Net(nn.Module):
    def __init__(self, blocks, width, features):
        super().__init__()
        self.stem = nn.Conv2d(3, width, 3, 1, 1, bias=False)
        self.norm = nn.BatchNorm2d(width)
        stages, inputs = [], width
        for stage, count in enumerate(blocks):
            outputs = width << stage
            row = []
            for block in range(count):
                row.append(Block(inputs, outputs, 2 if stage > 0 and block == 0 else 1))
                inputs = outputs
            stages.append(nn.ModuleList(row))
        self.stages = nn.ModuleList(stages)
        self.hidden = nn.Linear(inputs, inputs)
        self.output = nn.Linear(inputs, features)

    def forward(self, x):
        x = F.relu(self.norm(self.stem(x)))
        for stage in self.stages:
            for block in stage:
                x = block(x)
        return self.output(F.relu(self.hidden(x.mean((2, 3)))))

    @torch.no_grad()
    def load(self, weights):
        conv = lambda layer, name: layer.weight.copy_(weights[name + "/kernel"].permute(3, 2, 0, 1))

        def norm(layer, name):
            layer.weight.copy_(weights[name + "/gamma"])
            layer.bias.copy_(weights[name + "/beta"])
            layer.reset_running_stats()

        def linear(layer, name):
            layer.weight.copy_(weights[name + "/kernel"].t())
            layer.bias.copy_(weights[name + "/bias"])

        conv(self.stem, "stem")
        norm(self.norm, "stem/norm")
        for s, stage in enumerate(self.stages):
            for b, block in enumerate(stage):
                at = f"stage{s + 1}/block{b + 1}"
                conv(block.conv1, at + "/conv1")
                norm(block.norm1, at + "/norm1")
                conv(block.conv2, at + "/conv2")
                norm(block.norm2, at + "/norm2")
                if block.shortcut is not None:
                    conv(block.shortcut, at + "/shortcut")
                    norm(block.shortcut_norm, at + "/shortcut/norm")
        linear(self.hidden, "hidden")
        linear(self.output, "output")


class WideBlock(nn.Module):
    def __init__(self, inputs, outputs, stride, first):
        super().__init__()
        self.norm1 = nn.BatchNorm2d(inputs)
        self.conv1 = nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False)
        self.norm2 = nn.BatchNorm2d(outputs)
        self.conv2 = nn.Conv2d(outputs, outputs, 3, 1, 1, bias=False)
        same = stride == 1 and inputs == outputs
        self.shortcut = None if same else nn.Conv2d(inputs, outputs, 1, stride, bias=False)
        self.first = first

    def forward(self, x):
        before = F.leaky_relu(self.norm1(x), 0.1)
        y = self.conv2(F.leaky_relu(self.norm2(self.conv1(before)), 0.1))
        if self.shortcut is None:
            return y + x
        return y + self.shortcut(before if self.first else x)


class WideNet(nn.Module):
    """A Wide ResNet of 16 channels at first and 4 blocks a stage, as FixMatch has it."""

    def __init__(self, widths, features):
        super().__init__()
        self.stem = nn.Conv2d(3, 16, 3, 1, 1, bias=False)
        self.blocks, self.places, inputs = nn.ModuleList(), [], 16
        for s, outputs in enumerate(widths):
            for b in range(4):
                stride = 2 if s > 0 and b == 0 else 1
                self.blocks.append(WideBlock(inputs, outputs, stride, s == 0 and b == 0))
                self.places.append(f"stage{s + 1}/block{b + 1}")
                inputs = outputs
        self.norm = nn.BatchNorm2d(inputs)
        self.hidden = nn.Linear(inputs, inputs)
        self.output = nn.Linear(inputs, features)

    def forward(self, x):
        x = self.stem(x)
        for block in self.blocks:
            x = block(x)
        x = F.leaky_relu(self.norm(x), 0.1).mean((2, 3))
        return self.output(F.relu(self.hidden(x)))

    @torch.no_grad()
    def load(self, weights):
        for name, layer in self.named_modules():
            at = name
            if name.startswith("blocks."):
                at = self.places[int(name.split(".")[1])] + "/" + "/".join(name.split(".")[2:])
            if isinstance(layer, nn.Conv2d):
                layer.weight.copy_(weights[at + "/kernel"].permute(3, 2, 0, 1))
            elif isinstance(layer, nn.BatchNorm2d):
                layer.weight.copy_(weights[at + "/gamma"])
                layer.bias.copy_(weights[at + "/beta"])
                layer.reset_running_stats()
            elif isinstance(layer, nn.Linear):
                layer.weight.copy_(weights[at + "/kernel"].t())
                layer.bias.copy_(weights[at + "/bias"])


def nt_xent(z, temperature=0.5):
    z = F.normalize(z.float(), dim=1)
    n = z.shape[0]
    similarities = z @ z.t() / temperature
    similarities.fill_diagonal_(-1e9)
    return F.cross_entropy(similarities, torch.arange(n).roll(n // 2))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("start")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--steps", type=int, default=5)
    parser.add_argument(
        "--mode", choices=["eager", "channels_last", "compile", "bfloat16", "inference"], default="channels_last"
    )
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    weights, metadata = read_safetensors(args.start)
    x = weights.pop("input").permute(0, 3, 1, 2)
    if metadata["architecture"] == "wrn-28-2":
        net = WideNet([32, 64, 128], 128)
    else:
        blocks = {"resnet18": [2, 2, 2, 2], "resnet34": [3, 4, 6, 3]}[metadata["architecture"]]
        net = Net(blocks, int(metadata["width"]), 128)
    if args.mode != "eager":
        net, x = net.to(memory_format=torch.channels_last), x.to(memory_format=torch.channels_last)
    else:
        x = x.contiguous()
    forward = torch.compile(net) if args.mode == "compile" else net
    bfloat16 = args.mode == "bfloat16"

    def restart():
        net.load(weights)
        return torch.optim.SGD(net.parameters(), lr=0.01, momentum=0.9)

    def step(optimiser):
        began = time.perf_counter()
        if args.mode == "inference":
            net.eval()
            with torch.no_grad():
                forward(x)
            return time.perf_counter() - began, 0.0
        optimiser.zero_grad()
        with torch.autocast("cpu", torch.bfloat16) if bfloat16 else contextlib.nullcontext():
            z = forward(x)
        loss = nt_xent(z)
        loss.backward()
        optimiser.step()
        value = loss.item()
        return time.perf_counter() - began, value

    optimiser = restart()
    for _ in range(WARM_UP):
        step(optimiser)
    optimiser = restart()
    done = [step(optimiser) for _ in range(args.steps)]
    median = statistics.median(seconds for seconds, _ in done)
    print(
        json.dumps(
            {
                "torch": torch.__version__,
                "mode": args.mode,
                "threads": args.threads,
                "imagesPerSecond": x.shape[0] / median,
                "millisecondsPerStep": 1000 * median,
                "losses": [loss for _, loss in done],
            }
        )
    )


if __name__ == "__main__":
    main()
