"""Makes heic.json: small HEIC files by pillow-heif (libheif with x265), and what Pillow makes of them.

python make_heic.py > heic.json   with pillow-heif 1.8.1, Pillow and NumPy. A file with a thumbnail and
one that claims to be smaller than it is are made by hand from two that pillow-heif has written.
"""
import base64, io, json, struct
import numpy as np
import pillow_heif
from PIL import Image

pillow_heif.register_heif_opener()
SIDE = 16


def picture(width, height):
    y, x = np.mgrid[0:height, 0:width]
    pixels = np.zeros((height, width, 3), np.uint8)
    pixels[..., 0] = 255 * x // (width - 1)
    pixels[..., 1] = 255 * y // (height - 1)
    pixels[: height // 2, : width // 2, 2] = 255
    return Image.fromarray(pixels)


def heic(image, **options):
    file = io.BytesIO()
    image.save(file, format="HEIF", quality=50, **options)
    return file.getvalue()


def turned(orientation):
    image = picture(48, 32)
    exif = image.getexif()
    exif[0x112] = orientation
    return heic(image, exif=exif.tobytes())


def boxes(data, at, end):
    while at < end:
        size, kind = struct.unpack(">I4s", data[at : at + 8])
        yield at, size, kind
        at += size


def with_thumbnail(large, small):
    """Two pictures in one file, the second of which is then called the thumbnail of the first."""
    file = io.BytesIO()
    both = pillow_heif.from_pillow(large)
    both.add_from_pillow(small)
    both.save(file, quality=50)
    data = bytearray(file.getvalue())
    meta, size, _ = next(box for box in boxes(data, 0, len(data)) if box[2] == b"meta")
    inner = {kind: (at, length) for at, length, kind in boxes(data, meta + 12, meta + size)}
    assert b"iref" not in inner
    reference = struct.pack(">I4sHHH", 14, b"thmb", 2, 1, 1)
    iref = struct.pack(">I4sI", 12 + len(reference), b"iref", 0) + reference
    iloc, _ = inner[b"iloc"]
    version, sizes, count = data[iloc + 8], data[iloc + 12 : iloc + 14], struct.unpack(">H", data[iloc + 14 : iloc + 16])[0]
    offset_size, length_size, base_size = sizes[0] >> 4, sizes[0] & 15, sizes[1] >> 4
    assert version in (0, 1) and offset_size == 4 and length_size == 4
    at = iloc + 16
    for _ in range(count):
        at += 2 + (2 if version == 1 else 0) + 2 + base_size
        (extents,) = struct.unpack(">H", data[at : at + 2])
        at += 2
        for _ in range(extents):
            (offset,) = struct.unpack(">I", data[at : at + 4])
            data[at : at + 4] = struct.pack(">I", offset + len(iref))
            at += 8
    data[meta : meta + 4] = struct.pack(">I", size + len(iref))
    data[meta + size : meta + size] = iref
    return bytes(data)


def of_two(first, second):
    """Two pictures in one file, neither of which is a form of the other."""
    file = io.BytesIO()
    both = pillow_heif.from_pillow(first)
    both.add_from_pillow(second)
    both.save(file, quality=50)
    return file.getvalue()


def claiming(data, width, height):
    """A file whose boxes claim another size than its stream has."""
    at = data.index(b"ispe")
    return data[: at + 8] + struct.pack(">II", width, height) + data[at + 16 :]


def square(data):
    image = Image.open(io.BytesIO(data))
    if image.mode == "RGBA":
        white = Image.new("RGBA", image.size, "white")
        image = Image.alpha_composite(white, image)
    image = image.convert("RGB")
    width, height = image.size
    short = min(width, height)
    size = (SIDE * width // short, SIDE * height // short)
    image = image.resize(size, Image.BILINEAR)
    left, top = round((size[0] - SIDE) / 2), round((size[1] - SIDE) / 2)
    return image.crop((left, top, left + SIDE, top + SIDE)).tobytes()


see_through = picture(48, 32).convert("RGBA")
see_through.putalpha(Image.fromarray(((np.mgrid[0:32, 0:48][1] > 24) * 255).astype(np.uint8)))
deep = np.asarray(picture(48, 32)).astype(np.uint16) * 257
ten = io.BytesIO()
pillow_heif.from_bytes(mode="RGB;16", size=(48, 32), data=deep.tobytes()).save(ten, quality=50)

files = {
    "plain": heic(picture(48, 32)),
    "odd sides": heic(picture(47, 33)),
    "a grid of four": heic(picture(128, 96), tile_size=64),
    **{f"turned by {n}": turned(n) for n in (2, 3, 5, 6, 7, 8)},
    "see-through": heic(see_through),
    "grey": heic(picture(48, 32).convert("L")),
    "10 bits": ten.getvalue(),
}
red, blue = Image.new("RGB", (96, 64), (250, 0, 0)), Image.new("RGB", (48, 32), (0, 0, 250))
made = {
    "red with a blue thumbnail": with_thumbnail(red, blue),
    "red, and a blue picture beside it": of_two(red, blue),
    "a vast picture that claims 16 x 16": claiming(heic(Image.new("RGB", (4096, 4096))), 16, 16),
}
encode = lambda data: base64.b64encode(data).decode()
print(json.dumps({
    "by": f"pillow-heif {pillow_heif.__version__}, libheif {pillow_heif.libheif_version()}",
    "side": SIDE,
    "cases": [{"name": name, "file": encode(data), "square": encode(square(data))} for name, data in files.items()],
    "made": {name: encode(data) for name, data in made.items()},
}, indent=1))
