"""The chart of `usage`: the cost of each day against the budget, and a forecast for the month. Drawn with Pillow.

Discord shows it at about half its size, so no text is smaller than 18 px. Nothing relies on colour alone: the forecast
is hatched, and the budget is a labelled line.
"""

import io
from collections.abc import Sequence
from datetime import date

from PIL import Image, ImageDraw, ImageFont

from bot.domain.money import MICROS_PER_USD, format_usd
from bot.presentation.admin.chart_data import UsageChart

SIZE_PX = (1000, 560)
_MARGIN = 32
_PLOT = (92, 104, 976, 336)
_PANELS_Y = 396
_ROW_PX = 31
_ROWS = 4
#: Left edge and width of the three panels below the plot.
_COLUMNS = ((_MARGIN, 320), (388, 252), (676, 300))
_LABEL_GAP_PX = 18
_BAR_MAX_PX = 56
_HATCH_PX = 7
_SMALL, _NORMAL, _LARGE = 18, 20, 26

_BACKGROUND = (43, 45, 49)
_GRID = (66, 69, 77)
_TEXT = (242, 243, 245)
_MUTED = (181, 186, 193)
_BAR = (124, 135, 255)
_BUDGET = (255, 178, 72)
_TRACK = (58, 60, 67)

_Font = ImageFont.FreeTypeFont | ImageFont.ImageFont
_Box = tuple[float, float, float, float]
_Colour = tuple[int, int, int]


def draw_usage(chart: UsageChart) -> bytes:
    """Draw the chart as a PNG. Takes tens of milliseconds of CPU time, so call it in a thread."""
    image = Image.new("RGB", SIZE_PX, _BACKGROUND)
    pen = _Pen(image)
    _draw_heading(pen, chart)
    _draw_plot(pen, chart)
    words = chart.words
    members = [(f"{rank}. {pen.drawable(name)}", format_usd(cost), cost) for rank, (name, cost) in _rank(chart.members)]
    outcomes = [(name, f"{count:,}", count) for name, count in chart.outcomes[:_ROWS]]
    waits = [(name, value, 0) for name, value in chart.waits[:_ROWS]]
    for column, heading, rows in zip(
        _COLUMNS, (words.members, words.outcomes, words.waits), (members, outcomes, waits), strict=True
    ):
        _draw_panel(pen, column, heading, rows, words.nothing)
    png = io.BytesIO()
    image.save(png, "PNG", optimize=True)
    return png.getvalue()


def can_draw(text: str) -> bool:
    """Whether the font has every character of a text; DejaVu has no Chinese or Japanese ones."""
    return _Pen(Image.new("RGB", (1, 1))).drawable(text) == text


def _rank(members: Sequence[tuple[str, int]]) -> list[tuple[int, tuple[str, int]]]:
    return list(enumerate(members[:_ROWS], 1))


class _Pen:
    """Draws texts and shapes on one picture, with its own fonts, because they aren't thread-safe."""

    def __init__(self, image: Image.Image) -> None:
        self.draw = ImageDraw.Draw(image)
        self._image = image
        self._fonts: dict[tuple[int, bool], _Font] = {}

    def font(self, size: int, *, is_bold: bool = False) -> _Font:
        """DejaVu, which has the letters of most names, or Pillow's own font if it isn't installed."""
        key = (size, is_bold)
        if key not in self._fonts:
            try:
                self._fonts[key] = ImageFont.truetype(f"DejaVuSans{'-Bold' if is_bold else ''}.ttf", size)
            except OSError:
                self._fonts[key] = ImageFont.load_default(size)
        return self._fonts[key]

    def width(self, text: str, size: int, *, is_bold: bool = False) -> float:
        """The width of a text in pixels."""
        return float(self.font(size, is_bold=is_bold).getlength(text))

    def write(
        self,
        place: tuple[float, float],
        text: str,
        size: int = _NORMAL,
        colour: _Colour = _TEXT,
        *,
        anchor: str = "la",
        is_bold: bool = False,
        room: float | None = None,
    ) -> None:
        """Write a line, shortened with an ellipsis if there isn't enough room."""
        if room is not None and self.width(text, size, is_bold=is_bold) > room:
            while text and self.width(f"{text}…", size, is_bold=is_bold) > room:
                text = text[:-1]
            text = f"{text.rstrip()}…"
        self.draw.text(place, text, colour, self.font(size, is_bold=is_bold), anchor=anchor)

    def drawable(self, text: str) -> str:
        """Remove the characters that the font lacks, which would appear as boxes."""
        font = self.font(_NORMAL)
        missing = bytes(font.getmask("\U0010fffd"))
        kept = "".join(
            one for one in text[:64] if one == " " or (one.isprintable() and bytes(font.getmask(one)) != missing)
        )
        return " ".join(kept.split()) or "…"

    def hatch(self, box: _Box, colour: _Colour) -> None:
        """Fill a box with slanted lines inside an outline."""
        left, top, right, bottom = (round(edge) for edge in box)
        if right <= left or bottom <= top:
            return
        tile = Image.new("RGB", (right - left + 1, bottom - top + 1), _BACKGROUND)
        inner = ImageDraw.Draw(tile)
        for start in range(-tile.height, tile.width, _HATCH_PX):
            inner.line([(start, tile.height), (start + tile.height, 0)], colour, 2)
        inner.rectangle((0, 0, tile.width - 1, tile.height - 1), outline=colour, width=1)
        self._image.paste(tile, (left, top))


