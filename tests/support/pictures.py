"""Makers of pictures of every kind, all showing the same four coloured quarters.

The quarters tell whether a picture came out upright, unmirrored and in its colours; SECRET stands for everything
private that a file can carry beside its pixels.
"""

import base64
import io
import random
import struct
import zlib
from statistics import NormalDist
from typing import Any

from PIL import Image, ImageCms, ImageDraw, PngImagePlugin
from PIL.Image import Transpose

Colour = tuple[int, int, int]
Corners = tuple[Colour, Colour, Colour, Colour]

SIZE = (320, 180)
#: Top left, top right, bottom left, bottom right; inside every gamut that is tested.
CORNERS: Corners = ((200, 60, 50), (70, 160, 80), (50, 70, 170), (220, 200, 70))
#: The same in grey, as Pillow weighs colours.
GREYS: Corners = ((101,) * 3, (124,) * 3, (75,) * 3, (191,) * 3)
WHITE: Colour = (255, 255, 255)
BLACK: Colour = (0, 0, 0)
SECRET = "SECRET-52.5163N-13.3777E"

#: How to store a picture so that a viewer that heeds EXIF orientation n shows it upright.
STORED_TURNS = {
    1: None,
    2: Transpose.FLIP_LEFT_RIGHT,
    3: Transpose.ROTATE_180,
    4: Transpose.FLIP_TOP_BOTTOM,
    5: Transpose.TRANSPOSE,
    6: Transpose.ROTATE_90,
    7: Transpose.TRANSVERSE,
    8: Transpose.ROTATE_270,
}


def draw_corners(size: tuple[int, int] = SIZE, corners: Corners = CORNERS) -> Image.Image:
    """An RGB picture of four coloured quarters."""
    picture = Image.new("RGB", size)
    half_x, half_y = size[0] // 2, size[1] // 2
    for index, colour in enumerate(corners):
        left, top = index % 2 * half_x, index // 2 * half_y
        picture.paste(colour, (left, top, left + half_x + 1, top + half_y + 1))
    return picture


