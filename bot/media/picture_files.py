"""The names of pictures, which say how each was prepared: `pictures/SPOILER_<job id>-last-padded.jpg`.

Earlier versions kept files with these names in DATA_DIR.
"""

from pathlib import PurePosixPath

from bot.media.picture_checks import PreparedPicture

#: The folder where earlier versions kept the files.
FOLDER = "pictures"
#: Discord's file name prefix for a file that is hidden as a spoiler.
_SPOILER_PREFIX = "SPOILER_"
#: Marks a picture that a video ends with.
_LAST_SUFFIX = "-last"
#: Marks a picture that was padded because a crop would have lost too much of it.
_PADDED_SUFFIX = "-padded"
#: Marks a cropped picture, so that the card shows what is left of it.
_CROPPED_SUFFIX = "-cropped"
_ENDINGS = {"image/jpeg": ".jpg", "image/png": ".png"}
_CONTENT_TYPES = {ending: content_type for content_type, ending in _ENDINGS.items()}


def make_image_path(job_id: str, picture: PreparedPicture, *, is_spoiler: bool, is_last: bool = False) -> str:
    """Name the picture that a job begins with, or ends with; if one of them is a spoiler, both are."""
    prefix = _SPOILER_PREFIX if is_spoiler else ""
    suffix = _LAST_SUFFIX if is_last else ""
    suffix += _PADDED_SUFFIX if picture.is_padded else _CROPPED_SUFFIX if picture.is_cropped else ""
    return f"{FOLDER}/{prefix}{job_id}{suffix}{_ENDINGS[picture.content_type]}"


def name_picture(image_path: str) -> str:
    """The file name of the picture on a job's card; the card itself marks spoilers."""
    return PurePosixPath(image_path).name.removeprefix(_SPOILER_PREFIX)


def content_type_of(image_path: str) -> str:
    """The content type, such as "image/jpeg"; raises KeyError if it isn't a prepared picture."""
    return _CONTENT_TYPES[PurePosixPath(image_path).suffix]


def is_spoiler(image_path: str | None) -> bool:
    """Whether the person hid the picture as a spoiler; the card and the video must then be hidden, too."""
    return image_path is not None and PurePosixPath(image_path).name.startswith(_SPOILER_PREFIX)


def is_padded(image_path: str | None) -> bool:
    """Whether the picture was padded automatically; the person must then be told."""
    return image_path is not None and PurePosixPath(image_path).stem.endswith(_PADDED_SUFFIX)


def is_cropped(image_path: str | None) -> bool:
    """Whether the picture was cropped; the person should then see what is left of it."""
    return image_path is not None and PurePosixPath(image_path).stem.endswith(_CROPPED_SUFFIX)