def _draw_heading(pen: _Pen, chart: UsageChart) -> None:
    words = chart.words
    right = SIZE_PX[0] - _MARGIN + 8
    pen.write((_MARGIN, 22), words.title, _LARGE, is_bold=True, room=600)
    pen.write((right, 22), words.total, _LARGE, anchor="ra", is_bold=True)
    pen.write((right, 60), words.period, _SMALL, _MUTED, anchor="ra")
    if chart.forecast:
        pen.hatch((_MARGIN, 62, _MARGIN + 26, 80), _BAR)
        pen.write((_MARGIN + 36, 60), words.forecast, _SMALL, _MUTED, room=560)


def _draw_plot(pen: _Pen, chart: UsageChart) -> None:
    left, top, right, bottom = _PLOT
    spent, expected = dict(chart.days), dict(chart.forecast)
    days = sorted(spent.keys() | expected.keys())
    highest = max([spent.get(day, 0) + expected.get(day, 0) for day in days], default=0)
    steps = choose_steps(max(highest, chart.budget_micros or 0))
    scale = (bottom - top) / steps[-1]
    for step in steps:
        y = bottom - step * scale
        pen.draw.line([(left, y), (right, y)], _GRID, 1)
        pen.write((left - 12, y), short_usd(step, steps[1]), _SMALL, _MUTED, anchor="rm")
    slot = (right - left) / max(1, len(days))
    width = min(_BAR_MAX_PX, max(2.0, slot * 0.72))
    for index, day in enumerate(days):
        middle = left + slot * (index + 0.5)
        edges = (middle - width / 2, middle + width / 2)
        base = bottom - spent.get(day, 0) * scale
        if spent.get(day, 0) > 0:
            pen.draw.rectangle((edges[0], min(base, bottom - 2), edges[1], bottom), _BAR)
        if expected.get(day, 0) > 0:
            pen.hatch((edges[0], base - expected[day] * scale, edges[1], base - 1), _BAR)
    _draw_dates(pen, days, slot)
    if chart.budget_micros is not None:
        _draw_budget(pen, chart.words.budget, bottom - chart.budget_micros * scale)


def _draw_dates(pen: _Pen, days: Sequence[date], slot: float) -> None:
    left, _, right, bottom = _PLOT
    names = [f"{day:%m-%d}" for day in days]  # as numbers, which are the same in every language
    widest = max((pen.width(name, _SMALL) for name in names), default=0)
    every = max(1, -(-int(widest + _LABEL_GAP_PX) // max(1, int(slot)))) if slot >= 1 else len(names)
    for index in range(0, len(names), every):
        middle = left + slot * (index + 0.5)
        half = pen.width(names[index], _SMALL) / 2
        pen.draw.line([(middle, bottom), (middle, bottom + 5)], _MUTED, 1)
        pen.write(
            (min(max(middle, left + half - 20), right - half), bottom + 10), names[index], _SMALL, _MUTED, anchor="ma"
        )


def _draw_budget(pen: _Pen, text: str, y: float) -> None:
    left, top, right, _ = _PLOT
    pen.draw.line([(left, y), (right, y)], _BUDGET, 3)
    width = pen.width(text, _SMALL, is_bold=True) + 16
    above = y - 15 if y - 30 > top - 22 else y + 17
    pen.draw.rounded_rectangle((left + 8, above - 13, left + 8 + width, above + 12), 5, _BACKGROUND)
    pen.write((left + 16, above), text, _SMALL, _BUDGET, anchor="lm", is_bold=True)


def _draw_panel(
    pen: _Pen, column: tuple[int, int], heading: str, rows: Sequence[tuple[str, str, int]], nothing: str
) -> None:
    """Draw a heading and rows of name and value, each above a bar that shows its share of the largest."""
    left, width = column
    pen.write((left, _PANELS_Y), heading, _SMALL, _MUTED, is_bold=True, room=width)
    if not rows:
        pen.write((left, _PANELS_Y + 29), nothing, _NORMAL, _MUTED, room=width)
    largest = max((amount for _, _, amount in rows), default=0)
    for index, (name, value, amount) in enumerate(rows):
        y = _PANELS_Y + 27 + index * _ROW_PX
        value_px = pen.width(value, _NORMAL, is_bold=True)
        pen.write((left, y), name, _NORMAL, room=width - value_px - 14)
        pen.write((left + width, y), value, _NORMAL, anchor="ra", is_bold=True)
        if largest > 0:
            pen.draw.rectangle((left, y + 25, left + width, y + 27), _TRACK)
            pen.draw.rectangle((left, y + 25, left + max(2, width * max(0, amount) // largest), y + 27), _BAR)


def choose_steps(highest_micros: int) -> list[int]:
    """Choose round amounts for at most five grid lines, from 0 to at least the highest value."""
    wanted = max(highest_micros, MICROS_PER_USD)
    size = 10 ** (len(str(wanted)) - 2)
    sizes = (size * times for size in (size, size * 10) for times in (1, 2, 5))
    step = next(one for one in sizes if one * 4 >= wanted)
    return [step * index for index in range(max(2, -(-wanted // step)) + 1)]


def short_usd(micros: int, step_micros: int) -> str:
    """Format an amount for the grid, in at most seven characters."""
    if step_micros % MICROS_PER_USD:
        return format_usd(micros)
    usd = micros // MICROS_PER_USD
    if usd >= 1_000_000:
        return f"${usd / 1_000_000:g}M"
    return f"${usd / 1000:g}k" if usd >= 10_000 else f"${usd:,}"
