"""A stand-in for Segmind that makes its films once, for tests that are about something else."""

from dataclasses import replace

from sandbox.account import Submission
from sandbox.films import Film
from sandbox.segmind import StandIn


def show_one_film(segmind: StandIn) -> None:
    """Have all jobs of one length and shape show the same film, so that it is made only once."""
    films = segmind._routes._films  # type: ignore[union-attr]  # it is open
    describe = films._describe

    def describe_plainly(job: Submission) -> Film:
        return replace(describe(job), prompt="a red panda", seed=1, note="", image=None)

    films._describe = describe_plainly  # type: ignore[method-assign]  # the same, for all of them
