"""Painted scenes for the stand-in's films: still layers, and their motions.

A scene follows from one random generator, so a seed always gives the same film and another seed another one. Pillow
paints each layer once and ffmpeg only moves them, which makes a film cheap.
"""

import colorsys
import math
import random
from collections.abc import Callable
from dataclasses import astuple, dataclass

from PIL import Image, ImageChops, ImageDraw, ImageFilter

Colour = tuple[int, int, int]
Size = tuple[int, int]

#: How much longer than the film the layers move, so that none ends before it.
_TRAVEL_MARGIN_S = 1.0
#: Shapes are painted larger by this factor and then reduced, which smooths their edges.
_OVERSAMPLING = 2
#: The levels of brightness in the grain of a backdrop.
_GRAIN = 5
#: How far a seed may turn the hues of its palette.
_HUE_REACH = 0.09


@dataclass(frozen=True, slots=True)
class Motion:
    """The position of a layer's top left corner after `t` seconds: a straight line, and swaying around it."""

    start_px: float
    speed_px_per_s: float = 0.0
    sway_px: float = 0.0
    period_s: float = 1.0
    phase: float = 0.0

    def expression(self) -> str:
        """The position as an expression for ffmpeg; it only contains our own numbers."""
        sway = f"+{self.sway_px:.2f}*sin(2*PI*t/{self.period_s:.2f}+{self.phase:.2f})" if self.sway_px else ""
        return f"{self.start_px:.2f}+{self.speed_px_per_s:.2f}*t{sway}"


@dataclass(frozen=True, slots=True)
class Layer:
    """A picture (RGBA, or RGB for the backdrop) that moves across the frame."""

    image: Image.Image
    x: Motion
    y: Motion


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of a scene, from its sky to its nearest shape."""

    top: Colour
    bottom: Colour
    light: Colour
    far: Colour
    near: Colour


_PALETTES = (
    Palette((24, 26, 74), (246, 136, 92), (255, 221, 160), (176, 92, 116), (30, 20, 58)),
    Palette((8, 20, 52), (32, 140, 138), (158, 255, 214), (22, 92, 112), (5, 18, 38)),
    Palette((66, 142, 206), (226, 240, 232), (255, 250, 220), (126, 172, 186), (24, 78, 92)),
    Palette((46, 16, 84), (232, 96, 148), (255, 190, 214), (136, 52, 126), (34, 10, 60)),
    Palette((20, 44, 40), (214, 206, 128), (255, 244, 190), (104, 138, 92), (14, 38, 34)),
    Palette((44, 10, 22), (240, 108, 44), (255, 214, 120), (150, 44, 34), (26, 6, 16)),
    Palette((30, 46, 92), (172, 196, 232), (240, 248, 255), (110, 138, 188), (20, 32, 70)),
    Palette((10, 10, 34), (88, 60, 164), (214, 196, 255), (58, 44, 122), (8, 8, 28)),
)


def paint_scene(source: random.Random, size: Size, duration_s: float, *, plain: bool = False) -> list[Layer]:
    """Paint one of the scenes; the first layer fills the frame and doesn't move. A plain scene has only that layer."""
    palette = _turned(source.choice(_PALETTES), source.uniform(-_HUE_REACH, _HUE_REACH))
    if plain:
        return [Layer(_gradient(size, palette.top, palette.bottom), Motion(0), Motion(0))]
    painter: Callable[[random.Random, Size, Palette, float], list[Layer]] = source.choice((_hills, _sea, _lights))
    return painter(source, size, palette, duration_s + _TRAVEL_MARGIN_S)


def _hills(source: random.Random, size: Size, palette: Palette, travel_s: float) -> list[Layer]:
    width, height = size
    layers = [
        _backdrop(source, _sky(source, size, palette)),
        _sun(source, size, palette, height * source.uniform(0.2, 0.42)),
    ]
    count = 4
    direction = source.choice((-1, 1))
    for index in range(count):
        depth = index / (count - 1)
        speed = direction * (10 + 60 * depth**1.5)
        ridge = _ridge(
            source,
            (width + math.ceil(abs(speed) * travel_s) + 2, round(height * (0.5 - 0.22 * depth))),
            top=_mix(palette.far, palette.near, depth),
            bottom=_mix(palette.far, palette.near, min(1.0, depth + 0.35)),
            wavelength_px=width * (0.8 - 0.3 * depth),
        )
        start = 0.0 if direction < 0 else width - ridge.width
        layers.append(Layer(ridge, Motion(start, speed), Motion(height - ridge.height)))
    return layers


