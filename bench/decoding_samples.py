"""Writes image files of every format with Pillow, for `bench/decoding.ts`.

Run: python bench/decoding_samples.py FOLDER rates
     python bench/decoding_samples.py FOLDER limit FORMAT WIDTH HEIGHT
FORMAT is one of those in SAVE; the files are called FORMAT_WIDTHxHEIGHT.
"""
import sys

import numpy as np
from PIL import Image, ImageFilter

Image.MAX_IMAGE_PIXELS = None

SAVE = {
    "jpeg": ("jpg", {"quality": 90}),
    "progressive": ("jpg", {"quality": 90, "progressive": True, "subsampling": 0}),
    "png": ("png", {}),
    "png_alpha": ("png", {}),
    "png16": ("png", {}),
    "webp": ("webp", {"quality": 85, "method": 2}),
    "webp_lossless": ("webp", {"lossless": True, "method": 0}),
    "avif": ("avif", {"quality": 70, "speed": 10}),
    "avif_full": ("avif", {"quality": 70, "speed": 10, "subsampling": "4:4:4"}),
    "avif_alpha": ("avif", {"quality": 70, "speed": 10}),
    "tiff": ("tiff", {"compression": "tiff_lzw"}),
    "gif": ("gif", {}),
    "bmp": ("bmp", {}),
}


def photo(width, height):
    """Soft shapes and a little grain, about as hard to decode as a photograph."""
    random = np.random.default_rng(width)
    coarse = random.integers(0, 256, (max(2, height // 25), max(2, width // 25), 3), np.uint8)
    image = Image.fromarray(coarse).resize((width, height), Image.BICUBIC)
    tile = random.normal(0, 6, (min(height, 512), min(width, 512), 3))
    out = np.asarray(image).astype(np.int16)
    for y in range(0, height, 512):
        for x in range(0, width, 512):
            part = out[y : y + 512, x : x + 512]
            part += tile[: part.shape[0], : part.shape[1]].astype(np.int16)
    return Image.fromarray(np.clip(out, 0, 255).astype(np.uint8))


def save(folder, name, image):
    ending, options = SAVE[name]
    if name.endswith("alpha"):
        image = image.copy()
        image.putalpha(image.getchannel(0))
    if name == "gif":
        image = image.quantize(256, method=Image.Quantize.FASTOCTREE)
    if name == "png16":
        image = Image.fromarray(np.asarray(image.convert("L")).astype(np.uint16) * 257)
    image.save(f"{folder}/{name}_{image.width}x{image.height}.{ending}", **options)


if sys.argv[2] == "rates":
    for size in ((64, 64), (500, 375), (4000, 3000)):
        image = photo(*size)
        for name in ("jpeg", "png", "webp", "avif", "tiff", "gif", "bmp"):
            save(sys.argv[1], name, image)
else:
    save(sys.argv[1], sys.argv[3], photo(int(sys.argv[4]), int(sys.argv[5])))
