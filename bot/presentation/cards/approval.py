"""The message that shows a refused request to the moderators of a server."""

from collections.abc import Callable

import discord
from discord import ui

from bot.domain.approvals import Approval, ApprovalState
from bot.domain.money import format_usd
from bot.markdown import plain, shorten
from bot.sentences import say, say_all
from bot.services.quota.refusals import describe, exact_time

_COLOURS = {
    ApprovalState.WAITING: discord.Colour(0xD98E04),
    ApprovalState.APPROVED: discord.Colour(0x2E9E5B),
    ApprovalState.DENIED: discord.Colour(0xC43C3C),
    ApprovalState.EXPIRED: discord.Colour(0x7A7F87),
    ApprovalState.ERASED: discord.Colour(0x7A7F87),
}
_PROMPT_CHARS = 1_500
#: How much is shown of all scenes together, escapes included: Discord takes 4,000 characters in a message.
_SCENES_CHARS = 2_600


def make_approval_message(approval: Approval, locale: str, name_model: Callable[[str], str]) -> ui.LayoutView:
    """Show who wants what, for how much and over which limit, with buttons until it is decided."""
    request = approval.job.request
    price = format_usd(approval.estimate_micros)
    length = say(locale, "seconds", seconds=request.duration_s)
    if approval.scenes:
        count, length = say(locale, "story-count", count=approval.count, seconds=request.duration_s), ""
    else:
        count = say(locale, "group-count", count=approval.count) if approval.count > 1 else ""
    facts = [count, name_model(request.model), length, request.resolution, price]
    prompt = _quote(approval, locale)
    who = say(locale, "approval-who", user=f"<@{approval.user_id}>", channel=f"<#{approval.job.channel_id}>")
    limit = say(locale, "approval-limit", limit=say_all(locale, describe(approval.refusal)))
    texts = [
        f"### {say(locale, 'approval-title')}",
        f"{who}\n{prompt}" if prompt else who,
        f"{' · '.join(fact for fact in facts if fact)}\n{limit}",
        f"-# {_describe_state(approval, locale)}",
    ]
    view = ui.LayoutView(timeout=None)
    container: ui.Container[ui.LayoutView] = ui.Container(accent_colour=_COLOURS[approval.state])
    for text in texts:
        container.add_item(ui.TextDisplay(text))
    view.add_item(container)
    if approval.state is ApprovalState.WAITING:
        row: ui.ActionRow[ui.LayoutView] = ui.ActionRow()
        for verb, style, label in (
            ("approve", discord.ButtonStyle.success, say(locale, "approval-approve", price=price)),
            ("deny", discord.ButtonStyle.secondary, say(locale, "approval-deny")),
        ):
            row.add_item(ui.Button(label=label, style=style, custom_id=f"veo:{verb}:{approval.id}"))
        view.add_item(row)
    view.stop()
    return view


def _quote(approval: Approval, locale: str) -> str:
    """Quote the request in the person's own words; for a film, each scene with its number."""
    job = approval.job
    if not approval.scenes:
        prompt = plain(shorten(job.own_prompt or job.request.prompt, _PROMPT_CHARS))
        return f"> {prompt}" if prompt else ""
    room = _SCENES_CHARS // len(approval.scenes)
    return "\n".join(
        f"> **{say(locale, 'story-scene', scene=number)}** · {plain(scene.own_prompt or scene.prompt, room)}"
        for number, scene in enumerate(approval.scenes, job.part)
    )


def make_erased_message(locale: str) -> ui.LayoutView:
    """What remains of such a message when the requester's data was deleted."""
    view = ui.LayoutView(timeout=None)
    text = ui.TextDisplay[ui.LayoutView](f"-# {say(locale, 'approval-erased')}")
    view.add_item(ui.Container(text, accent_colour=_COLOURS[ApprovalState.EXPIRED]))
    view.stop()
    return view


def _describe_state(approval: Approval, locale: str) -> str:
    moderator = f"<@{approval.decided_by}>"
    match approval.state:
        case ApprovalState.WAITING:
            return say(locale, "approval-until", when=exact_time(approval.expires_at))
        case ApprovalState.APPROVED:
            return say(locale, "approval-approved", moderator=moderator)
        case ApprovalState.DENIED if approval.word:
            return say(locale, "approval-denied-word", moderator=moderator, word=plain(approval.word))
        case ApprovalState.DENIED:
            return say(locale, "approval-denied", moderator=moderator)
        case ApprovalState.EXPIRED:
            return say(locale, "approval-expired")
        case ApprovalState.ERASED:
            return say(locale, "approval-erased")
