"""Forbidden words: what is found, and what is not."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.lookalikes import LATIN_LETTERS
from bot.domain.words import WORD_MAX_CHARS, WORDS_MAX, InvalidWord, WordList, split_words


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("bad", "a BAD day"),
        ("bad", "bad"),
        ("bad", "so bad!"),
        ("bad", "“bad”, he said"),
        ("bad", "not-bad"),
        ("bad", "snake_bad_case"),
        ("bad", "ｂａｄ"),
        ("bad", "𝓫𝓪𝓭 𝔟𝔞𝔡 🅑"),
        ("bad", "b\u200ba\u200dd"),
        ("bad", "b\u00ada\ufeffd"),
        ("bad", "b\u2060a\u3164d"),
        ("bad", "b\u202ead"),
        ("bad", "b̸a̶d̷"),
        ("bad", "b\u20dda\u0489d"),
        ("bad", "bäd"),
        ("bad", "bád bàd"),
        ("b\u0430d", "B\u0410D"),
        ("schön", "SCHO\u0308N"),
        ("Straße", "STRASSE"),
        ("ΣΊΣΥΦΟΣ", "σίσυφος"),
        ("istanbul", "İSTANBUL"),
        ("ﬁre", "FIRE"),
        ("5", "⑤"),
        ("red panda", "Red   Panda"),
        ("red panda", "red-panda"),
        ("red-panda", "a red, panda"),
        ("red\npanda", "red panda"),
        ("c++", "write C++ code"),
        ("🍆", "an 🍆🍆 please"),
        ("🏳️‍🌈", "🏳️‍🌈"),
        ("禁止", "これは禁止です"),
        ("がぎ", "か\u3099き\u3099"),
        ("ไทย", "คนไทยใจดี"),
        ("한국", "한국"),
        ("한국", "\u1112\u1161\u11ab\u1100\u116e\u11a8"),
        ("سلام", "سَـلَام"),
        ("हिन्दी", "हिन्दी में"),
        ("bad", "🅱🅰🅳"),
        ("bad", "🅐 \u200b🅑🅐🅓"),
        ("bad", "🇧🇦🇩"),
        ("bad", "🇧\u200b🇦\u200b🇩 🇩🇪"),
        ("bad", "ʙᴀᴅ"),
        ("nice", "ɴɪᴄᴇ"),
        ("bad", "b\x00a\x07d"),
        ("bad", "b\x7fad b"),
        ("bad", "b\ud800ad"),
        ("bad", "b\U000e0041ad"),
        ("bad", "b\u0430d"),
        ("bad", "Ваd"),
        ("bad dog", "a bаd dоg"),
        ("bad dog", "a bad dоg"),
        ("hate", "ΗΑΤΕ and war"),
        ("cocaine", "сосаіnе"),
        ("cope", "a film of соре in the sun"),
        ("сука", "cукa"),
        ("злая сука", "злая суka"),
        ("bad", "ᏴAD"),
    ],
)
def test_it_is_found(word: str, text: str) -> None:
    assert WordList((word,)).find(text) == word


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("bad", "badger"),
        ("bad", "forbad"),
        ("bad", "ba d"),
        ("bad", "b a d"),
        ("bad", "bad2"),
        ("bad", ""),
        ("cop", "сор на полу"),
        ("cop", "сор"),
        ("cope", "соре на море"),
        ("pot", "рот"),
        ("max", "мах крыла, fast speed"),
        ("hop", "нор много у лисы"),
        ("bop", "вор и кот"),
        ("coma", "сома поймали"),
        ("kai", "η γάτα και ο σκύλος"),
        ("kai", "και"),
        ("von", "νον είναι λέξη"),
        ("sik", "sık sık gülen bir çocuk"),
        ("bosse", "en bøsse"),
        ("com", "a corn field ä"),
        ("porn", "ä pom pom"),
        ("сор", "a cop in a café"),
        ("ss", "🇸🇸"),
        ("de", "🇩🇪 🇫🇷"),
        ("o", "σ and μ"),
        ("red panda", "red giant panda"),
        ("red panda", "panda red"),
        ("red panda", "infrared panda"),
        ("c++", "c"),
        (".*", "anything"),
        ("b.d", "bad"),
        ("か", "が"),
        ("हिन्दी", "हिन्द"),
    ],
)
def test_it_is_not_found(word: str, text: str) -> None:
    words = WordList((word,)) if split_words(word) else WordList(())
    assert words.find(text) is None


def test_the_first_word_of_the_list_is_named_as_it_was_written() -> None:
    words = WordList(()).add(["Zebra", "  Red \t Panda "])
    assert words.words == ("Red Panda", "Zebra")
    assert words.find("zebra and RED-PANDA") == "Red Panda"


def test_the_same_word_is_kept_once_and_removed_however_it_is_written() -> None:
    words = WordList(()).add(["Bad", "other"]).add(["ＢＡＤ"])
    assert words.words == ("ＢＡＤ", "other")
    assert words.remove(["b\u200bad"]).words == ("other",)
    with pytest.raises(InvalidWord, match="isn't on the list"):
        words.remove(["unknown"])


@pytest.mark.parametrize("word", ["", " ", "\u200b", "...", "-", "\u0301", "\x00"])
def test_a_word_that_could_never_be_found_is_refused(word: str) -> None:
    with pytest.raises(InvalidWord, match="no letter"):
        WordList(()).add([word])


def test_too_long_and_too_many_are_refused() -> None:
    WordList(()).add(["x" * WORD_MAX_CHARS])
    with pytest.raises(InvalidWord, match="at most 100"):
        WordList(()).add(["x" * (WORD_MAX_CHARS + 1)])
    full = WordList(()).add(f"word{number}" for number in range(WORDS_MAX))
    with pytest.raises(InvalidWord, match="at most 500"):
        full.add(["more"])
    assert full.add(["word7"]) == full


@given(st.text(max_size=50), st.text(max_size=20), st.text(max_size=20))
def test_a_word_is_always_found_in_itself_between_spaces(word: str, before: str, after: str) -> None:
    if split_words(word):
        assert WordList((word,)).find(f"{before} {word} {after}") == word


#: Sentences without anything bad, in scripts with letters that look Latin.
INNOCENT = [
    "Мама мыла раму, а кот сел у моря и ест",
    "Вот сорок ворон, они поют хором",
    "Ось тут росте сосна, а ось мох",
    "Лисица једе јабуку и сок",
    "Η γάτα πίνει νερό και ο σκύλος τρώει",
    "Το παιδί και ο παππούς του στο βουνό",
    "Կատուն խմում է կաթ",
    "ᏣᎳᎩ ᎦᏬᏂᎯᏍᏗ",
]


@pytest.mark.parametrize("sentence", INNOCENT)
def test_words_of_other_alphabets_are_not_taken_for_the_latin_ones_that_they_look_like(sentence: str) -> None:
    looks = ["".join(LATIN_LETTERS.get(one, one) for one in word).casefold() for word in sentence.split()]
    latin = [look for look in looks if look.isascii() and split_words(look)]
    assert WordList(tuple(latin)).find(sentence) is None
    assert WordList(tuple(latin)).find(" ".join(looks)) == (latin[0] if latin else None)


@given(st.sampled_from(sorted(LATIN_LETTERS)), st.sampled_from("abc"))
def test_every_lookalike_is_found_in_a_latin_word(lookalike: str, other: str) -> None:
    word = f"{other}{other}{LATIN_LETTERS[lookalike]}{other}"
    assert WordList((word,)).find(f"{other}{other}{lookalike}{other}") == word


@given(st.text(max_size=200))
def test_the_plain_form_is_stable(text: str) -> None:
    words = split_words(text)
    assert split_words(" ".join(words)) == words
    assert all(word and not word.isspace() for word in words)


def test_a_long_prompt_against_a_full_list_is_quick() -> None:
    full = WordList(()).add(f"phrase number {number}" for number in range(WORDS_MAX))
    full.find("")
    started = time.process_time()  # whatever else the machine does
    assert full.find("phrase number " * 140) is None
    assert time.process_time() - started < 0.1
