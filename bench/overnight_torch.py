"""crlc/cifar10-overnight in PyTorch, for some minutes: the same network, batches, views, losses and schedule.

Run: python bench/overnight_torch.py CIFAR_FOLDER --minutes 20 --threads 1 --log LOG.jsonl
Needs: pip install torch==2.13.0 numpy scikit-learn scipy (the CPU build is meant).
CIFAR_FOLDER holds data_batch_1.bin to _5.bin and test_batch.bin. A line an epoch: seconds of training (scoring is not counted), loss, and ACC, NMI and ARI of the test images by the sub-head of the lowest cluster loss.
"""
import argparse
import json
import math
import pathlib
import time

import numpy as np
import torch
import torch.nn.functional as F
from scipy.optimize import linear_sum_assignment
from sklearn.metrics import adjusted_rand_score, normalized_mutual_info_score
from torch import nn

from torch_step import Net

WIDTH, FEATURES, HEADS, CLUSTERS = 16, 128, 5, 10
BATCH, EPOCHS, WARM_UP, RATE, FLOOR = 256, 240, 975, 0.1, 0.001
MEAN = torch.tensor([0.4914, 0.4822, 0.4465]).view(3, 1, 1)
STD = torch.tensor([0.247, 0.2435, 0.2616]).view(3, 1, 1)
GREY = torch.tensor([0.299, 0.587, 0.114]).view(3, 1, 1)


def read(folder, names):
    rows = np.concatenate([np.fromfile(folder / name, np.uint8).reshape(-1, 3073) for name in names])
    return torch.from_numpy(rows[:, 1:].reshape(-1, 3, 32, 32).copy()), rows[:, 0].astype(int)


class Crlc(Net):
    """The ResNet and representation head of bench/torch_step.py, and five clustering sub-heads."""

    def __init__(self):
        super().__init__([2, 2, 2, 2], WIDTH, FEATURES)
        size = self.hidden.in_features
        self.first = nn.Parameter(torch.empty(HEADS, size, size))
        self.first_bias = nn.Parameter(torch.zeros(HEADS * size))
        self.second = nn.Parameter(torch.empty(HEADS, size, CLUSTERS))
        self.second_bias = nn.Parameter(torch.zeros(HEADS * CLUSTERS))
        bound = math.sqrt(6 / size)
        for weight in (self.first, self.second, self.hidden.weight, self.output.weight):
            nn.init.uniform_(weight, -bound, bound)
        for layer in self.modules():
            if isinstance(layer, nn.Conv2d):
                nn.init.kaiming_normal_(layer.weight, mode="fan_out", nonlinearity="relu")
            elif isinstance(layer, nn.Linear):
                nn.init.zeros_(layer.bias)

    def forward(self, x):
        x = F.relu(self.norm(self.stem(x)))
        for stage in self.stages:
            for block in stage:
                x = block(x)
        h = x.mean((2, 3))
        z = self.output(F.relu(self.hidden(h)))
        u = F.relu(h @ self.first + self.first_bias.view(HEADS, 1, -1))
        return z, u @ self.second + self.second_bias.view(HEADS, 1, -1)


def crops(n):
    """Windows of torchvision's RandomResizedCrop, area .2 to 1, as centre and size from -1 to 1."""
    out = torch.empty(n, 4)
    for i in range(n):
        for _ in range(10):
            area = 1024 * (0.2 + 0.8 * torch.rand(()).item())
            ratio = math.exp((2 * torch.rand(()).item() - 1) * math.log(4 / 3))
            w, h = round(math.sqrt(area * ratio)), round(math.sqrt(area / ratio))
            if 0 < w <= 32 and 0 < h <= 32:
                left, top = (torch.randint(33 - side, ()).item() for side in (w, h))
                break
        else:
            w = h = 32
            left = top = 0
        out[i] = torch.tensor([(2 * left + w) / 32 - 1, (2 * top + h) / 32 - 1, w / 32, h / 32])
    return out


def hue(x, shift):
    """Of images from 0 to 1, turned by `shift` turns."""
    high, low = x.amax(1), x.amin(1)
    chroma = high - low
    safe = torch.where(chroma == 0, torch.ones(()), chroma)
    r, g, b = x.unbind(1)
    turn = torch.where(high == r, (g - b) / safe, torch.where(high == g, 2 + (b - r) / safe, 4 + (r - g) / safe))
    turn = (turn / 6 + shift.view(-1, 1, 1)) % 1
    k = (torch.tensor([5.0, 3.0, 1.0]).view(1, 3, 1, 1) + 6 * turn[:, None]) % 6
    return high[:, None] - chroma[:, None] * torch.minimum(k, 4 - k).clamp(0, 1)


def blend(x, other, factor):
    return (factor.view(-1, 1, 1, 1) * x + (1 - factor.view(-1, 1, 1, 1)) * other).clamp(0, 1)


def grey(x):
    return (GREY * x).sum(1, keepdim=True)


JITTER = [
    lambda x, f: blend(x, torch.zeros(()), f),
    lambda x, f: blend(x, grey(x).mean((2, 3), keepdim=True), f),
    lambda x, f: blend(x, grey(x), f),
    hue,
]


