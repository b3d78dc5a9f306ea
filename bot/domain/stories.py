"""Stories: a video and those that continue it, each from the last frame of the one before."""

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
