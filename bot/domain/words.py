"""Forbidden words: matched as whole words, regardless of case, width, accents and invisible characters.

Texts and forbidden words are normalized and split into words, so a match is a run of equal words: no pattern language,
no surprises, linear time. Spaced-out letters (“b a d”) don't match.

A disguised word is compared a second time, by the letters that it looks like. Disguised means: with enclosed letters or
small capitals, with mixed alphabets (Latin b and d, Cyrillic а), or with only Latin-looking letters in an otherwise
Latin text. A word in the alphabet of the text around it isn't disguised (Russian сор, which looks like cop).
"""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property, lru_cache
from itertools import groupby

from bot.domain.lookalikes import LATIN_LETTERS, ORNAMENTAL
from bot.errors import UserError
from bot.markdown import plain
from bot.sentences import Sentence

WORD_MAX_CHARS = 100
WORDS_MAX = 500
#: Invisible or filler characters that Unicode counts as letters, marks or symbols: Hangul fillers, the blank Braille
#: pattern, the grapheme joiner and the Arabic tatweel.
_INVISIBLE = frozenset("\u115f\u1160\u2800\u034f\u0640")
#: Scripts whose accents this search ignores; in others a combining mark makes a different letter.
_ACCENTED_SCRIPTS = ("LATIN", "GREEK", "CYRILLIC", "ARABIC", "HEBREW")
#: Scripts written without spaces: each character is a word, so that words are found inside a sentence.
_UNSPACED_SCRIPTS = ("CJK", "HIRAGANA", "KATAKANA", "THAI", "LAO", "KHMER", "MYANMAR", "BOPOMOFO", "YI ")

#: Two of these symbols form a flag; more of them spell a word.
_REGIONAL_LETTERS = {chr(0x1F1E6 + number): chr(ord("a") + number) for number in range(26)}
_FLAG_LENGTH = 2


class InvalidWord(UserError):
    """A text that can't be a forbidden word."""


def split_words(text: str) -> tuple[str, ...]:
    """Split a text into normalized words; symbols and characters of unspaced scripts are words of their own."""
    return tuple(_words(_plain(text)))


@dataclass(frozen=True)
class WordList:
    """The forbidden words and phrases of a server or of the whole bot, as they were written."""

    words: tuple[str, ...]

    @cached_property
    def _plain(self) -> tuple[tuple[str, str], ...]:
        return tuple((_spaced(split_words(word)), word) for word in self.words)

    @cached_property
    def _looks(self) -> tuple[str, ...]:
        return tuple(map(_look_of, self.words))

    def find(self, text: str) -> str | None:
        """Return the first forbidden word in the text, None if there is none."""
        if not self.words:
            return None
        words = _spaced(split_words(text))
        found = next((word for form, word in self._plain if form in words), None)
        if found is not None or text.isascii():
            return found
        revealed = _reveal(text)
        if not revealed:
            return None
        look = _look_of(text)
        words_and_looks = zip(self.words, self._looks, strict=True)
        return next(
            (word for word, one in words_and_looks if one in look and not revealed.isdisjoint(one.split())), None
        )

    def add(self, words: Iterable[str]) -> "WordList":
        """Return the list with more words, without duplicates, in alphabetical order.

        Raises InvalidWord for a word that could never be found, and for too many or too long ones.
        """
        known = {split_words(word): word for word in self.words}
        for word in words:
            known[_check(word)] = " ".join(word.split())
        if len(known) > WORDS_MAX:
            raise InvalidWord(Sentence("words-most", most=WORDS_MAX))
        return WordList(tuple(known[form] for form in sorted(known)))

    def remove(self, words: Iterable[str]) -> "WordList":
        """Return the list without some words, in any spelling; raises InvalidWord if one isn't on it."""
        known = {split_words(word): word for word in self.words}
        for word in words:
            if known.pop(split_words(word), None) is None:
                raise InvalidWord(Sentence("words-absent", word=plain(word, WORD_MAX_CHARS)))
        return WordList(tuple(known.values()))


def _check(word: str) -> tuple[str, ...]:
    if len(word) > WORD_MAX_CHARS:
        raise InvalidWord(Sentence("words-long", most=WORD_MAX_CHARS))
    parts = split_words(word)
    if not parts:
        raise InvalidWord(Sentence("words-unsearchable", word=plain(word)))
    return parts


def _spaced(words: Iterable[str]) -> str:
    return f" {' '.join(words)} "


def _reveal(text: str) -> frozenset[str]:
    """Find disguised words and return what they look like."""
    decomposed = unicodedata.normalize("NFKD", text)
    # Letters without look-alikes show which alphabets the text is really written in.
    clear = {_script(one) for one in decomposed if one.isalpha() and one not in LATIN_LETTERS}
    runs = ("".join(run) for is_word, run in groupby(decomposed, _belongs_to_word) if is_word)
    return frozenset(word for run in runs if _is_disguised(run, clear) for word in _look_of(run).split())


def _is_disguised(run: str, clear: set[str]) -> bool:
    shown = [one for one in run if _kind(one) not in _UNSEEN]
    masks = [one for one in shown if one in LATIN_LETTERS]
    regional = [one for one in shown if one in _REGIONAL_LETTERS]
    if len(regional) > _FLAG_LENGTH or (regional and len(regional) < len(shown)):
        return True
    if not masks:
        return False
    if any(one in ORNAMENTAL for one in masks) or any(one.isascii() and one.isalpha() for one in shown):
        return True
    return len(masks) == len(shown) and "LATIN" in clear and clear.isdisjoint(map(_script, masks))


def _belongs_to_word(character: str) -> bool:
    if character in LATIN_LETTERS or character in _REGIONAL_LETTERS:
        return True
    return _kind(character) not in (_CharacterKind.ALONE, _CharacterKind.BREAK)


def _look_of(text: str) -> str:
    """A text's words in the Latin letters they look like, between spaces, without marks and invisible characters."""
    shown = (one for one in unicodedata.normalize("NFKD", text) if _kind(one) not in _UNSEEN)
    return _spaced(split_words("".join(LATIN_LETTERS.get(one) or _REGIONAL_LETTERS.get(one, one) for one in shown)))


def _script(character: str) -> str:
    return unicodedata.name(character, "").partition(" ")[0]


def _plain(text: str) -> str:
    """Normalize case and compatibility forms; remove invisible characters, and accents that this search ignores."""
    if text.isascii() and text.isprintable():
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
    #: A word of its own.
    ALONE = auto()
    #: A word separator: spaces, line breaks, punctuation.
    BREAK = auto()
    HIDDEN = auto()


_UNSEEN = (_CharacterKind.HIDDEN, _CharacterKind.MARK)


@lru_cache(maxsize=8192)
def _kind(character: str) -> _CharacterKind:
    category = unicodedata.category(character)
    name = unicodedata.name(character, "")
    if category in ("Cf", "Cs", "Me") or (category == "Cc" and not character.isspace()):
        return _CharacterKind.HIDDEN
    if character in _INVISIBLE or "VARIATION SELECTOR" in name:
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
