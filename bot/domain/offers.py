"""Offers: the next model for a request whose own is no longer available."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelOffer:
    """What a person can have instead, as a button says it."""

    #: The slug and the name of the model.
    model: str
    name: str
    duration_s: int
    #: The estimate, in millionths of a USD.
    price_micros: int
