"""What a refused person is told: which limit, what is left of it, and when it comes back."""

from datetime import datetime

from bot.domain.limits import Scope, Window
from bot.domain.money import format_usd
from bot.domain.quota import Reason, Refusal
from bot.errors import UserError

_WHOSE = {Scope.USER: "Your", Scope.SERVER: "This server's", Scope.BOT: "The bot's"}
_LENGTHS = {Window.DAY: "24 hours", Window.WEEK: "7 days", Window.MONTH: "30 days"}
_SHOWN_PLACES = 10


class Refused(UserError):
    """A request that a limit or a rule does not let through. Nothing was stored, reserved or counted."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(describe(refusal))
        #: The same in parts: for other languages, and to offer the shorter video.
        self.refusal = refusal


def relative_time(at: datetime) -> str:
    """Write an instant so that Discord shows it as `in 3 hours`, in everybody's own language."""
    # Rounded up, so that whoever waits for it is never early.
    return f"<t:{-int(-at.timestamp() // 1)}:R>"


def describe(refusal: Refusal) -> str:
    """Say a refusal in English, with what to do about it."""
    match refusal.reason:
        case Reason.SECONDS:
            text = _describe_seconds(refusal)
        case Reason.BUDGET:
            text = _describe_budget(refusal)
        case Reason.JOBS_AT_ONCE:
            text = (
                f"You have as many videos in the making as you may have at once ({refusal.limit}). "
                "Please wait until one is done."
            )
        case Reason.COOLDOWN:
            text = f"Please wait a moment between two videos: you can ask again {_when(refusal)}."
        case _:
            text = _describe_rule(refusal)
    if refusal.shorter_s is not None:
        text += f" A video of {refusal.shorter_s} s would still fit now."
    return text


def _describe_seconds(refusal: Refusal) -> str:
    window = _LENGTHS[refusal.window or Window.DAY]
    limit = f"{refusal.limit or 0:,} s of video in {window}"
    if refusal.is_hopeless:
        return f"You may use {limit}, which is less than this video needs; {refusal.left or 0:,} s are left."
    back = f" Enough for this video comes back {_when(refusal)}." if refusal.comes_back_at else ""
    return f"You may use {limit}, and {refusal.left or 0:,} s of them are left.{back}"


def _describe_budget(refusal: Refusal) -> str:
    whose = _WHOSE[refusal.scope]
    window = _LENGTHS[refusal.window or Window.DAY]
    budget = f"{whose} budget of {format_usd(refusal.limit or 0)} in {window}"
    left = f"{format_usd(refusal.left or 0)} is left, and this video takes about {format_usd(refusal.needed or 0)}"
    if refusal.is_hopeless:
        return f"{budget} is too small for this video: {left}."
    back = f" Enough comes back {_when(refusal)}." if refusal.comes_back_at else ""
    return f"{budget} is used up: {left}.{back}"


def _describe_rule(refusal: Refusal) -> str:
    is_bot = refusal.scope is Scope.BOT
    match refusal.reason:
        case Reason.PAUSED:
            return f"{'The bot is paused' if is_bot else 'Videos are paused in this server'}{_why(refusal)}."
        case Reason.BLOCKED:
            until = f" You can use me again {_when(refusal)}." if refusal.comes_back_at else ""
            return f"You are blocked from making videos{'' if is_bot else ' in this server'}{_why(refusal)}.{until}"
        case Reason.STRIKES:
            return (
                f"{refusal.limit} of your requests were blocked for their content within a day, so you are paused. "
                f"You can ask again {_when(refusal)}."
            )
        case Reason.CHANNEL:
            return f"I may not be used in this channel. Please use {_mention(refusal.places, '<#{}>')}."
        case Reason.ROLE:
            return f"In this server you need one of these roles to make videos: {_mention(refusal.places, '<@&{}>')}."
        case _:
            return f"This is not allowed here: “{refusal.detail}”. Please describe your video without it."


def _why(refusal: Refusal) -> str:
    return f": {refusal.detail.rstrip('.')}" if refusal.detail else ""


def _when(refusal: Refusal) -> str:
    return relative_time(refusal.comes_back_at) if refusal.comes_back_at else "later"


def _mention(ids: tuple[int, ...], form: str) -> str:
    shown = ", ".join(form.format(one) for one in ids[:_SHOWN_PLACES])
    return f"{shown} …" if len(ids) > _SHOWN_PLACES else shown
