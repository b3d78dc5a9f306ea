"""Offers the next model, with its price, instead of one that is no longer available."""

import asyncio

from bot.domain.requests import InvalidRequest, ModelOffer, VideoRequest
from bot.markdown import plain
from bot.models import Catalogue, ModelSpec
from bot.sentences import Sentence
from bot.services.quota.quotes import estimate_micros
from bot.services.unavailable import unavailable
from bot.storage.core.database import DATABASE_FAILURES, PATIENCE_S, Database


class ModelOffers:
    """Finds the next model for a request."""

    def __init__(self, database: Database, catalogue: Catalogue) -> None:
        self._database = database
        self._catalogue = catalogue

    async def find(self, request: VideoRequest) -> ModelOffer | None:
        """Find the next model that can make such a video, and its estimated price; None if there is none.

        Raises what the database raises.
        """
        follower = self._follow(request)
        if follower is None:
            return None
        spec, adapted = follower
        async with self._database.read() as connection:
            price_micros = await connection.run_sync(estimate_micros, spec, adapted)
        return ModelOffer(model=adapted.model, name=spec.name, duration_s=adapted.duration_s, price_micros=price_micros)

    async def find_in_time(self, request: VideoRequest) -> ModelOffer | None:
        """Do the same while a person waits. Raises DatabaseUnavailable."""
        try:
            async with asyncio.timeout(PATIENCE_S):
                return await self.find(request)
        except DATABASE_FAILURES as error:
            raise unavailable(error) from error

    def describe(self, request: VideoRequest, offer: ModelOffer) -> Sentence:
        """Say that the model of a request isn't available, and which one is offered."""
        spec = self._catalogue.find(request.model)
        return Sentence("model-off", model=plain(request.model if spec is None else spec.name), other=offer.name)

    def adapt(self, request: VideoRequest, offer: ModelOffer) -> VideoRequest:
        """Adapt a request to the model of an offer. Raises ModelUnavailable or InvalidRequest."""
        return self._catalogue.look_up(offer.model).adapt(request)

    def _follow(self, request: VideoRequest) -> tuple[ModelSpec, VideoRequest] | None:
        for spec in self._catalogue.after(self._catalogue.find(request.model), request.mode):
            try:
                return spec, spec.adapt(request)
            except InvalidRequest:  # such as a picture alone, where the model needs a prompt
                continue
        return None
