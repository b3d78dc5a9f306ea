"""How people are named in lists and reports."""

from bot.sentences import say


def mention_person(user_id: int, locale: str) -> str:
    """A mention; for the negative number of a person whose data was deleted, that."""
    return say(locale, "admin-deleted-person") if user_id < 0 else f"<@{user_id}>"
