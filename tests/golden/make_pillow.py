"""Writes pillow.json: what Pillow, OpenCV and colorsys make of fixed images and fixed parameters.

    pip install pillow==13.0.0 numpy==2.4.6 opencv-python-headless==5.0.0.93
    python tests/golden/make_pillow.py

Steps that torchvision leaves to Pillow in bytes are rounded to bytes after every operation, so the
file states a tolerance for each case: "tolerance" for the largest difference and "mean" for the
mean one, on values from 0 to 1. Resampling is done on 32-bit floats and has no rounding.
"""
import colorsys
import itertools
import json
import pathlib

import cv2
import numpy as np
import PIL
from PIL import Image, ImageEnhance, ImageOps

rng = np.random.default_rng(7)
HEIGHT, WIDTH = 16, 20
ys, xs = np.mgrid[0:HEIGHT, 0:WIDTH]
waves = np.stack(
    [128 + 90 * np.sin(xs / 3 + c) * np.cos(ys / (2 + c)) for c in range(3)], axis=-1
)
image = np.clip(waves + rng.normal(0, 25, waves.shape), 0, 255).astype(np.uint8)
small = image[4:12, 5:13]
# Beside the picture: the corners of the colour cube and greys, where hue has its special cases.
corners = np.array(list(itertools.product([0, 128, 255], repeat=3)) * 3, np.uint8)[:64]
cases = []


def case(name, source, steps, parameters, output, expected, tolerance, mean=None):
    expected = np.asarray(expected, np.float64)
    cases.append({
        "name": name, "source": source, "steps": steps, "parameters": parameters,
        "output": output, "expected": [round(float(x), 7) for x in expected.ravel()],
        "tolerance": tolerance, "mean": mean if mean is not None else tolerance,
    })


def byte_case(name, source, steps, parameters, expected):
    """Of a step that works on bytes and must give the very same ones."""
    cases.append({
        "name": name, "source": source, "steps": steps, "parameters": parameters,
        "output": [HEIGHT, WIDTH], "bytes": np.asarray(expected).ravel().tolist(), "tolerance": 1e-6, "mean": 1e-6,
    })


def on_floats(function):
    """Applies a function of an image of 32-bit floats to each channel."""
    planes = [Image.fromarray(image[..., c].astype(np.float32)) for c in range(3)]
    return np.stack([np.asarray(function(p)) for p in planes], axis=-1) / 255


# Resampling
for name, (top, left, h, w), (oh, ow) in [
    ("a crop made larger", (2, 3, 5, 7), (12, 12)),
    ("a crop made smaller", (1, 2, 15, 17), (6, 5)),
    ("a crop larger one way and smaller the other", (0, 4, 4, 16), (8, 8)),
    ("one pixel made larger", (15, 19, 1, 1), (3, 3)),
]:
    out = on_floats(lambda p: p.crop((left, top, left + w, top + h)).resize((ow, oh), Image.BILINEAR))
    case(f"crop: {name}", "image", [{"step": "crop"}], [top, left, h, w], [oh, ow], out, 1e-6)

out = on_floats(lambda p: p.resize((10, 8), Image.BILINEAR).crop((1, 0, 9, 8)))
case("resize: short side, then the centre", "image", [{"step": "resize", "short": 8}], [], [8, 8], out, 1e-6)

scale_x, scale_y = WIDTH / 15, HEIGHT / 12
out = on_floats(lambda p: p.transform((15, 12), Image.AFFINE, (scale_x, 0, 0, 0, scale_y, 0), Image.BILINEAR))
case("resize: without antialiasing", "image", [{"step": "resize", "antialias": False}], [], [12, 15], out, 1e-6)

# Source pixels (from corners) of the affine step, written out for Pillow; the window stays inside.
w, h, cx, cy, angle, shear = -0.6, 0.5, 0.1, -0.08, 0.35, 0.12
rotate = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
matrix = rotate @ np.array([[1, shear], [0, 1]]) @ np.diag([w, h])
out_w, out_h = 9, 8
to_unit = np.array([[2 / out_w, 0, -1], [0, 2 / out_h, -1], [0, 0, 1]])
warp = np.array([[*matrix[0], cx], [*matrix[1], cy], [0, 0, 1]])
to_pixels = np.array([[WIDTH / 2, 0, WIDTH / 2], [0, HEIGHT / 2, HEIGHT / 2], [0, 0, 1]])
full = to_pixels @ warp @ to_unit
out = on_floats(lambda p: p.transform((out_w, out_h), Image.AFFINE, tuple(full[:2].ravel()), Image.BILINEAR))
case("affine: flip, shear, rotation and shift", "image", [{"step": "affine"}],
     [w, h, cx, cy, angle, shear], [out_h, out_w], out, 1e-5)


# Colour
def hue(picture, shift):
    planes = list(picture.convert("HSV").split())
    turned = (np.asarray(planes[0]).astype(np.int32) + int(round(shift * 255))) % 256
    planes[0] = Image.fromarray(turned.astype(np.uint8))
    return Image.merge("HSV", planes).convert("RGB")


OPERATIONS = [
    lambda p, f: ImageEnhance.Brightness(p).enhance(f),
    lambda p, f: ImageEnhance.Contrast(p).enhance(f),
    lambda p, f: ImageEnhance.Color(p).enhance(f),
    hue,
]
NAMES = ["brightness", "contrast", "saturation", "hue"]
NEUTRAL = [1, 1, 1, 0, 0]
whole = Image.fromarray(image)
jitter = [{"step": "jitter"}]
for kind, values in [(0, (0.6, 1.4)), (1, (0.6, 1.4)), (2, (0.6, 1.4)), (3, (-0.1, 0.05))]:
    for value in values:
        parameters = list(NEUTRAL)
        parameters[kind] = value
        out = np.asarray(OPERATIONS[kind](whole, value)) / 255
        # Bytes are cut, not rounded, and hue goes through bytes of hue and saturation.
        tolerance, mean = (1.6 / 255, 0.8 / 255) if kind < 3 else (7 / 255, 1.6 / 255)
        case(f"jitter: {NAMES[kind]} {value}", "image", jitter, parameters, [HEIGHT, WIDTH], out, tolerance, mean)