def view(images):
    """Crop, flip, jitter in random order, grey, normalise; drawn for each image."""
    n = len(images)
    x = images.float() / 255
    cx, cy, w, h = crops(n).unbind(1)
    w = torch.where(torch.rand(n) < 0.5, -w, w)
    zero = torch.zeros(n)
    theta = torch.stack([torch.stack([w, zero, cx], 1), torch.stack([zero, h, cy], 1)], 1)
    grid = F.affine_grid(theta, (n, 3, 32, 32), align_corners=False)
    x = F.grid_sample(x, grid, "bilinear", "border", align_corners=False)
    orders = torch.rand(n, 4).argsort(1)
    jittered = torch.rand(n) < 0.8
    factors = [0.6 + 0.8 * torch.rand(n) for _ in range(3)] + [0.2 * torch.rand(n) - 0.1]
    for place in range(4):
        for step, change in enumerate(JITTER):
            chosen = jittered & (orders[:, place] == step)
            x[chosen] = change(x[chosen], factors[step][chosen])
    colourless = torch.rand(n) < 0.2
    x[colourless] = grey(x[colourless]).expand(-1, 3, -1, -1)
    return ((x - MEAN) / STD).contiguous(memory_format=torch.channels_last)


def info_nce(scores):
    """`[..., 2B, 2B]`: the partner of a row is B away; each row leaves itself out."""
    n = scores.shape[-1]
    scores = scores.masked_fill(torch.eye(n, dtype=torch.bool), -math.inf)
    partner = torch.arange(n).roll(n // 2)
    return (scores.logsumexp(-1) - scores[..., torch.arange(n), partner]).mean(-1)


def losses(outputs):
    """The whole loss, and the cluster loss of each sub-head."""
    z = F.normalize(torch.cat([z for z, _ in outputs]), dim=1)
    features = info_nce(z @ z.t() / 0.1)
    q = torch.cat([u.softmax(-1) for _, u in outputs], 1)
    smooth = 0.99 * q + 0.01 / CLUSTERS
    contrast = info_nce((smooth @ smooth.transpose(1, 2)).log())
    entropy = penalty = 0
    for part, (_, u) in zip(q.chunk(2, 1), outputs):
        m = part.mean(1).clamp_min(1e-8)
        entropy = entropy - 0.5 * (m * m.log()).sum(-1)
        penalty = penalty + 0.5 * (u * (u - u.clamp(-25, 25)).detach()).sum(-1).mean(-1)
    cluster = contrast - entropy + 0.01 * penalty
    return cluster.mean() + 10 * features, cluster.detach()


def rate(step, steps):
    rise = min(1, (step + 1) / WARM_UP)
    return RATE * rise * (FLOOR + (1 - FLOOR) * 0.5 * (1 + math.cos(math.pi * step / steps)))


@torch.no_grad()
def score(net, images, labels, head):
    net.eval()
    x = (images.float() / 255 - MEAN) / STD
    found = torch.cat([net(part.contiguous(memory_format=torch.channels_last))[1][head].argmax(1) for part in x.split(500)])
    net.train()
    clusters = found.numpy()
    table = np.zeros((CLUSTERS, CLUSTERS), int)
    np.add.at(table, (clusters, labels), 1)
    rows, columns = linear_sum_assignment(-table)
    return {
        "acc": table[rows, columns].sum() / len(labels),
        "nmi": normalized_mutual_info_score(labels, clusters),
        "ari": adjusted_rand_score(labels, clusters),
    }


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--minutes", type=float, default=20)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--steps-per-epoch", type=int, help="fewer than an epoch has, for a try of this script")
    parser.add_argument("--log", required=True)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    train, _ = read(args.folder, [f"data_batch_{i}.bin" for i in range(1, 6)])
    test, labels = read(args.folder, ["test_batch.bin"])
    if args.steps_per_epoch:
        test, labels = test[:500], labels[:500]
    net = Crlc().to(memory_format=torch.channels_last)
    decayed = [p for p in net.parameters() if p.dim() > 1]
    others = [p for p in net.parameters() if p.dim() <= 1]
    optimiser = torch.optim.SGD([{"params": decayed, "weight_decay": 5e-4}, {"params": others}], lr=RATE, momentum=0.9)
    per_epoch = len(train) // BATCH
    steps, step, seconds, epoch = EPOCHS * per_epoch, 0, 0.0, 0
    with open(args.log, "w") as log:
        while seconds < 60 * args.minutes and step < steps:
            epoch += 1
            order, sums, began = torch.randperm(len(train)), torch.zeros(1 + HEADS), time.perf_counter()
            done = 0
            for i in range(args.steps_per_epoch or per_epoch):
                batch = train[order[i * BATCH : (i + 1) * BATCH]]
                for group in optimiser.param_groups:
                    group["lr"] = rate(step, steps)
                loss, cluster = losses([net(view(batch)), net(view(batch))])
                optimiser.zero_grad()
                loss.backward()
                optimiser.step()
                sums += torch.cat([loss.detach().view(1), cluster])
                step, done = step + 1, done + 1
                if seconds + time.perf_counter() - began > 60 * args.minutes:
                    break
            seconds += time.perf_counter() - began
            whole = done == per_epoch or args.steps_per_epoch
            line = {"epoch": epoch, "whole": bool(whole), "step": step, "seconds": seconds, "loss": sums[0].item() / done}
            line |= score(net, test, labels, int(sums[1:].argmin()))
            log.write(json.dumps(line) + "\n")
            log.flush()


if __name__ == "__main__":
    main()
