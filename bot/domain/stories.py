"""Stories, in which each video starts from the last frame of the one before; and films, written as lists of scenes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.jobs import Job, JobState
from bot.domain.requests import PROMPT_MAX_CHARS, InvalidRequest, clean_prompt, clean_text, is_blank
from bot.sentences import Sentence

#: The most parts of one story, including the first video.
PARTS_MAX = 6
#: The suffix of a film's file name, after the id of the last part's job.
_FILM = "-film"


def name_film(job_id: str) -> str:
    """The file name of the film that ends with this job's video."""
    return f"{job_id}{_FILM}.mp4"


def job_of_file(name: str) -> str:
    """The id of the job that a video file belongs to, according to its name."""
    return name.partition(".")[0].removesuffix(_FILM)


#: How many scenes a film can have.
SCENES_MIN = 2
SCENES_MAX = PARTS_MAX
#: The most characters that Discord accepts in one field.
TEXT_MAX_CHARS = 4000

#: A line that only separates, such as three dashes.
_RULE = re.compile(r"[\s\-–—_*=#~]{3,}")
#: What people write before a scene, such as "2.", "Scene 2:" or "シーン2：".
_NUMBER = re.compile(r"\s*(?:#+\s*)?(?:[^\W\d_]{2,10}\s*)?(\d{1,2})\s*[.:)\-–—：．、）]\s*")


@dataclass(frozen=True, slots=True)
class SceneText:
    """What happens in a scene."""

    prompt: str
    #: The requester's own words if a style was added to them.
    own_prompt: str | None = None


def read_scenes(text: str) -> list[str]:
    """Split a text into scenes: at empty lines if there are any between them, otherwise at each line.

    If all are numbered, the numbers are removed. Raises InvalidRequest if there are too few or too many, or if one is
    empty or too long.
    """
    scenes = [clean_prompt(scene) for scene in _take_off_numbers(_split(clean_text(text)))]
    if not SCENES_MIN <= len(scenes) <= SCENES_MAX:
        key = "story-too-few" if len(scenes) < SCENES_MIN else "story-too-many"
        raise InvalidRequest(Sentence(key, count=len(scenes), least=SCENES_MIN, most=SCENES_MAX))
    for number, scene in enumerate(scenes, 1):
        require_scene(scene, number)
    return scenes


def require_scene(prompt: str, number: int) -> None:
    """Raise InvalidRequest if a scene is empty or too long."""
    if not prompt:
        raise InvalidRequest(Sentence("story-scene-empty", scene=number))
    if len(prompt) > PROMPT_MAX_CHARS:
        raise InvalidRequest(Sentence("story-scene-long", scene=number, count=len(prompt), most=PROMPT_MAX_CHARS))


def write_scenes(scenes: Sequence[str]) -> str:
    """Write scenes as a text that `read_scenes` splits into them again."""
    return "\n\n".join("\n".join(line for line in scene.splitlines() if line.strip()) for scene in scenes)


def is_over(scenes: Sequence[Job]) -> bool:
    """Whether nothing more happens to a film, unless someone takes it up again."""
    return not any(scene.is_pending for scene in scenes)


def find_stopped(scenes: Sequence[Job]) -> Job | None:
    """The first scene that ended without a video, so that those after it weren't made; None if there is none."""
    return next((one for one in scenes if not one.is_pending and one.state is not JobState.DELIVERED), None)


def _split(text: str) -> list[str]:
    blocks: list[list[str]] = [[]]
    for line in text.splitlines():
        if is_blank(line) or _RULE.fullmatch(line):
            blocks.append([])
        else:
            blocks[-1].append(line)
    filled = [block for block in blocks if block]
    return filled[0] if len(filled) == 1 else ["\n".join(block) for block in filled]


def _take_off_numbers(scenes: Sequence[str]) -> Sequence[str]:
    found = [_NUMBER.match(scene) for scene in scenes]
    numbers = [int(one[1]) for one in found if one is not None]
    if numbers != list(range(1, len(scenes) + 1)):
        return scenes
    return [scene[one.end() :] for scene, one in zip(scenes, found, strict=True) if one is not None]
