"""Forbidden words: found whatever their case, width, accents and invisible characters, and only as whole words.

Texts and forbidden words are brought into the same plain form and cut into words, so a match is a run of equal words:
no pattern language, no surprise, linear time. Letters that look alike but are different ones (Latin a, Cyrillic а) stay
different, and so do letters spelled apart (“b a d”).
"""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property, lru_cache

from bot.errors import UserError
from bot.sentences import Sentence

WORD_MAX_CHARS = 100
WORDS_MAX = 500
#: Invisible or mere filling, and yet letters, marks or symbols to Unicode: Hangul fillers, the blank Braille pattern,
#: the grapheme joiner and the Arabic tatweel.
_INVISIBLE = frozenset("\u115f\u1160\u2800\u034f\u0640")
#: Scripts whose accents are an ornament to this search; in others a combining mark is a letter of its own.
_ACCENTED_SCRIPTS = ("LATIN", "GREEK", "CYRILLIC", "ARABIC", "HEBREW")
#: Scripts written without spaces: each character stands for itself, so a word is found inside a sentence.
_UNSPACED_SCRIPTS = ("CJK", "HIRAGANA", "KATAKANA", "THAI", "LAO", "KHMER", "MYANMAR", "BOPOMOFO", "YI ")


class InvalidWord(UserError):
    """Something that cannot be a forbidden word."""


def split_words(text: str) -> tuple[str, ...]:
    """Cut a text into words in their plain form; a symbol, or a character of an unspaced script, is one by itself."""
    return tuple(_words(_plain(text)))


@dataclass(frozen=True)
class WordList:
    """The forbidden words and phrases of one server, as its admins wrote them."""

    words: tuple[str, ...]

    @cached_property
    def _plain(self) -> tuple[tuple[str, str], ...]:
        return tuple((f" {' '.join(split_words(word))} ", word) for word in self.words)

    def find(self, text: str) -> str | None:
        """Give the first forbidden word that is in the text, None if there is none."""
        if not self.words:
            return None
        words = f" {' '.join(split_words(text))} "
        return next((word for plain, word in self._plain if plain in words), None)

    def add(self, words: Iterable[str]) -> "WordList":
        """The list with more words, each once, in order of the alphabet.

        Raises InvalidWord for a word that could never be found, and for too many or too long ones.
        """
        known = {split_words(word): word for word in self.words}
        for word in words:
            known[_check(word)] = " ".join(word.split())
        if len(known) > WORDS_MAX:
            raise InvalidWord(Sentence("words-most", most=WORDS_MAX))
        return WordList(tuple(known[plain] for plain in sorted(known)))

    def remove(self, words: Iterable[str]) -> "WordList":
        """The list without some words, however they are written; raises InvalidWord if one is not there."""
        known = {split_words(word): word for word in self.words}
        for word in words:
            if known.pop(split_words(word), None) is None:
                raise InvalidWord(Sentence("words-absent", word=word[:WORD_MAX_CHARS]))
        return WordList(tuple(known.values()))


def _check(word: str) -> tuple[str, ...]:
    if len(word) > WORD_MAX_CHARS:
        raise InvalidWord(Sentence("words-long", most=WORD_MAX_CHARS))
    plain = split_words(word)
    if not plain:
        raise InvalidWord(Sentence("words-unsearchable", word=word))
    return plain


def _plain(text: str) -> str:
    """Unify case and compatibility forms; drop what cannot be seen, and the accents of alphabets that have them."""
    if text.isascii():
        return text.casefold()
    kept: list[str] = []
    drops_marks = True
    for character in unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold()):
        kind = _kind(character)
        if kind is _CharacterKind.HIDDEN or (kind is _CharacterKind.MARK and drops_marks):
            continue
        if kind is not _CharacterKind.MARK:
            drops_marks = kind is _CharacterKind.ACCENTED or not character.isalpha()
        kept.append(character)
    return unicodedata.normalize("NFC", "".join(kept))


def _words(text: str) -> Iterator[str]:
    word = ""
    is_alone = False
    for character in text:
        kind = _kind(character)
        if (
            word
            and kind is not _CharacterKind.MARK
            and (is_alone or kind in (_CharacterKind.ALONE, _CharacterKind.BREAK))
        ):
            yield word
            word = ""
        if kind is not _CharacterKind.BREAK:
            word += character
            if kind is not _CharacterKind.MARK:
                is_alone = kind is _CharacterKind.ALONE
    if word:
        yield word


class _CharacterKind(Enum):
    #: Letters and digits: those that keep their marks, and those whose accents are dropped.
    LETTER = auto()
    ACCENTED = auto()
    MARK = auto()
    #: A word by itself.
    ALONE = auto()
    #: Between words: spaces, punctuation, controls.
    BREAK = auto()
    HIDDEN = auto()


@lru_cache(maxsize=8192)
def _kind(character: str) -> _CharacterKind:
    category = unicodedata.category(character)
    name = unicodedata.name(character, "")
    if category in ("Cf", "Me") or character in _INVISIBLE or "VARIATION SELECTOR" in name:
        return _CharacterKind.HIDDEN
    if name.startswith(_UNSPACED_SCRIPTS) or category[0] == "S":
        return _CharacterKind.MARK if category == "Mn" else _CharacterKind.ALONE
    if category[0] == "M":
        return _CharacterKind.MARK
    if category[0] in "LN":
        return (
            _CharacterKind.ACCENTED
            if name.startswith(_ACCENTED_SCRIPTS) or category[0] == "N"
            else _CharacterKind.LETTER
        )
    return _CharacterKind.BREAK
