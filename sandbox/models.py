"""The models that the stand-in offers: those of the bot's catalogue, until one is retired."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.models import ModelSpec
from bot.services.catalogue import read_built_in

#: The statuses that say that there is no such model (any more).
RETIRED_STATUSES = (404, 410)


class Models:
    """The offered models by slug; a retired one refuses new submissions, and finishes those that it has."""

    def __init__(self) -> None:
        self.specs: Sequence[ModelSpec] = read_built_in()
        self._by_slug = {slug: spec for spec in self.specs for slug in sorted(spec.slugs)}
        #: The status with which each retired slug is answered.
        self.retired: dict[str, int] = {}

    @property
    def slugs(self) -> Sequence[str]:
        """Every slug, retired or not."""
        return list(self._by_slug)

    def find(self, slug: str) -> ModelSpec | None:
        """The model with this slug, retired or not."""
        return self._by_slug.get(slug)

    def get(self, slug: str) -> ModelSpec:
        """The model with this slug, retired or not. Raises KeyError."""
        return self._by_slug[slug]

    def retire(self, name: str, status: int = 410) -> None:
        """Retire a model, by its id or one of its slugs alone. Raises ValueError."""
        if status not in RETIRED_STATUSES:
            raise ValueError(f"a retired model answers with one of {RETIRED_STATUSES}")
        self.retired |= dict.fromkeys(self._slugs_of(name), status)

    def restore(self, name: str) -> None:
        """Offer a model again. Raises ValueError for an unknown one."""
        for slug in self._slugs_of(name):
            self.retired.pop(slug, None)

    def medians_s(self, latency_s: float | None) -> dict[str, float]:
        """How long a video of each slug usually takes.

        `latency_s` is how long one of the first model takes, and the others in proportion; None: as they really do.
        """
        scale = 1.0 if latency_s is None else latency_s / self.specs[0].usual_s
        return {slug: spec.usual_s * scale for slug, spec in self._by_slug.items()}

    def describe(self) -> Mapping[str, Any]:
        """Everything on offer now, in the format of the real list."""
        rows = [
            {"slug": slug, "title": spec.name, "type": "textToVideo", "description": "", "parameters": {}}
            for slug, spec in self._by_slug.items()
            if slug not in self.retired
        ]
        return {"Inference Segmind Model Information List With Details": rows}

    def _slugs_of(self, name: str) -> Sequence[str]:
        # An id that is also the slug of one mode means the whole model.
        found = [slug for slug, spec in self._by_slug.items() if name in (slug, spec.id)]
        if not found:
            raise ValueError(f"there is no model {name}")
        return found
