"""The caption of a film: its prompt in a panel, which fits any text."""

from bisect import bisect_right
from functools import lru_cache

from PIL import Image, ImageDraw, ImageFont

#: Fallback fonts, tried in this order if the built-in font lacks characters; each may be missing.
_FALLBACK_FONTS = (
    "DejaVuSans.ttf",
    "NotoSans-Regular.ttf",
    "NotoSansCJK-Regular.ttc",
    "Arial Unicode.ttf",
    "LiberationSans-Regular.ttf",
)
_PADDING_PX = 26
_CORNER_PX = 18
_LINES_MAX = 4
_NOTE_SIZE_PX = 18
#: The font's size for a prompt's length.
_SIZES_PX = ((60, 40), (140, 32), (2_000, 26))
#: More characters than this never fit.
_TEXT_MAX_CHARS = 400

_Font = ImageFont.FreeTypeFont | ImageFont.ImageFont


def draw_caption(prompt: str, note: str, width_px: int) -> Image.Image:
    """Draw the prompt and a small note below it on a translucent panel of at most this width (RGBA).

    Characters that no available font has are left out; a prompt that is too long ends in an ellipsis.
    """
    text = " ".join(prompt[:_TEXT_MAX_CHARS].split())
    size_px = next((size for length, size in _SIZES_PX if len(text) <= length), _SIZES_PX[-1][1])
    font, text = _choose_font(text, size_px)
    note_font = _choose_font(note, _NOTE_SIZE_PX)[0]
    lines = _wrap(text, font, width_px - 2 * _PADDING_PX)
    line_px = round(size_px * 1.3)
    note_px = round(_NOTE_SIZE_PX * 1.9) if note else 0
    inner_px = max([font.getlength(line) for line in lines] + [note_font.getlength(note)], default=0.0)
    panel_size = (
        min(width_px, round(inner_px) + 2 * _PADDING_PX),
        line_px * len(lines) + note_px + round(1.5 * _PADDING_PX),
    )
    panel = Image.new("RGBA", panel_size, (8, 10, 20, 0))
    draw = ImageDraw.Draw(panel)
    draw.rounded_rectangle((0, 0, panel.width - 1, panel.height - 1), _CORNER_PX, fill=(8, 10, 20, 132))
    y_px = round(_PADDING_PX * 0.7)
    for line in lines:
        draw.text((_PADDING_PX, y_px), line, font=font, fill=(255, 255, 255, 245))
        y_px += line_px
    if note:
        draw.text((_PADDING_PX, y_px + round(_NOTE_SIZE_PX * 0.4)), note, font=note_font, fill=(255, 255, 255, 170))
    return panel


def _wrap(text: str, font: _Font, width_px: float) -> list[str]:
    """Break into lines at spaces, and inside words that are longer than a line."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if font.getlength(longer) <= width_px:
            line = longer
            continue
        if line:
            lines.append(line)
        line = word
        while font.getlength(line) > width_px:
            head = _longest_start(line, font, width_px)
            lines.append(head)
            line = line[len(head) :]
    if line:
        lines.append(line)
    if len(lines) <= _LINES_MAX:
        return lines
    last = lines[_LINES_MAX - 1]
    while last and font.getlength(last + "…") > width_px:
        last = last[:-1]
    return [*lines[: _LINES_MAX - 1], last.rstrip() + "…"]


def _longest_start(word: str, font: _Font, width_px: float) -> str:
    lengths = range(2, len(word) + 1)
    return word[: 1 + bisect_right(lengths, width_px, key=lambda length: font.getlength(word[:length]))]


def _choose_font(text: str, size_px: int) -> tuple[_Font, str]:
    """The first font that has all characters, else the one that has most of them, with the text that it can show."""
    best = _built_in(size_px)
    shown = _showable(text, best)
    for name in _FALLBACK_FONTS:
        if len(shown) == len(text):
            break
        font = _installed(name, size_px)
        if font is not None and len(_showable(text, font)) > len(shown):
            best, shown = font, _showable(text, font)
    return best, shown


@lru_cache(maxsize=16)
def _built_in(size_px: int) -> _Font:
    return ImageFont.load_default(size_px)


@lru_cache(maxsize=64)
def _installed(name: str, size_px: int) -> ImageFont.FreeTypeFont | None:
    try:
        return ImageFont.truetype(name, size_px)
    except OSError:
        return None


def _showable(text: str, font: _Font) -> str:
    missing = bytes(font.getmask("\U0010fffd"))
    drawable = {char for char in set(text) if char == " " or _is_drawable(char, font, missing)}
    return "".join(char for char in text if char in drawable)


def _is_drawable(char: str, font: _Font, missing: bytes) -> bool:
    # An unpaired surrogate isn't a character, and no font library accepts it.
    return not "\ud800" <= char <= "\udfff" and bytes(font.getmask(char)) != missing
