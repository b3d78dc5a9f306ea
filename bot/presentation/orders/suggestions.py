"""What is suggested while somebody writes a command: their own latest prompts; and how styles are chosen."""

import asyncio
from typing import Any

from discord import app_commands
from discord.app_commands import Choice
from sqlalchemy.exc import SQLAlchemyError

from bot.domain.jobs import is_job_id
from bot.domain.requests import InvalidRequest
from bot.domain.styles import Style, StyleKind, Styles
from bot.errors import UserError
from bot.observability import get_logger
from bot.presentation.common.texts import FALLBACK, localized, say, shorten
from bot.sentences import Sentence
from bot.storage.core.database import Database, StorageError
from bot.storage.jobs import prompts

log = get_logger(__name__)

#: What Discord shows in one list, and takes as a name or a value in it.
_CHOICES_MAX = 25
_CHOICE_CHARS = 100
#: Suggestions that come later help nobody.
_PATIENCE_S = 0.5
_RECALL_PATIENCE_S = 2.0
#: Stands for a prompt that is longer than a choice may be, before the id of the job that had it.
_MARK = "#"


class PromptMemory:
    """Suggests to each person their own prompts, and to nobody those of others."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def suggest(self, user_id: int, typed: str) -> list[Choice[str]]:
        """Give what the person wrote before that has in it what they typed.

        Nothing if the database is slow or fails: suggestions are no answer that anybody waits for.
        """
        try:
            async with asyncio.timeout(_PATIENCE_S), self._database.read() as connection:
                known = await prompts.list_prompts(connection, user_id)
        except (SQLAlchemyError, StorageError, OSError) as error:  # a time-out is an OSError, too
            log.info("no prompts suggested", why=type(error).__name__)
            return []
        wanted = typed.strip().casefold()
        fitting = [(job_id, prompt) for job_id, prompt in known if wanted in prompt.casefold()]
        return [_choose(job_id, prompt) for job_id, prompt in fitting[:_CHOICES_MAX]]

    async def recall(self, user_id: int, text: str) -> str:
        """Give the prompt that a chosen suggestion stands for; any other text is a prompt already.

        Raises InvalidRequest if it stands for none of this person's, UserError if the database does not answer.
        """
        job_id = text.strip().removeprefix(_MARK)
        if not text.strip().startswith(_MARK) or not is_job_id(job_id):
            return text
        try:
            async with asyncio.timeout(_RECALL_PATIENCE_S), self._database.read() as connection:
                prompt = await prompts.find_prompt(connection, user_id, job_id)
        except (SQLAlchemyError, StorageError, OSError) as error:
            log.warning("prompt not recalled", why=type(error).__name__)
            raise UserError(Sentence("error-database")) from error
        if not prompt:
            raise InvalidRequest(Sentence("prompt-unknown"))
        return prompt


def offer_styles(command: app_commands.Command[Any, ..., Any], styles: Styles) -> None:
    """Let a command's options `style` and `camera` offer what there is; to be done before it is registered."""
    lists = {
        kind.value: [Choice(name=_name(kind, one), value=one.id) for one in styles.by_kind[kind].values()]
        for kind in StyleKind
    }
    app_commands.choices(**lists)(command)


def _name(kind: StyleKind, style: Style) -> str | app_commands.locale_str:
    """Those that come with the bot are translated; an operator's own are called what they are called."""
    key = f"{kind}-{style.id}"
    try:
        is_ours = say(FALLBACK, key) == style.name
    except KeyError:
        is_ours = False
    return localized(key) if is_ours else style.name


def _choose(job_id: str, prompt: str) -> Choice[str]:
    name = shorten(" ".join(prompt.split()), _CHOICE_CHARS)
    return Choice(name=name, value=prompt if len(prompt) <= _CHOICE_CHARS else f"{_MARK}{job_id}")
