"""Writes small image files of every kind with Pillow, and what Pillow makes of them, into images.json:
the file and its upright RGB pixels over white, both in base64; and into reduced.json a JPEG file and the
middle squares of it, as torchvision's Resize and CenterCrop make them.

Run: python tests/golden/make_images.py (Pillow 12.3, with libtiff and libavif)
"""
import base64
import io
import json
import pathlib

import numpy as np
import PIL
from PIL import Image, ImageOps

random = np.random.default_rng(7)
WIDTH, HEIGHT = 22, 14


def photo(width=WIDTH, height=HEIGHT, shapes=(4, 5)):
    coarse = random.integers(0, 256, (*shapes, 3), np.uint8)
    smooth = np.asarray(Image.fromarray(coarse).resize((width, height), Image.BICUBIC)).astype(int)
    return Image.fromarray(np.clip(smooth + random.normal(0, 5, smooth.shape), 0, 255).astype(np.uint8))


def pixels(file):
    image = ImageOps.exif_transpose(Image.open(io.BytesIO(file)))
    if image.mode == "I;16":
        image = Image.fromarray((np.asarray(image) >> 8).astype(np.uint8))
    if image.mode == "F":
        image = Image.fromarray(np.round(np.asarray(image) * 255).astype(np.uint8))
    if image.has_transparency_data:
        image = image.convert("RGBA")
        image = Image.alpha_composite(Image.new("RGBA", image.size, "white"), image)
    return image.size, image.convert("RGB").tobytes()


cases = []


def case(name, image, format, tolerance=0, **options):
    file = io.BytesIO()
    image.save(file, format, **options)
    (width, height), rgb = pixels(file.getvalue())
    encoded = [base64.b64encode(part).decode() for part in (file.getvalue(), rgb)]
    cases.append({"name": name, "width": width, "height": height, "tolerance": tolerance,
                  "file": encoded[0], "rgb": encoded[1]})


rgb = photo()
grey = rgb.convert("L")
rgba = rgb.copy()
rgba.putalpha(grey)
grey_alpha = grey.copy()
grey_alpha.putalpha(rgb.getchannel(1))
palette = rgb.quantize(40)
two = grey.convert("1")
deep = Image.fromarray((np.asarray(grey).astype(np.uint16) << 8) + 37)
later = [photo().quantize(40)]

case("JPEG", rgb, "jpeg", quality=90)
case("JPEG in full colour", rgb, "jpeg", quality=90, subsampling=0)
case("progressive JPEG", rgb, "jpeg", quality=90, progressive=True)
case("grey JPEG", grey, "jpeg")
case("CMYK JPEG", rgb.convert("CMYK"), "jpeg", quality=95)
case("PNG", rgb, "png")
case("PNG with alpha", rgba, "png")
case("grey PNG", grey, "png")
case("grey PNG with alpha", grey_alpha, "png")
case("PNG of 1 bit", two, "png")
case("PNG of 16 bits", deep, "png")
case("PNG with a palette", palette, "png")
case("PNG with a palette and a transparent colour", palette, "png", transparency=3)
case("PNG with a palette and alpha", palette, "png", transparency=bytes(range(0, 240, 6)))
case("grey PNG with a transparent grey", grey, "png", transparency=grey.getpixel((3, 3)))
case("WebP", rgb, "webp")
case("lossless WebP", rgb, "webp", lossless=True)
case("WebP with alpha", rgba, "webp")
case("animated WebP", rgb, "webp", lossless=True, save_all=True, append_images=[photo()])
case("AVIF", photo(64, 48), "avif", 26, quality=90)
case("AVIF in full colour", rgb, "avif", 3, quality=90, subsampling="4:4:4")
case("AVIF with alpha", rgba, "avif", 3, quality=90, subsampling="4:4:4")
case("animated AVIF", rgb, "avif", 3, quality=90, subsampling="4:4:4", save_all=True, append_images=[photo()])
case("GIF", palette, "gif")
case("interlaced GIF", palette, "gif", interlace=1)
case("GIF with a transparent colour", palette, "gif", transparency=3)
case("animated GIF", palette, "gif", save_all=True, append_images=later)
for compression in ("raw", "tiff_lzw", "tiff_adobe_deflate", "packbits", "jpeg"):
    case(f"TIFF, {compression}", rgb, "tiff", compression=compression)
case("grey TIFF", grey, "tiff")
case("TIFF of 1 bit, Group 3", two, "tiff", compression="group3")
case("TIFF of 1 bit, Group 4", two, "tiff", compression="group4")
case("TIFF of 16 bits", deep, "tiff")
case("TIFF with alpha", rgba, "tiff", compression="tiff_lzw")
case("grey TIFF with alpha", grey_alpha, "tiff")
case("TIFF with a palette", palette, "tiff")
case("CMYK TIFF", rgb.convert("CMYK"), "tiff")
case("TIFF of floating point", Image.fromarray(np.asarray(grey).astype(np.float32) / 255), "tiff")
case("BMP", rgb, "bmp")
case("BMP with alpha", rgba, "bmp")
case("grey BMP", grey, "bmp")
case("BMP of 1 bit", two, "bmp")
case("BMP with a palette", palette, "bmp")
for orientation in range(1, 9):
    exif = Image.Exif()
    exif[0x0112] = orientation
    case(f"JPEG turned by {orientation}", rgb, "jpeg", quality=90, exif=exif)
    case(f"AVIF turned by {orientation}", rgb, "avif", 3, quality=90, subsampling="4:4:4", exif=exif)
for format in ("png", "webp"):
    exif = Image.Exif()
    exif[0x0112] = 6
    case(f"{format} turned by 6", rgb, format, lossless=True, exif=exif)
case("TIFF turned by 5", rgb, "tiff", tiffinfo={0x0112: 5})



def write(name, cases):
    text = ",\n".join(json.dumps(one) for one in cases)
    out = pathlib.Path(__file__).with_name(name)
    out.write_text(f'{{"madeWith": "Pillow {PIL.__version__}", "cases": [\n{text}\n]}}\n')


def square(image, side):
    short = min(image.size)
    width, height = (side * length // short for length in image.size)
    left, top = round((width - side) / 2), round((height - side) / 2)
    image = image.resize((width, height), Image.BILINEAR)
    return image.crop((left, top, left + side, top + side))


file = io.BytesIO()
photo(403, 301, (6, 8)).save(file, "jpeg", quality=85)
large = Image.open(file).convert("RGB")
write("images.json", cases)
sides = {side: base64.b64encode(square(large, side).tobytes()).decode() for side in (13, 24, 40)}
write("reduced.json", [{"file": base64.b64encode(file.getvalue()).decode(), "squares": sides}])
