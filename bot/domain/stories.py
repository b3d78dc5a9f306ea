"""A story: a video and those that continue it, each from the last frame of the one before."""

#: Parts of one story, the first video included.
PARTS_MAX = 6
#: What the joined film of all parts has in its file's name, after the id of the last part's job.
_FILM = "-film"


def name_film(job_id: str) -> str:
    """The file name of the film that ends with this job's video."""
    return f"{job_id}{_FILM}.mp4"


def job_of_file(name: str) -> str:
    """The id of the job that a file of videos would belong to by its name."""
    return name.partition(".")[0].removesuffix(_FILM)
