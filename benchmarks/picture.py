"""How long preparing a photograph takes, beside Pillow's own work on it, and whether the bot stays awake meanwhile.

Run as `python benchmarks/picture.py`; takes about half a minute, and fails (exit status 1) when a target is missed.

1. The ratio: a 12-megapixel JPEG through `prepare_picture`, against Pillow decoding it, cropping and resizing it with
   LANCZOS (`ImageOps.fit`) and encoding a JPEG of quality 95. Both run in this process, by turns, one picture at a
   time, so that the load of the machine meets both alike; the medians are compared.
2. The stall: a hundred such pictures at once through the image sandbox. A clock ticks in the event loop meanwhile; the
   longest it ticks late is what a command would have waited, on top of Discord's own time.
"""

import asyncio
import functools
import io
import random
import statistics
import sys
import time
from collections.abc import Callable

from PIL import Image, ImageOps

from bot.domain.requests import AspectRatio
from bot.media.image_sandbox import ImageSandbox
from bot.media.picture_checks import Fit, Sizes
from bot.media.pictures import prepare_picture

SIZE = (4000, 3000)
SIZES: Sizes = {AspectRatio.LANDSCAPE: (1280, 720), AspectRatio.PORTRAIT: (720, 1280)}
prepare = functools.partial(prepare_picture, sizes=SIZES)
RUNS = 15
MAX_RATIO = 1.5
PICTURES_AT_ONCE = 100
#: Far from the 3 s that Discord waits for an answer, and from what a person would notice.
MAX_STALL_S = 0.25
TICK_S = 0.005


def main() -> int:
    """Measure, print and tell whether the targets were met."""
    photo = make_photo()
    print(f"A {SIZE[0]} x {SIZE[1]} JPEG photograph of {len(photo) / 1e6:.1f} MB, {RUNS} runs of each by turns")
    plain_s, crop_s, pad_s = measure_by_turns(
        lambda: prepare_plainly(photo),
        lambda: prepare(photo),
        lambda: prepare(photo, fit=Fit.PAD),
    )
    ratio = crop_s / plain_s
    print(f"  Pillow's decode, resize, encode  {plain_s * 1000:6.1f} ms")
    print(f"  prepare_picture, cropped         {crop_s * 1000:6.1f} ms")
    print(f"  prepare_picture, padded          {pad_s * 1000:6.1f} ms")
    print(f"  ratio                            {ratio:6.2f}     target: at most {MAX_RATIO}")
    total_s, stall_s, usual_s = asyncio.run(measure_stall(photo))
    print(f"{PICTURES_AT_ONCE} such pictures at once through the image sandbox, in {total_s:.1f} s")
    print(f"  longest stall of the event loop  {stall_s * 1000:6.1f} ms  target: at most {MAX_STALL_S * 1000:.0f} ms")
    print(f"  99 % of ticks were late by       {usual_s * 1000:6.1f} ms  or less")
    is_met = ratio <= MAX_RATIO and stall_s <= MAX_STALL_S
    print("Targets met." if is_met else "A target was missed.")
    return 0 if is_met else 1


def make_photo() -> bytes:
    """Make a JPEG that is as much work as a photograph: gradients, coarse shapes and fine noise in each channel."""
    source = random.Random(7)
    channels = []
    for gradient in (Image.linear_gradient("L"), Image.radial_gradient("L"), Image.linear_gradient("L").rotate(90)):
        coarse = Image.frombytes("L", (40, 30), source.randbytes(1200)).resize(SIZE, Image.Resampling.BICUBIC)
        fine = Image.frombytes("L", (1000, 750), source.randbytes(750_000)).resize(SIZE, Image.Resampling.BICUBIC)
        channels.append(Image.blend(Image.blend(gradient.resize(SIZE), coarse, 0.4), fine, 0.12))
    file = io.BytesIO()
    Image.merge("RGB", channels).save(file, "JPEG", quality=92)
    return file.getvalue()


def prepare_plainly(photo: bytes) -> bytes:
    """Do the least that makes a frame with Pillow alone, at the same quality of resampling."""
    file = io.BytesIO()
    with Image.open(io.BytesIO(photo)) as picture:
        frame = ImageOps.fit(picture, SIZES[AspectRatio.LANDSCAPE], Image.Resampling.LANCZOS)
    frame.save(file, "JPEG", quality=95)
    return file.getvalue()


def measure_by_turns(*works: Callable[[], object]) -> list[float]:
    """Measure the median of the seconds that each takes."""
    times_s: list[list[float]] = [[] for _ in works]
    for _ in range(RUNS + 1):
        for work, taken_s in zip(works, times_s, strict=True):
            started = time.perf_counter()
            work()
            taken_s.append(time.perf_counter() - started)
    return [statistics.median(taken_s[1:]) for taken_s in times_s]  # the first run warms up


async def measure_stall(photo: bytes) -> tuple[float, float, float]:
    """Measure the seconds for all pictures, the latest tick meanwhile, and how late all but one in a hundred were."""
    late_s = []
    started = time.perf_counter()
    async with ImageSandbox() as image_sandbox:
        pictures = asyncio.gather(*(image_sandbox.prepare(photo, sizes=SIZES) for _ in range(PICTURES_AT_ONCE)))
        while not pictures.done():
            ticked = time.perf_counter()
            await asyncio.sleep(TICK_S)
            late_s.append(time.perf_counter() - ticked - TICK_S)
        await pictures
    total_s = time.perf_counter() - started
    return total_s, max(late_s), statistics.quantiles(late_s, n=100)[-1]


if __name__ == "__main__":
    sys.exit(main())