def read_corners(data: bytes) -> Corners:
    """The colours in the middle of the four quarters of a picture file."""
    with Image.open(io.BytesIO(data)) as picture:
        rgb = picture.convert("RGB")
        points = [(x * rgb.width // 8, y * rgb.height // 8) for y in (2, 6) for x in (2, 6)]
        first, second, third, fourth = (read_pixel(rgb, point) for point in points)
    return first, second, third, fourth


def read_pixel(picture: Image.Image, point: tuple[int, int]) -> Colour:
    """The colour of one pixel of an RGB picture."""
    pixel = picture.getpixel(point)
    assert isinstance(pixel, tuple)
    red, green, blue = pixel
    return int(red), int(green), int(blue)


def encode(picture: Image.Image, kind: str, **options: Any) -> bytes:
    """The picture as a file of this kind."""
    file = io.BytesIO()
    picture.save(file, kind, **({"speed": 10} if kind == "AVIF" else {}), **options)
    return file.getvalue()


def draw_noise(size: tuple[int, int], spread: float, *, seed: int = 1) -> Image.Image:
    """Grey noise around the middle, the same in each run."""
    levels = (NormalDist(128, spread).inv_cdf((rank + 0.5) / 256) for rank in range(256))
    table = bytes(min(255, max(0, round(level))) for level in levels)
    return Image.frombytes("L", size, random.Random(seed).randbytes(size[0] * size[1]).translate(table))


def grey_corners() -> Image.Image:
    """The four quarters in 8-bit grey."""
    return draw_corners().convert("L")


def deep_corners(mode: str, scale: float) -> Image.Image:
    """The grey quarters in a mode of more than 8 bits, each value times `scale`."""
    values = grey_corners().convert("F").point(lambda value: value * scale + 0)
    return values if mode == "F" else values.convert("I").convert(mode)


def indexed_corners() -> Image.Image:
    """The four quarters with a palette, whose entries 0 to 3 are not in the order of the quarters."""
    picture = Image.new("P", SIZE)
    half_x, half_y = SIZE[0] // 2, SIZE[1] // 2
    order = (2, 0, 3, 1)
    palette = bytearray(12)
    for corner, index in enumerate(order):
        left, top = corner % 2 * half_x, corner // 2 * half_y
        picture.paste(index, (left, top, left + half_x, top + half_y))
        palette[index * 3 : index * 3 + 3] = bytes(CORNERS[corner])
    picture.putpalette(bytes(palette))
    return picture


def holed_corners(hole: Colour = BLACK) -> Image.Image:
    """The four quarters, of which the last is fully transparent and hides this colour."""
    picture = draw_corners(corners=(*CORNERS[:3], hole)).convert("RGBA")
    mask = Image.new("L", SIZE, 255)
    mask.paste(0, (SIZE[0] // 2, SIZE[1] // 2, *SIZE))
    picture.putalpha(mask)
    return picture


def checked_corners() -> Image.Image:
    """A black and white picture: white top left and bottom right."""
    return draw_corners(corners=(WHITE, BLACK, BLACK, WHITE)).convert("1")


def make_frames(**first: Any) -> dict[str, Any]:
    """Options for saving an animation whose later frames are plain black."""
    return {"save_all": True, "append_images": [Image.new("RGB", SIZE)] * 2, "duration": 100, **first}


def make_exif(orientation: int = 1) -> Image.Exif:
    """EXIF with a place, a description and an orientation."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010E] = SECRET
    exif.get_ifd(0x8825)[29] = SECRET
    return exif


def make_oriented(kind: str, orientation: int, **options: Any) -> bytes:
    """The quarters stored turned, with the EXIF orientation that turns them upright."""
    picture, turn = draw_corners(), STORED_TURNS[orientation]
    picture = picture.transpose(turn) if turn is not None else picture
    return encode(picture, kind, exif=make_exif(orientation), **options)


def make_png_with_secrets() -> bytes:
    """A PNG with the secret in each place that a PNG has for it."""
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", SECRET)
    info.add_text("Location", SECRET, zip=True)
    info.add_itxt("XML:com.adobe.xmp", f"<x:xmpmeta>{SECRET}</x:xmpmeta>")
    profile = make_rgb_profile(P3_PRIMARIES, description=SECRET)
    return encode(convert_to_profile(profile), "PNG", pnginfo=info, exif=make_exif(), icc_profile=profile)


def make_png_with_broken_exif() -> bytes:
    """A PNG with EXIF as old programs wrote it, in hexadecimal text, that is none."""
    info = PngImagePlugin.PngInfo()
    info.add_text("Raw profile type exif", "\nexif\n4\nno hexadecimal")
    return encode(draw_corners(), "PNG", pnginfo=info)


def make_jpeg_with_secrets() -> bytes:
    """A JPEG with the secret in each place that a JPEG has for it, even behind its end."""
    profile = make_rgb_profile(P3_PRIMARIES, description=SECRET)
    picture = convert_to_profile(profile)
    xmp = f"<x:xmpmeta>{SECRET}</x:xmpmeta>".encode()
    options = {"exif": make_exif(), "icc_profile": profile, "comment": SECRET, "xmp": xmp, "quality": 95}
    return encode(picture, "JPEG", **options) + SECRET.encode()


def make_png_by_hand(bits: int, colour_type: int, rows: list[bytes], *extra: tuple[bytes, bytes]) -> bytes:
    """A PNG of the kinds that Pillow cannot write; a row is its samples, big-endian."""
    pixel_bytes = bits // 8 * {0: 1, 2: 3, 4: 2, 6: 4}[colour_type]
    header = struct.pack(">IIBBBBB", len(rows[0]) // pixel_bytes, len(rows), bits, colour_type, 0, 0, 0)
    body = zlib.compress(b"".join(b"\0" + row for row in rows))
    chunks = ((b"IHDR", header), *extra, (b"IDAT", body), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_make_chunk(name, content) for name, content in chunks)


def make_deep_png() -> bytes:
    """The quarters as a PNG with 16 bits a channel."""
    wide = [tuple(level * 257 for level in colour) for colour in CORNERS]
    half = SIZE[0] // 2
    rows = [struct.pack(">3H", *wide[row]) * half + struct.pack(">3H", *wide[row + 1]) * half for row in (0, 2)]
    return make_png_by_hand(16, 2, [rows[0]] * (SIZE[1] // 2) + [rows[1]] * (SIZE[1] // 2))


def make_png_bomb(width: int, height: int) -> bytes:
    """A small PNG whose header promises a huge picture."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(bytes(1000))), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_make_chunk(name, content) for name, content in chunks)


def make_mpo() -> bytes:
    """The quarters as phones store a picture with another view of it behind."""
    return encode(draw_corners(), "MPO", save_all=True, append_images=[Image.new("RGB", SIZE)], quality=95)


def make_photo(width: int, height: int, *, seed_text: str = "") -> Image.Image:
    """A picture that is as hard to compress as a photograph: gradients, coarse and fine noise, and some edges."""
    ramp = Image.linear_gradient("L").resize((width, height))
    glow = Image.radial_gradient("L").resize((width, height))
    gradients = Image.merge("RGB", (ramp, glow, ramp.transpose(Transpose.FLIP_TOP_BOTTOM)))
    coarse = draw_noise((width // 8, height // 8), 60).resize((width, height), Image.Resampling.BICUBIC)
    fine = draw_noise((width, height), 25)
    photo = Image.blend(gradients, Image.merge("RGB", (coarse, fine, coarse)), 0.25)
    draw = ImageDraw.Draw(photo)
    for step in range(12):
        left, top = width * step // 12, height * (step * 5 % 12) // 12
        draw.ellipse((left, top, left + width // 9, top + height // 7), outline=CORNERS[step % 4], width=5)
    draw.text((width // 2, height // 2), seed_text, fill=WHITE)
    return photo


#: Display P3, as columns of XYZ relative to D50.
P3_PRIMARIES = ((0.51512, 0.24120, -0.00105), (0.29198, 0.69225, 0.04189), (0.15710, 0.06657, 0.78407))
_D50 = (0.9642, 1.0, 0.8249)


def convert_to_profile(profile: bytes) -> Image.Image:
    """The quarters in the numbers that this profile has for their sRGB colours."""
    target = ImageCms.ImageCmsProfile(io.BytesIO(profile))
    converted = ImageCms.profileToProfile(draw_corners(), ImageCms.createProfile("sRGB"), target)
    assert converted is not None
    return converted


def make_rgb_profile(primaries: tuple[tuple[float, float, float], ...], *, description: str = "test") -> bytes:
    """An ICC profile of an RGB display with these primaries and a gamma of 2.2."""
    curve = _make_curve(2.2)
    tags = {b"rXYZ": _make_xyz(primaries[0]), b"gXYZ": _make_xyz(primaries[1]), b"bXYZ": _make_xyz(primaries[2])}
    tags |= {b"rTRC": curve, b"gTRC": curve, b"bTRC": curve}
    return _make_profile(b"mntr", b"RGB ", b"XYZ ", tags, description)


def make_grey_profile(gamma: float) -> bytes:
    """An ICC profile of a grey scale with this gamma."""
    return _make_profile(b"mntr", b"GRAY", b"XYZ ", {b"kTRC": _make_curve(gamma)}, "test")


def make_cmyk_profile(cyan_lab: tuple[int, int, int]) -> bytes:
    """An ICC profile of a printer whose cyan ink alone has this colour, its other inks alone or mixed plain ones."""
    identity = bytes(range(256))
    corners = bytearray()
    for inks in range(16):
        cyan, magenta, yellow, black = (inks >> bit & 1 for bit in (3, 2, 1, 0))
        if (cyan, magenta, yellow, black) == (1, 0, 0, 0):
            lab = cyan_lab
        else:
            lab = (0 if black else 100 - 28 * cyan - 35 * magenta - 8 * yellow, 60 * magenta, 70 * yellow)
        corners += bytes((round(lab[0] * 2.55), lab[1] + 128, lab[2] + 128))
    unity = b"".join(struct.pack(">i", 65536 if index % 4 == 0 else 0) for index in range(9))
    table = b"mft1" + bytes(4) + bytes((4, 3, 2, 0)) + unity + identity * 4 + bytes(corners) + identity * 3
    return _make_profile(b"prtr", b"CMYK", b"Lab ", {b"A2B0": table}, "test")


def _make_profile(device: bytes, space: bytes, connection: bytes, tags: dict[bytes, bytes], description: str) -> bytes:
    text = description.encode() + b"\0"
    tags = {
        b"desc": b"desc" + bytes(4) + struct.pack(">I", len(text)) + text + bytes(78),
        b"cprt": b"text" + bytes(4) + text,
        b"wtpt": _make_xyz(_D50),
        **tags,
    }
    table, body = struct.pack(">I", len(tags)), b""
    start = 128 + 4 + 12 * len(tags)
    for name, content in tags.items():
        padded = content + bytes(-len(content) % 4)
        table += name + struct.pack(">II", start + len(body), len(content))
        body += padded
    illuminant = b"".join(struct.pack(">i", round(value * 65536)) for value in _D50)
    header = struct.pack(">I4sI4s4s4s", start + len(body), b"", 0x02400000, device, space, connection)
    header += struct.pack(">6H", 2026, 1, 1, 0, 0, 0) + b"acsp" + bytes(28) + illuminant
    return header.ljust(128, b"\0") + table + body


def _make_xyz(values: tuple[float, float, float]) -> bytes:
    return b"XYZ " + bytes(4) + b"".join(struct.pack(">i", round(value * 65536)) for value in values)


def _make_curve(gamma: float) -> bytes:
    return b"curv" + bytes(4) + struct.pack(">IH", 1, round(gamma * 256))


def _make_chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


#: Four other quarters, 640 x 360: (220, 30, 30), (30, 180, 60), (40, 60, 220), (240, 220, 40); the secret in its EXIF.
#: Made with pillow-heif, because Pillow cannot write this kind.
HEIC_CORNERS: Corners = ((220, 30, 30), (30, 180, 60), (40, 60, 220), (240, 220, 40))
HEIC = base64.b64decode(
    "AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAZhtZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAAADRpbG9j"
    "AAAAAERAAAIAAQAAAAABvAABAAAAAAAAA6AAAgAAAAAFXAABAAAAAAAAAEoAAAA4aWluZgAAAAAAAgAAABVpbmZlAgAAAAABAABodmMxAAAA"
    "ABVpbmZlAgAAAQACAABFeGlmAAAAAA5waXRtAAAAAAABAAAA12lwcnAAAAC4aXBjbwAAAHlodmNDAQNwAAAAkAAAAAAAP/AA/P34+AAADwNg"
    "AAEAGEABDAH//wNwAAADAJAAAAMAAAMAP7oCQGEAAQAsQgEBA3AAAAMAkAAAAwAAAwA/oAUCAWllupJKa5uAhoMCAAADADIAAAMAAhBiAAEA"
    "B0QBwXKwYkAAAAATY29scm5jbHgAAQANAAaAAAAAFGlzcGUAAAAAAAACgAAAAWgAAAAQcGl4aQAAAAADCAgIAAAAF2lwbWEAAAAAAAAAAQAB"
    "BIECAwQAAAAaaXJlZgAAAAAAAAAOY2RzYwACAAEAAQAAA/JtZGF0AAADnCgBrwnMIQXK9oqCITl1X//8gj///GI3IfwKIHQcw8u401nh+vcz"
    "F3QAAFkAAKsj/PProHz9af//mMgGy3/5TAdAAAADAAADAAADAA5IovczF3QAAGQAAOcADB0zPX+rRkiSiOkWaeCZNKWOuA+kQylnzuZIjwj4"
    "/aR5NUmgv9UZCx+cGAfXkWyauHwDzszkVq6wgFtA9QI8e6j5isxLGGqbWS6QrUeUEjrvn8z9g88l6J7GoQAAAwAAAwAAAwAPWECPsC1BP5/A"
    "Mbfkx6A4JuitcmAVc33qAE678rdVrWLSUJBthJnYKnZBzghBA+8onOphSVJRHSLNNoAKtyoZSSiIUO0Tqvd02dFvw/uL3Feh0s6Djcc+eQ13"
    "QDbaknSHJz7BO2Ec/vAXiPmUOdrLdlNx8cSZ4A737Olqs2GoQ0EykcGDX93+P6qXiTdX+jCT43+0/ve4tNAuwpl//b0N4Pm8qhesgq/0XxbI"
    "Jls9dhu+oUyVaMAiYgx2CWUNWoDPgAG2ADkAAAMAANCRGa8cNsv8T6BGyzkE856BAFsludp6hM0Fj5pJ0G7o5mA9MLb3nznZGN3PvyuqJG2e"
    "fSOWCufNPB5W5fmPRjRZ12fNoMSIPVm+o82u2XqWRJrKtLA+45jjMT7GR4mAB0zdhu423ra0OuhzwWxke8Pa76jlwJ335QFVsSL/JeLftOin"
    "bnnIUX7D+8g7AAADAAADAAADALGAhwAAAwAAAwAAAwAC9vJQ1TXOnmTYLsEU39npEKYBWpIIhUI/1+aSdBu6OZgPTC295852Rjdz78rqiRtn"
    "n0jlgrnzTweVuX5j0Y0WddnzaDEiD1ZvqPNrtl6nOSayrSwPuOY4zE+xkeJgAdM3YbuNt62tDroc8FsZHvD2u+o5cCd9+UBVbEi/yXi37Top"
    "2550+n+w/vIOwAAAAwAAAwAAyoAAZAAAAwAAAwAAAwAAAwAAAwAAAwAAAwAAAwAAR4YoDWBtsv8T6BGyzkE856BA2QAAAwCZEkzQWPmknQbu"
    "jmYD0wtvefOdkY3c+/K6okbZ59I5YK5808Hlbl+Y9GNFnXZ82gxIg9Wb6jza7Zep9UnKI0sD7jmOMxPsZHiYAHTN2G7jbetrQ66HPBbGR7w9"
    "rvqOXAnfflAVWxIv8l4t+06KdueeRc+MrXH4vhXr+Ww+63+jWSzzVluS3D0XlZgAAAMAAAMAAAMAAAMAAAMAAAMAAAMAAAMAAAMCCgAAAAZF"
    "eGlmAABNTQAqAAAACAACAQ4AAgAAABkAAAAmARIAAwAAAAEAAQAAAAAAAFNFQ1JFVC01Mi41MTYzTi0xMy4zNzc3RQAA"
)