def _sea(source: random.Random, size: Size, palette: Palette, travel_s: float) -> list[Layer]:
    width, height = size
    layers = [
        _backdrop(source, _sky(source, size, palette)),
        _sun(source, size, palette, height * source.uniform(0.3, 0.45)),
    ]
    count = 5
    for index in range(count):
        depth = index / (count - 1)
        wavelength = width * (0.28 + 0.34 * depth)
        speed = (-1) ** index * (14 + 34 * depth)
        sway = height * 0.012 * (1 + depth)
        wave = _swell(
            (width + math.ceil(abs(speed) * travel_s) + 2, round(height * (0.46 - 0.3 * depth) + 2 * sway)),
            colour=_mix(_mix(palette.far, palette.bottom, 0.35), palette.near, depth),
            wavelength_px=wavelength,
            phase=source.uniform(0, math.tau),
            crest_px=height * (0.012 + 0.02 * depth),
        )
        start = 0.0 if speed < 0 else width - wave.width
        bob = Motion(height - wave.height + sway, 0.0, sway, source.uniform(2.6, 4.2), source.uniform(0, math.tau))
        layers.append(Layer(wave, Motion(start, speed), bob))
    return layers


def _lights(source: random.Random, size: Size, palette: Palette, travel_s: float) -> list[Layer]:
    width, height = size
    layers = [_backdrop(source, _gradient(size, palette.top, palette.bottom))]
    for colour in (palette.light, palette.far, palette.bottom, palette.near, palette.light):
        blob = round(max(size) * source.uniform(0.6, 0.95))
        layers.append(
            Layer(
                _glow(blob, colour, source.uniform(0.45, 0.75)),
                _drift(source, source.uniform(0, width) - blob / 2, width * 0.16),
                _drift(source, source.uniform(0, height) - blob / 2, height * 0.16),
            )
        )
    for depth in (0.4, 1.0):
        speed = -(16 + 26 * depth)
        reach = width * 0.02
        field = _bokeh(source, (round(width + 2 * reach), round(height - speed * travel_s)), palette.light, depth)
        layers.append(Layer(field, _drift(source, -reach, reach), Motion(0, speed)))
    return layers


