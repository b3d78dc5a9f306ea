"""The process that prepares one picture for `bot.media.image_sandbox`, and the protocol between the two.

Run as `python -m bot.media.image_sandbox_process TASK`, with the picture on standard input and the answer on standard
output: one line of JSON, then the prepared picture. The answer is only parsed as data, so a decoder that was
compromised by a picture can't run anything in the bot.
"""

import json
import sys
import warnings
from dataclasses import asdict, dataclass, replace

from bot.domain.requests import AspectRatio
from bot.media.confinement import confine
from bot.media.errors import PictureError, PictureFault
from bot.media.picture_checks import Fit, PictureLimits, PreparedPicture, Sizes
from bot.sentences import Sentence, Value

#: The bot's own work has priority.
_NICENESS = 10


@dataclass(frozen=True, slots=True)
class PreparationTask:
    """What to do with a picture, and the limits for it."""

    sizes: Sizes
    fit: Fit
    limits: PictureLimits
    #: Address space, in bytes.
    memory_limit_bytes: int
    #: Seconds of CPU time, in case the bot itself is gone and can't end this process.
    cpu_limit_s: int

    def to_json(self) -> str:
        """Serialize for the command line."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> "PreparationTask":
        """Parse what `to_json` returned."""
        values = json.loads(text)
        return cls(
            sizes={AspectRatio(shape): (width, height) for shape, (width, height) in values["sizes"].items()},
            fit=Fit(values["fit"]),
            limits=PictureLimits(**values["limits"]),
            memory_limit_bytes=values["memory_limit_bytes"],
            cpu_limit_s=values["cpu_limit_s"],
        )


def write_answer(answer: PreparedPicture | PictureError) -> bytes:
    """Serialize the outcome for standard output."""
    if isinstance(answer, PictureError):
        return json.dumps({"fault": answer.fault, "sentence": _to_values(answer.sentence)}).encode() + b"\n"
    return json.dumps(asdict(replace(answer, data=""))).encode() + b"\n" + answer.data  # type: ignore[arg-type]


def read_answer(answer: bytes) -> PreparedPicture:
    """Parse what `write_answer` returned.

    Raises PictureError if that was the outcome, and ValueError, KeyError or TypeError for an invalid answer.
    """
    head, _, data = answer.partition(b"\n")
    values = json.loads(head)
    if "fault" in values:
        raise PictureError(PictureFault(values["fault"]), _to_sentence(values["sentence"]))
    return PreparedPicture(**{**values, "aspect_ratio": AspectRatio(values["aspect_ratio"]), "data": data})


def _to_values(value: Value) -> list[object] | str | int | float:
    if isinstance(value, Sentence):
        return [value.key, {name: _to_values(inner) for name, inner in value.values.items()}]
    return value


def _to_sentence(values: object) -> Sentence:
    """Parse a sentence; raises ValueError, KeyError or TypeError for an invalid one."""
    sentence = _to_value(values)
    if not isinstance(sentence, Sentence):
        raise TypeError("no sentence")
    str(sentence)
    return sentence


def _to_value(value: object) -> Value:
    if isinstance(value, str | int | float):
        return value
    if not isinstance(value, list):
        raise TypeError("no value of a sentence")
    key, inner = value
    return Sentence(key, **{name: _to_value(one) for name, one in inner.items()})


def main() -> None:
    """Prepare the picture on standard input according to the first argument."""
    order = PreparationTask.from_json(sys.argv[1])
    _confine(order)
    sys.stdout.buffer.write(answer_order(order, sys.stdin.buffer.read()))


def answer_order(order: PreparationTask, data: bytes) -> bytes:
    """Prepare a picture, and serialize the outcome."""
    from bot.media.pictures import prepare_picture  # noqa: PLC0415 - the bot itself does without Pillow

    try:
        return write_answer(prepare_picture(data, sizes=order.sizes, fit=order.fit, limits=order.limits))
    except PictureError as error:
        return write_answer(error)


def _confine(order: PreparationTask) -> None:
    confine(memory_bytes=order.memory_limit_bytes, cpu_s=order.cpu_limit_s, file_bytes=0, niceness=_NICENESS)
    from PIL import AvifImagePlugin, Image  # noqa: PLC0415 - as below

    # Its threads, one for each processor, would each reserve address space.
    AvifImagePlugin.DEFAULT_MAX_THREADS = 1
    Image.MAX_IMAGE_PIXELS = order.limits.max_pixels
    warnings.simplefilter("ignore")  # Pillow warns about many pictures that it reads well


if __name__ == "__main__":
    main()
