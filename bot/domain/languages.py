"""Tells whether two short texts are in different languages, by their scripts and their commonest words."""

import unicodedata
from collections import Counter

#: Words that are common in one of these languages and rare in the others.
_WORDS = {
    "en": "the and of with is are its over under through from while into by as at his her their slowly across",
    "de": "der die das und mit ein eine einen einem einer im ist auf dem den durch über unter während sich zum zur",
    "es": "el los las y con una del por mientras hacia sobre al su entre bajo desde como se muy",
    "fr": "le les et avec une des du dans est sur au aux pendant vers sous tandis ses leur qui par",
    "pt": "o os as e com uma um do da dos das no na nos nas ao pelo pela enquanto sobre seu sua",
    "it": "il lo gli con una nel nella della dei mentre sul sulla verso di che al dal",
    "nl": "het een en met van op door terwijl onder naar zijn aan over langs",
}
_BY_LANGUAGE = {language: frozenset(words.split()) for language, words in _WORDS.items()}
#: This many words of a long text must point to a language; in a short text one is enough if none points elsewhere.
_LEAST, _SHORT_WORDS = 2, 12
_SCRIPTS = ("LATIN", "CYRILLIC", "GREEK", "ARABIC", "HEBREW", "HANGUL", "THAI", "DEVANAGARI", "KANA", "CJK")
_KANA = ("HIRAGANA", "KATAKANA")


def differ_in_language(one: str, other: str) -> bool:
    """Whether two texts are surely in different languages; False if that can't be told."""
    scripts = [_script_of(text) for text in (one, other)]
    if None in scripts:
        return False
    if scripts[0] != scripts[1]:
        # A few Chinese characters alone may be Japanese.
        return set(scripts) != {"CJK", "KANA"} or scripts[0] == "KANA"
    languages = [_language_of(text) for text in (one, other)]
    return None not in languages and languages[0] != languages[1]


def _script_of(text: str) -> str | None:
    """The script of most letters; kana among Chinese characters make a text Japanese. None without letters."""
    counts: Counter[str] = Counter()
    for character in filter(str.isalpha, text):
        name = unicodedata.name(character, "")
        if name.startswith(_KANA):
            return "KANA"
        counts[next((script for script in _SCRIPTS if name.startswith(script)), "other")] += 1
    return counts.most_common(1)[0][0] if counts else None


def _language_of(text: str) -> str | None:
    words = Counter("".join(one if one.isalpha() else " " for one in text.casefold()).split())
    hits = {language: sum(words[word] for word in known) for language, known in _BY_LANGUAGE.items()}
    (first, most), (_, second) = Counter(hits).most_common(2)
    is_short = words.total() <= _SHORT_WORDS
    return first if most >= (1 if is_short else _LEAST) and most > second else None
