"""The process that prepares one picture for `bot.media.image_sandbox`, and how the two talk.

Run as `python -m bot.media.image_sandbox_process ORDER`, with the picture on standard input and the answer on standard
output: one line of JSON, then the prepared picture. The answer is read as data only, so that a decoder that a
picture has taken over cannot run anything in the bot.
"""

import json
import sys
import warnings
from dataclasses import asdict, dataclass, replace

from bot.domain.requests import AspectRatio
from bot.media.confinement import Restrictions, confine
from bot.media.errors import PictureError, PictureFault
from bot.media.picture_checks import Fit, PictureLimits, PreparedPicture
from bot.sentences import Sentence, Value

#: The bot's own work goes first.
_NICENESS = 10


@dataclass(frozen=True, slots=True)
class PreparationTask:
    """What to make of a picture, and what that may cost."""

    aspect: AspectRatio | None
    fit: Fit
    limits: PictureLimits
    #: Address space, in bytes.
    memory_limit_bytes: int
    #: Seconds of processor time; a guard for when the bot itself is gone and ends nothing any more.
    cpu_limit_s: int

    def to_json(self) -> str:
        """Write the order for the command line."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> "PreparationTask":
        """Read what `to_json` wrote."""
        values = json.loads(text)
        return cls(
            aspect=AspectRatio(values["aspect"]) if values["aspect"] else None,
            fit=Fit(values["fit"]),
            limits=PictureLimits(**values["limits"]),
            memory_limit_bytes=values["memory_limit_bytes"],
            cpu_limit_s=values["cpu_limit_s"],
        )


def write_answer(answer: PreparedPicture | PictureError) -> bytes:
    """Write the outcome for standard output."""
    if isinstance(answer, PictureError):
        return json.dumps({"fault": answer.fault, "sentence": _to_values(answer.sentence)}).encode() + b"\n"
    return json.dumps(asdict(replace(answer, data=""))).encode() + b"\n" + answer.data  # type: ignore[arg-type]


def read_answer(answer: bytes) -> PreparedPicture:
    """Read what `write_answer` wrote.

    Raises the PictureError if it was one, and ValueError, KeyError or TypeError if it is no answer.
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
    """Read a sentence that can be said; raises ValueError, KeyError or TypeError if it is none."""
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
    """Prepare the picture on standard input as the first argument orders."""
    order = PreparationTask.from_json(sys.argv[1])
    _confine(order)
    sys.stdout.buffer.write(answer_order(order, sys.stdin.buffer.read()))


def answer_order(order: PreparationTask, data: bytes) -> bytes:
    """Prepare a picture, and write whatever comes of it."""
    from bot.media.pictures import prepare_picture  # noqa: PLC0415 - the bot itself does without Pillow

    try:
        return write_answer(prepare_picture(data, aspect=order.aspect, fit=order.fit, limits=order.limits))
    except PictureError as error:
        return write_answer(error)


def _confine(order: PreparationTask) -> None:
    confine(
        Restrictions(memory_bytes=order.memory_limit_bytes, cpu_s=order.cpu_limit_s, file_bytes=0, niceness=_NICENESS)
    )
    from PIL import AvifImagePlugin, Image  # noqa: PLC0415 - as below

    # Each of its threads reserves address space, and there would be one per processor.
    AvifImagePlugin.DEFAULT_MAX_THREADS = 1
    Image.MAX_IMAGE_PIXELS = order.limits.max_pixels
    warnings.simplefilter("ignore")  # Pillow remarks on many a picture that it then reads well


if __name__ == "__main__":
    main()
