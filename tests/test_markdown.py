"""Text from people in messages: nothing opens from it, and it reads as it was written."""

import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.markdown import bare, code, plain, quote
from tests.support.discord_markdown import read

#: What a text that wants to be more than text is made of.
PIECES = [
    *r"""\*_~`|<>[]()#-+.:/@!&?"'={}$^;,""",
    *("```", "||", "**", "__", "~~", ">>> ", "> ", "# ", "## ", "-# ", "- ", "* ", "+ ", "1. ", "23) ", "](", "\\\\"),
    *("https://evil.example/a", "HTTP://x", "steam://run", "discord.gg/abc", "discord.com/invite/abc", "[a](b)"),
    *("@everyone", "@here", "<@123456789012345678>", "<@!1>", "<@&2>", "<#3>", "</veo:4>", "<id:home>", "<t:5:R>"),
    *("<:cat:6>", "<a:cat:7>", ":smile:", "a@b.example", "<a@b.example>", "<+123>", "¯\\_(ツ)_/¯"),
    *("\n", "\r", "\r\n", "\x0b", "\x0c", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029", "\t", " ", "  ", "\xa0"),
    *("\u202e", "\u202a", "\u2066", "\u2069", "\u200f", "\u061c", "\x00", "\x07", "\x1b", "\x9f", "\ud83d"),
    *("a", "cat", "7", "ä", "猫", "👩\u200d🚀", "e\u0301", "\u200b", "ﷺ"),
]
TEXTS = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=14).map("".join),
    st.text(st.characters(exclude_categories=()), max_size=40),
)


def as_written(text: str) -> str:
    """What is there to be read, without what nobody sees: on one line, and without the order that controls force."""
    kept = ""
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "ignore")
    for one in re.sub("[\u2028\u2029\n\r\x0b\x0c\x1c-\x1f\x85\t]", " ", text):
        hidden = unicodedata.category(one) == "Cc" or unicodedata.bidirectional(one) in BIDI
        kept += "" if hidden or one in "\u200e\u200f\u061c" else one
    return " ".join(kept.split())


BIDI = ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")


def without_zero_width(text: str) -> str:
    return text.replace("\u200b", "")


@given(TEXTS)
@example("[a](https://b) [c](https://d)")
@example("cat\x0b# big\x85> quoted\u2028- item\u2029-# small")
@example("\u202egpj.exe")
def test_nothing_opens_from_a_line_and_it_reads_as_written(text: str) -> None:
    seen = read(plain(text))
    assert not seen.opened
    assert without_zero_width(seen.text) == without_zero_width(as_written(text))


@given(TEXTS)
def test_nothing_opens_from_a_line_beside_words_of_ours(text: str) -> None:
    assert not read(f"Reason: “{plain(text)}” · until 5. {plain(text)} and {plain(text)}").opened


@given(TEXTS)
@example("a\u2028# b")
def test_nothing_opens_from_a_quotation_but_the_quotation(text: str) -> None:
    for line in filter(None, quote(text, 10_000).split("\n")):
        assert line.startswith("> ")
        assert not read(line[2:]).opened
    unquoted = "\n".join(line[2:] for line in quote(text, 10_000).split("\n"))
    assert without_zero_width(" ".join(read(unquoted).text.split())) == without_zero_width(as_written(text))


@given(TEXTS)
def test_nothing_breaks_out_of_code(text: str) -> None:
    inside = code(text)[1:-1]
    assert "`" not in inside
    assert inside.replace("ˋ", "`") == as_written(text).replace("ˋ", "`")


@given(TEXTS)
def test_a_label_has_no_controls_and_reads_as_written(text: str) -> None:
    assert bare(text) == as_written(text)


@given(TEXTS, st.integers(1, 60))
def test_a_line_keeps_its_limit_and_stays_harmless_when_it_is_cut(text: str, limit: int) -> None:
    line = plain(text, limit)
    assert len(line) <= limit
    assert not read(line).opened


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("a cat, in the rain (slowly).", "a cat, in the rain (slowly)."),
        ("well-known: 5 s", "well-known: 5 s"),
        ("2 * 3", r"2 \* 3"),
        ("- item", r"\- item"),
        ("1. one", r"1\. one"),
        ("https://x.example/a", r"https\://x.example\/a"),
    ],
)
def test_ordinary_text_stays_as_it_is(text: str, safe: str) -> None:
    assert plain(text) == safe


def test_the_model_of_discord_sees_what_opens() -> None:
    for text, kind in {
        "# a": "heading",
        "a\x0b# b": "heading",
        "-# a": "subtext",
        "> a": "quote",
        "1. a": "list",
        "[a](b)": "link",
        "https://a": "link",
        "||a||": "spoiler",
        "`a`": "code",
        "**a**": "emphasis",
        "<@1>": "mention",
        "<:a:1>": "emoji",
        "\\@everyone": "ping",
        "a\u202eb": "direction",
        "discord.gg/a": "invite",
    }.items():
        assert kind in read(text).opened, text
    assert read(r"\# a \*b\* \[c\](d)") == read("").__class__("# a *b* [c](d)", frozenset())
