"""Errors of pictures and videos.

VeoBotError
└── MediaError           a file isn't what it should be
    ├── PictureError     (also a UserError) the picture can't be animated; `fault` says why
    ├── FfmpegError      (bot.media.ffmpeg) ffmpeg failed; has its own tree
    └── VideoError       (bot.media.probe) the video file is bad; has its own tree
"""

from enum import StrEnum

from bot.errors import UserError, VeoBotError
from bot.sentences import Sentence


class MediaError(VeoBotError):
    """A file isn't what it should be, or couldn't be processed."""


class PictureFault(StrEnum):
    """Why a picture was refused."""

    #: More bytes than allowed.
    TOO_LARGE = "too_large"
    #: More pixels than allowed, according to its header.
    TOO_MANY_PIXELS = "too_many_pixels"
    #: A side is shorter than allowed.
    TOO_SMALL = "too_small"
    #: Not a picture of any known kind, or an empty file.
    NOT_A_PICTURE = "not_a_picture"
    #: A video, according to its content.
    VIDEO = "video"
    #: A known kind of file that isn't accepted, such as SVG, PDF or camera raw.
    UNSUPPORTED = "unsupported"
    #: An accepted kind whose library isn't installed.
    NO_LIBRARY = "no_library"
    #: An accepted kind whose content can't be decoded.
    DAMAGED = "damaged"
    #: Every pixel is fully transparent.
    INVISIBLE = "invisible"
    #: Decoding needed more time or memory than allowed.
    TOO_DEMANDING = "too_demanding"
    #: The bot stopped before the picture was ready.
    INTERRUPTED = "interrupted"


class PictureError(MediaError, UserError):
    """A picture can't be animated; the text says why and what to do instead."""

    def __init__(self, fault: PictureFault, sentence: Sentence) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.fault = fault