def _backdrop(source: random.Random, image: Image.Image) -> Layer:
    # Static grain hides the steps of 8-bit colours in a wide gradient, and costs almost no bytes.
    grain = Image.frombytes("L", image.size, source.randbytes(image.width * image.height)).point(
        [level * _GRAIN // 256 for level in range(256)]
    )
    grained = ImageChops.add(image, Image.merge("RGB", (grain,) * 3), 1, -(_GRAIN // 2))
    return Layer(grained, Motion(0), Motion(0))


def _drift(source: random.Random, centre_px: float, reach_px: float) -> Motion:
    return Motion(centre_px, 0.0, reach_px, source.uniform(5.5, 9.0), source.uniform(0, math.tau))


def _sky(source: random.Random, size: Size, palette: Palette) -> Image.Image:
    sky = _gradient(size, palette.top, palette.bottom)
    if sum(palette.top) < 150:
        _sprinkle_stars(source, sky)
    return sky


def _sprinkle_stars(source: random.Random, sky: Image.Image) -> None:
    draw = ImageDraw.Draw(sky, "RGBA")
    for _ in range(140):
        x, y = source.uniform(0, sky.width), sky.height * 0.55 * source.random() ** 1.6
        radius = source.choice((0.6, 0.8, 1.3))
        alpha = round(source.uniform(60, 220) * (1 - y / (sky.height * 0.6)))
        draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=(255, 255, 255, max(0, alpha)))


def _sun(source: random.Random, size: Size, palette: Palette, y_px: float) -> Layer:
    width, height = size
    radius = min(size) * source.uniform(0.07, 0.12)
    halo = round(radius * 8)
    image = _glow(halo, palette.light, 0.7)
    disc = Image.new("L", (halo, halo))
    ImageDraw.Draw(disc).circle((halo / 2, halo / 2), radius, fill=255)
    image.paste((*palette.light, 255), mask=disc.filter(ImageFilter.GaussianBlur(1.2)))
    x_px = width * source.uniform(0.25, 0.75)
    return Layer(
        image,
        Motion(x_px - halo / 2, source.choice((-1, 1)) * width * 0.012),
        Motion(y_px - halo / 2, -height * 0.01),
    )


def _ridge(source: random.Random, size: Size, *, top: Colour, bottom: Colour, wavelength_px: float) -> Image.Image:
    """A mountain ridge: a sum of a few waves of decreasing size."""
    octaves = range(5)
    shares = [0.5 ** (octave * 1.1) for octave in octaves]
    lengths_px = [wavelength_px / 2.1**octave for octave in octaves]
    phases = [source.uniform(0, math.tau) for _ in octaves]

    def outline(x: float) -> float:
        waves = zip(shares, lengths_px, phases, strict=True)
        swing = math.fsum(share * math.sin(math.tau * x / length + phase) for share, length, phase in waves)
        return 0.5 - 0.5 * swing / math.fsum(shares)

    return _below(size, outline, top, bottom)


def _swell(size: Size, *, colour: Colour, wavelength_px: float, phase: float, crest_px: float) -> Image.Image:
    """A sea wave: round below, with a sharper crest."""

    def outline(x: float) -> float:
        return 2 * crest_px / size[1] * math.pow(abs(math.sin(math.pi * x / wavelength_px + phase)), 1.3)

    return _below(size, outline, _mix(colour, (255, 255, 255), 0.14), colour)


def _below(size: Size, outline: Callable[[float], float], top: Colour, bottom: Colour) -> Image.Image:
    """Everything below an outline, which is the free share of the height at each column."""
    width, height = size
    step_px = 4
    points = [(x, outline(x) * height) for x in range(0, width + step_px, step_px)]
    scaled = [(x * _OVERSAMPLING, y * _OVERSAMPLING) for x, y in points]
    mask = Image.new("L", (width * _OVERSAMPLING, height * _OVERSAMPLING))
    bottom_px = height * _OVERSAMPLING
    ImageDraw.Draw(mask).polygon([*scaled, (scaled[-1][0], bottom_px), (0, bottom_px)], fill=255)
    image = _gradient(size, top, bottom).convert("RGBA")
    image.putalpha(mask.resize(size, Image.Resampling.BOX))
    return image


def _bokeh(source: random.Random, size: Size, colour: Colour, depth: float) -> Image.Image:
    """Discs of light, out of focus."""
    alpha = Image.new("L", size)
    draw = ImageDraw.Draw(alpha)
    for _ in range(round(26 * (1.4 - depth))):
        x, y = source.uniform(0, size[0]), source.uniform(0, size[1])
        radius = source.uniform(6, 16) + 30 * depth * source.random()
        draw.circle((x, y), radius, fill=round(source.uniform(26, 80)))
    image = Image.new("RGBA", size, (*_mix(colour, (255, 255, 255), 0.4), 0))
    image.putalpha(alpha.filter(ImageFilter.GaussianBlur(1.5 + 2.5 * (1 - depth))))
    return image


def _glow(size_px: int, colour: Colour, strength: float) -> Image.Image:
    """A round light that fades to nothing at its edge."""
    # radial_gradient is 0 in the middle and 255 at the corners; the disc ends at the middle of the sides.
    fade = [round(255 * strength * max(0.0, 1 - level / 180) ** 2) for level in range(256)]
    alpha = Image.radial_gradient("L").point(fade).resize((size_px, size_px), Image.Resampling.BICUBIC)
    image = Image.new("RGBA", (size_px, size_px), (*colour, 0))
    image.putalpha(alpha)
    return image


def _gradient(size: Size, top: Colour, bottom: Colour) -> Image.Image:
    mask = Image.linear_gradient("L").resize(size, Image.Resampling.BICUBIC)
    return Image.composite(Image.new("RGB", size, bottom), Image.new("RGB", size, top), mask)


def _turned(palette: Palette, turn: float) -> Palette:
    """The same palette with all hues turned by a share of the colour circle."""

    def turned(colour: Colour) -> Colour:
        hue, saturation, value = colorsys.rgb_to_hsv(*(part / 255 for part in colour))
        red, green, blue = (round(part * 255) for part in colorsys.hsv_to_rgb((hue + turn) % 1, saturation, value))
        return red, green, blue

    return Palette(*(turned(colour) for colour in astuple(palette)))


def _mix(first: Colour, second: Colour, share: float) -> Colour:
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(first, second, strict=True))
    return red, green, blue