for shift in (0.1, -0.25, 0.5):
    out = []
    for r, g, b in np.concatenate([small.reshape(-1, 3), corners]) / 255:
        h1, s1, v1 = colorsys.rgb_to_hsv(r, g, b)
        out.append(colorsys.hsv_to_rgb((h1 + shift) % 1, s1, v1))
    case(f"jitter: hue {shift} without rounding", "colours", jitter, [1, 1, 1, shift, 0], [8, 16], out, 1e-6)

for number, order in enumerate(itertools.permutations(range(4))):
    values, picture = (1.3, 0.7, 1.25, 0.08), Image.fromarray(small)
    for kind in order:
        picture = OPERATIONS[kind](picture, values[kind])
    case(f"jitter: order {number}, {', '.join(NAMES[k] for k in order)}", "small", jitter,
         [*values, number], [8, 8], np.asarray(picture) / 255, 12 / 255, 2.5 / 255)

grey = np.repeat(np.asarray(whole.convert("L"))[..., None], 3, axis=-1) / 255
case("grey", "image", [{"step": "grey"}], [1], [HEIGHT, WIDTH], grey, 0.51 / 255)

# Blur
for kernel, sigma in [(9, 1.3), (9, 0.1), (23, 2.0), (5, 0.7)]:
    out = cv2.GaussianBlur(image.astype(np.float32) / 255, (kernel, kernel), sigma)
    case(f"blur: kernel {kernel}, sigma {sigma}", "image", [{"step": "blur", "kernel": kernel}], [sigma],
         [HEIGHT, WIDTH], out, 1e-6)
# A kernel wider than the image mirrors it more than once.
out = cv2.GaussianBlur(small.astype(np.float32) / 255, (23, 23), 2.0)
case("blur: a kernel wider than the image", "small", [{"step": "blur", "kernel": 23}], [2.0], [8, 8], out, 1e-6)

# The strong operations, on bytes: their numbers are places in this list.
def transform(p, matrix):
    return p.transform(p.size, Image.AFFINE, matrix)


STRONG = [
    lambda p, v: p,
    lambda p, v: ImageOps.autocontrast(p),
    lambda p, v: ImageOps.equalize(p),
    lambda p, v: p.rotate(v),
    lambda p, v: ImageOps.solarize(p, v),
    lambda p, v: ImageEnhance.Color(p).enhance(v),
    lambda p, v: ImageEnhance.Contrast(p).enhance(v),
    lambda p, v: ImageEnhance.Brightness(p).enhance(v),
    lambda p, v: ImageEnhance.Sharpness(p).enhance(v),
    lambda p, v: transform(p, (1, v, 0, 0, 1, 0)),
    lambda p, v: transform(p, (1, 0, 0, v, 1, 0)),
    lambda p, v: transform(p, (1, 0, v * p.size[0], 0, 1, 0)),
    lambda p, v: transform(p, (1, 0, 0, 0, 1, v * p.size[1])),
    lambda p, v: ImageOps.posterize(p, int(v)),
]
WORDS = ["identity", "auto-contrast", "equalise", "rotate", "solarise", "colour", "contrast", "brightness",
         "sharpness", "shear-x", "shear-y", "translate-x", "translate-y", "posterise"]
VALUES = {3: (-27.3, 11.8, 30), 4: (0, 93.4, 256), 5: (0.05, 0.62), 6: (0.05, 0.71, 0.95), 7: (0.05, 0.5),
          8: (0.05, 0.83, 1.7), 9: (-0.1, 0.28), 10: (-0.3, 0.07), 11: (-0.1, 0.29), 12: (0.1, -0.26), 13: (4, 7)}
dull = image // 3 + 40
GREY = whole.convert("L")
for number, operation in enumerate(STRONG):
    for value in VALUES.get(number, (0,)):
        for source, picture in [("image", whole), ("dull", Image.fromarray(dull)), ("grey", GREY)]:
            if source == "grey" and number == 5:
                continue
            byte_case(f"{WORDS[number]} {value} of {source}", source, [{"step": "operations", "count": 1}],
                      [number, value], operation(picture, value))
chosen = [(3, 20), (2, 0), (8, 0.3), (9, 0.1)]
picture = whole
for number, value in chosen:
    picture = STRONG[number](picture, value)
byte_case("four operations, one after the other", "image", [{"step": "operations"}],
          [x for pair in chosen for x in pair], picture)

colours = np.concatenate([small.reshape(-1, 3), corners]).reshape(8, 16, 3)
sources = {name: {"shape": list(a.shape), "bytes": a.ravel().tolist()}
           for name, a in [("image", image), ("small", small), ("colours", colours),
                         ("dull", dull), ("grey", np.asarray(GREY)[..., None])]}
text = ",\n".join(json.dumps(c, separators=(",", ":")) for c in cases)
versions = {"pillow": PIL.__version__, "numpy": np.__version__, "opencv": cv2.__version__}
path = pathlib.Path(__file__).with_name("pillow.json")
path.write_text(f'{{"versions":{json.dumps(versions)},\n"sources":{json.dumps(sources, separators=(",", ":"))},\n'
                f'"cases":[\n{text}\n]}}\n')
print(len(cases), "cases,", path.stat().st_size, "bytes")
