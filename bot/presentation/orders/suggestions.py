"""Suggestions while a person fills in a command: their own latest prompts, and the styles."""

from typing import Any

from discord import app_commands
from discord.app_commands import Choice

from bot.domain.jobs import is_job_id
from bot.domain.styles import Style, StyleKind, Styles
from bot.markdown import bare, shorten
from bot.presentation.common.texts import localized
from bot.sentences import FALLBACK, say
from bot.services.jobs.prompts import PromptHistory

#: The limits of Discord's list, and of a name or value in it.
_CHOICES_MAX = 25
_CHOICE_CHARS = 100
#: The prefix for a prompt too long for a choice, followed by the id of the job that had it.
_MARK = "#"


async def suggest_prompts(history: PromptHistory, user_id: int, typed: str) -> list[Choice[str]]:
    """A person's own earlier prompts that contain what they typed, newest first."""
    found = await history.search(user_id, typed)
    return [_make_choice(job_id, prompt) for job_id, prompt in found[:_CHOICES_MAX]]


async def recall_prompt(history: PromptHistory, user_id: int, text: str) -> str:
    """Return the prompt for a chosen suggestion; any other text already is a prompt.

    Raises InvalidRequest if it isn't one of this person's, DatabaseUnavailable.
    """
    job_id = text.strip().removeprefix(_MARK)
    if not text.strip().startswith(_MARK) or not is_job_id(job_id):
        return text
    return await history.find(user_id, job_id)


def offer_styles(command: app_commands.Command[Any, ..., Any], styles: Styles) -> None:
    """Add the styles and camera moves to a command's options. Call this before the command is registered."""
    lists = {
        kind.value: [Choice(name=_name(kind, one), value=one.id) for one in styles.by_kind[kind].values()]
        for kind in StyleKind
    }
    app_commands.choices(**lists)(command)


def _name(kind: StyleKind, style: Style) -> str | app_commands.locale_str:
    """The built-in ones are translated; an operator's own keep their names."""
    key = f"{kind}-{style.id}"
    try:
        is_ours = say(FALLBACK, key) == style.name
    except KeyError:
        is_ours = False
    return localized(key) if is_ours else style.name


def _make_choice(job_id: str, prompt: str) -> Choice[str]:
    name = shorten(bare(prompt), _CHOICE_CHARS)
    return Choice(name=name, value=prompt if len(prompt) <= _CHOICE_CHARS else f"{_MARK}{job_id}")
