"""One stretch of a rival's augmentation, as bench/pipeline.ts asks for it; prints JSON.

    pip install torch==2.13.0 kornia==0.9.0 pillow==13.0.0 numpy==2.4.6
    python bench/pipeline_rivals.py pillow small 1.5 --images FILE

Pillow does what torchvision's transforms call on images, with the parameters they draw; a view ends as
normalised floats. One process a core, each with one thread. kornia does the same on batches of
tensors of 32x32, with as many threads as there are cores.
"""
import argparse
import io
import json
import math
import multiprocessing
import os
import random
import time

import numpy as np
from PIL import Image, ImageEnhance, ImageFilter

MEAN, STD = np.float32(0.5), np.float32(0.25)
BATCH = {"small": 128, "photo": 16}
OUTPUT = {"small": 32, "photo": 224}


def crop(image, size):
    """torchvision's RandomResizedCrop(size, scale=(0.2, 1)), bilinear."""
    width, height = image.size
    for _ in range(10):
        area = width * height * random.uniform(0.2, 1)
        ratio = math.exp(random.uniform(math.log(3 / 4), math.log(4 / 3)))
        w, h = round(math.sqrt(area * ratio)), round(math.sqrt(area / ratio))
        if 0 < w <= width and 0 < h <= height:
            top, left = random.randint(0, height - h), random.randint(0, width - w)
            break
    else:
        w = h = min(width, height)
        top, left = (height - h) // 2, (width - w) // 2
    return image.crop((left, top, left + w, top + h)).resize((size, size), Image.BILINEAR)


def hue(image, shift):
    h, s, v = image.convert("HSV").split()
    turned = np.array(h, np.uint8)
    turned += np.int32(shift * 255).astype(np.uint8)
    return Image.merge("HSV", (Image.fromarray(turned), s, v)).convert("RGB")


def jitter(image):
    steps = [
        lambda p, f=random.uniform(0.6, 1.4): ImageEnhance.Brightness(p).enhance(f),
        lambda p, f=random.uniform(0.6, 1.4): ImageEnhance.Contrast(p).enhance(f),
        lambda p, f=random.uniform(0.6, 1.4): ImageEnhance.Color(p).enhance(f),
        lambda p, f=random.uniform(-0.1, 0.1): hue(p, f),
    ]
    random.shuffle(steps)
    for step in steps:
        image = step(image)
    return image


def view(image, kind):
    image = crop(image, OUTPUT[kind])
    if random.random() < 0.5:
        image = image.transpose(Image.FLIP_LEFT_RIGHT)
    if random.random() < 0.8:
        image = jitter(image)
    if random.random() < 0.2:
        image = image.convert("L").convert("RGB")
    if kind == "photo" and random.random() < 0.5:
        image = image.filter(ImageFilter.GaussianBlur(random.uniform(0.1, 2)))
    return (np.asarray(image, np.float32) / np.float32(255) - MEAN) / STD


def pillow_process(kind, sources, seconds, core, ready, queue):
    os.sched_setaffinity(0, {core})
    random.seed(core)
    size = OUTPUT[kind]
    batch = np.empty((2, BATCH[kind], size, size, 3), np.float32)

    def work(i):
        source = sources[i % len(sources)]
        # A photograph is decoded once for its two views; a small image is stored as it is.
        image = Image.open(io.BytesIO(source)).convert("RGB") if kind == "photo" else Image.fromarray(source)
        for v in range(2):
            batch[v, i % BATCH[kind]] = view(image, kind)

    for i in range(BATCH[kind]):
        work(i)
    ready.wait()
    began, done = time.perf_counter(), 0
    while time.perf_counter() - began < seconds:
        work(done)
        done += 1
    queue.put((2 * done, time.perf_counter() - began))


def pillow(kind, sources, seconds, cores):
    ready, queue = multiprocessing.Barrier(cores), multiprocessing.Queue()
    processes = [
        multiprocessing.Process(target=pillow_process, args=(kind, sources, seconds, c, ready, queue))
        for c in range(cores)
    ]
    for process in processes:
        process.start()
    rates = [views / elapsed for views, elapsed in (queue.get() for _ in processes)]
    for process in processes:
        process.join()
    return sum(rates)


def kornia_rate(kind, sources, seconds, cores):
    import kornia.augmentation as K
    import torch

    torch.set_num_threads(cores)
    size = OUTPUT[kind]
    steps = [
        K.RandomResizedCrop((size, size), scale=(0.2, 1.0), ratio=(3 / 4, 4 / 3)),
        K.RandomHorizontalFlip(p=0.5),
        K.ColorJitter(0.4, 0.4, 0.4, 0.1, p=0.8),
        K.RandomGrayscale(p=0.2),
    ]
    steps.append(K.Normalize(torch.full((3,), 0.5), torch.full((3,), 0.25)))
    augment = K.AugmentationSequential(*steps, data_keys=["input"])

    stored = np.stack(sources[: BATCH[kind]])

    def work(_):
        x = torch.from_numpy(stored).permute(0, 3, 1, 2).float().div(255)
        with torch.inference_mode():
            for _ in range(2):
                augment(x)

    work(0)
    began, done = time.perf_counter(), 0
    while time.perf_counter() - began < seconds:
        work(done)
        done += BATCH[kind]
    return 2 * done / (time.perf_counter() - began)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("rival", choices=["pillow", "kornia"])
    parser.add_argument("kind", choices=["small", "photo"])
    parser.add_argument("seconds", type=float)
    parser.add_argument("--images", required=True, help="raw 32x32 RGB bytes, or a JPEG file")
    parser.add_argument("--cores", type=int, default=os.cpu_count())
    given = parser.parse_args()
    with open(given.images, "rb") as file:
        content = file.read()
    if given.kind == "photo":
        sources = [content]
    else:
        sources = list(np.frombuffer(content, np.uint8).reshape(-1, 32, 32, 3))
    rate = (pillow if given.rival == "pillow" else kornia_rate)(given.kind, sources, given.seconds, given.cores)
    import PIL
    versions = {"pillow": PIL.__version__}
    if given.rival == "kornia":
        import kornia
        import torch
        versions = {**versions, "kornia": kornia.__version__, "torch": torch.__version__}
    print(json.dumps({"viewsPerSecond": rate, "cores": given.cores, "versions": versions}))


main()
