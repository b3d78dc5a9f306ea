"""The models that one person can use in one place, and the usual choices there."""

from collections.abc import Sequence
from dataclasses import replace

from bot.domain.choices import UsualChoices
from bot.domain.limits import Scope
from bot.domain.model_rules import ModelChoice, ModelRule, choose_models
from bot.domain.quota import Refusal, RefusalReason
from bot.domain.requests import AspectRatio, Mode
from bot.domain.rules import Requester
from bot.models import Catalogue, ModelSpec, ModelUnavailable
from bot.sentences import Sentence
from bot.services.unavailable import reading_in_time
from bot.storage.core.database import Database
from bot.storage.rules import choices, model_rules

_NO_CHOICES = UsualChoices()


class PlaceModels:
    """The part of the catalogue that one person can use in one place; the usual model there comes first."""

    def __init__(self, catalogue: Catalogue, choice: ModelChoice, choices: UsualChoices = _NO_CHOICES) -> None:
        self.catalogue = catalogue
        #: The choices that apply to this person here.
        self.choices = choices
        own = choices.own.model
        self._choice = choice if own is None else replace(choice, defaults=(own, *choice.defaults))

    def allows(self, spec: ModelSpec) -> bool:
        """Whether the rules of the place let this person use a model."""
        return self._choice.allows(spec.id)

    @property
    def usual(self) -> ModelSpec | None:
        """The usual model here, whatever a video is made from; None if no model can be used."""
        return next((spec for mode in Mode for spec in self.on_for(mode)), None)

    def on_for(self, mode: Mode) -> Sequence[ModelSpec]:
        """The models that can be used and have the mode, the usual one first."""
        ranks = {model: rank for rank, model in reversed(list(enumerate(self._choice.defaults)))}
        known = [spec for spec in self.catalogue.after(None, mode) if self.allows(spec)]
        return sorted(known, key=lambda spec: ranks.get(spec.id, len(ranks)))

    def choose(self, mode: Mode, name: str | None = None) -> ModelSpec:
        """Return the model with this id or slug; without a name, the usual one that has the mode.

        A named model may be one that can't be used here; the request is then refused later. Raises ModelUnavailable.
        """
        return self.default_for(mode) if name is None else self.catalogue.look_up(name)

    def default_for(self, mode: Mode) -> ModelSpec:
        """The usual model here that has the mode. Raises ModelUnavailable if there is none."""
        for spec in self.on_for(mode):
            return spec
        if self._choice.allowed is None:
            return self.catalogue.default_for(mode)
        raise ModelUnavailable(Sentence("model-none-here"))

    def replaced_for(self, mode: Mode) -> str | None:
        """The name of the usual model here if it is out of service and another one stands in for it."""
        wanted = (self.catalogue.find(one) for one in self._choice.defaults if self._choice.allows(one))
        for spec in wanted:
            if spec is not None and self.catalogue.is_on(spec) and spec.endpoint(mode) is not None:
                return self.catalogue.replaced_for(mode, spec.id)
        return self.catalogue.replaced_for(mode)

    def usual_duration_s(self, spec: ModelSpec) -> int | None:
        """The length that is usual here, if the model makes it; None: as usual for the model."""
        return self.choices.find(lambda one: one.duration_s, lambda one: one in spec.durations_s)

    def usual_aspect(self, spec: ModelSpec, resolution: str | None = None) -> AspectRatio | None:
        """The shape that is usual here, if the model makes it in this resolution; None: as usual for the model."""
        sizes = spec.sizes_in(resolution or "")
        return self.choices.find(lambda one: one.aspect, lambda one: one in sizes)

    def get_for(self, name: str, mode: Mode) -> ModelSpec:
        """Return the model to continue this one's videos: itself if it can be used here, or else the next or usual one.

        Raises ModelUnavailable if there is none.
        """
        spec, able = self.catalogue.find(name), {one.id for one in self.on_for(mode)}
        if spec is not None and spec.id in able:
            return spec
        follower = next((one for one in self.catalogue.after(spec, mode) if one.id in able), None)
        return follower or self.default_for(mode)


def refuse_model(models: PlaceModels, spec: ModelSpec, mode: Mode) -> Refusal:
    """Refuse a model that can't be used here, and name those that can."""
    known = ", ".join(one.name for one in models.on_for(mode))
    return Refusal(reason=RefusalReason.MODEL, scope=Scope.SERVER, detail=f"{spec.name}\n{known}")


class ModelChoices:
    """Reads which models people can use, and their usual choices."""

    def __init__(self, database: Database, catalogue: Catalogue) -> None:
        self._database = database
        self.catalogue = catalogue

    async def of(self, requester: Requester) -> PlaceModels:
        """Read what a person can use in a place. Raises DatabaseUnavailable if that can't be read in time."""
        rules: Sequence[ModelRule] = ()
        async with reading_in_time(self._database, "models not read", user_id=requester.user_id) as connection:
            usual = await connection.run_sync(choices.read_usual, requester)
            if requester.guild_id is not None:
                rules = await model_rules.list_rules(connection, requester.guild_id)
        return PlaceModels(self.catalogue, choose_models(rules, requester), usual)
