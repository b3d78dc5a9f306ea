"""Explains refusals to people: which limit, what is left of it, and when more comes back."""

from collections.abc import Awaitable, Callable, Iterator
from datetime import datetime

from bot.domain.approvals import Approval
from bot.domain.jobs import NO_PICTURES, Job
from bot.domain.limits import Scope, Window
from bot.domain.money import format_usd
from bot.domain.quota import Offer, Refusal, RefusalReason
from bot.domain.rules import Requester
from bot.domain.stories import SceneText
from bot.errors import UserError
from bot.markdown import plain
from bot.sentences import Sentence

_SHOWN_PLACES = 10


class RequestRefused(UserError):
    """A limit or a rule refused the request. Nothing was stored, reserved or counted."""

    def __init__(
        self, refusal: Refusal, job: Job | None = None, *, total_micros: int = 0, scene: int | None = None
    ) -> None:
        about = () if scene is None else (Sentence("story-about-scene", scene=scene),)
        super().__init__(*about, *describe(refusal))
        #: The refusal itself, to offer the shorter video.
        self.refusal = refusal
        #: What a moderator can accept, if anything: the job (of several, the first), what all of them cost, who asked
        #: for it, its pictures, and the scenes if it is a film.
        self.job = job
        self.total_micros = total_micros
        self.requester: Requester | None = None
        self.pictures = NO_PICTURES
        self.scenes: tuple[SceneText, ...] = ()
        #: Asks this server's moderators, given the requester's language; None if that isn't possible.
        self.ask: Callable[[str], Awaitable[Approval]] | None = None


def relative_time(at: datetime) -> str:
    """Format an instant so that Discord shows it as `in 3 hours`, in each person's language."""
    return f"<t:{_round_up(at)}:R>"


def exact_time(at: datetime) -> str:
    """Format an instant so that Discord shows it as `in 3 hours (1 March 2026 16:20)`, in each person's time zone."""
    return f"{relative_time(at)} (<t:{_round_up(at)}:f>)"


def describe(refusal: Refusal) -> tuple[Sentence, ...]:
    """Turn a refusal into sentences, including what to do about it."""
    return tuple(_describe(refusal))


def _describe(refusal: Refusal) -> Iterator[Sentence]:
    match refusal.reason:
        case RefusalReason.SECONDS:
            yield from _describe_seconds(refusal)
        case RefusalReason.USER_USD:
            yield from _describe_user_usd(refusal)
        case RefusalReason.BUDGET:
            yield from _describe_budget(refusal)
        case RefusalReason.JOBS_AT_ONCE:
            yield Sentence("refusal-jobs_at_once", limit=refusal.limit or 0)
        case RefusalReason.COOLDOWN if refusal.comes_back_at is not None:
            yield Sentence("refusal-cooldown", when=relative_time(refusal.comes_back_at))
        case RefusalReason.COOLDOWN:
            yield Sentence("refusal-cooldown-later")
        case _:
            yield from _describe_rule(refusal)
    for offer in refusal.offers:
        yield _describe_offer(offer)


def _describe_offer(offer: Offer) -> Sentence:
    seconds = offer.request.duration_s
    if offer.is_just_fewer:
        return Sentence("refusal-fits-fewer" if offer.at_once is None else "story-fits-fewer", count=offer.count)
    if offer.is_just_shorter:
        return Sentence("refusal-fits", seconds=seconds)
    return Sentence(
        "refusal-fits-other",
        model=plain(offer.model_name),
        seconds=seconds,
        resolution=offer.request.resolution or "–",
        sound="yes" if offer.request.has_sound else "no",
        cost=format_usd(offer.ask.total_micros),
    )


def _describe_seconds(refusal: Refusal) -> Iterator[Sentence]:
    key = "refusal-seconds-never" if refusal.is_hopeless else "refusal-seconds"
    yield Sentence(key, limit=refusal.limit or 0, left=refusal.left or 0, window=_window(refusal))
    if refusal.comes_back_at and not refusal.is_hopeless:
        yield Sentence("refusal-seconds-back", when=_when(refusal))


def _describe_user_usd(refusal: Refusal) -> Iterator[Sentence]:
    yield Sentence(
        "refusal-user_usd-never" if refusal.is_hopeless else "refusal-user_usd",
        limit=format_usd(refusal.limit or 0),
        left=format_usd(refusal.left or 0),
        needed=format_usd(refusal.needed or 0),
        window=_window(refusal),
    )
    if refusal.comes_back_at and not refusal.is_hopeless:
        yield Sentence("refusal-seconds-back", when=_when(refusal))


def _describe_budget(refusal: Refusal) -> Iterator[Sentence]:
    yield Sentence(
        "refusal-budget-never" if refusal.is_hopeless else "refusal-budget",
        scope=refusal.scope.value,
        limit=format_usd(refusal.limit or 0),
        left=format_usd(refusal.left or 0),
        needed=format_usd(refusal.needed or 0),
        window=_window(refusal),
    )
    if refusal.comes_back_at and not refusal.is_hopeless:
        yield Sentence("refusal-budget-back", when=_when(refusal))


def _describe_rule(refusal: Refusal) -> Iterator[Sentence]:
    match refusal.reason:
        case RefusalReason.PAUSED | RefusalReason.BLOCKED:
            key = f"refusal-{refusal.reason.value}-{'bot' if refusal.scope is Scope.BOT else 'server'}"
            reason = plain(refusal.detail.rstrip("."))
            yield Sentence(f"{key}-reason", reason=reason) if reason else Sentence(key)
            if refusal.reason is RefusalReason.BLOCKED and refusal.comes_back_at:
                yield Sentence("refusal-blocked-until", when=_when(refusal))
        case RefusalReason.STRIKES:
            yield Sentence("refusal-strikes", count=refusal.limit or 0, when=_when(refusal))
        case RefusalReason.FAILURES:
            yield Sentence("refusal-failures", count=refusal.limit or 0, when=_when(refusal))
        case RefusalReason.MODEL:
            name, _, known = refusal.detail.partition("\n")
            key = "model-not-here" if known else "model-none-here"
            yield Sentence(key, model=plain(name), known=plain(known, 500)) if known else Sentence(key)
        case RefusalReason.MODEL_PAUSED:
            yield Sentence("refusal-model_paused")
        case RefusalReason.CHANNEL:
            yield Sentence("refusal-channel", channels=_mention(refusal.places, "<#{}>"))
        case RefusalReason.AGE:
            yield Sentence("refusal-age")
        case RefusalReason.ROLE:
            yield Sentence("refusal-role", roles=_mention(refusal.places, "<@&{}>"))
        case _:
            yield Sentence("refusal-words", word=plain(refusal.detail))


def _round_up(at: datetime) -> int:
    """Round up to a full second of Unix time, so that people who wait for it aren't early."""
    return -int(-at.timestamp() // 1)


def _window(refusal: Refusal) -> Sentence:
    return Sentence(f"span-{(refusal.window or Window.DAY).value}")


def _when(refusal: Refusal) -> str:
    return exact_time(refusal.comes_back_at) if refusal.comes_back_at else "–"


def _mention(ids: tuple[int, ...], form: str) -> str:
    shown = ", ".join(form.format(one) for one in ids[:_SHOWN_PLACES])
    return f"{shown} …" if len(ids) > _SHOWN_PLACES else shown
