"""Pictures are found wherever a message can have one, and only messages that are meant for the bot count."""

from typing import Any
from unittest.mock import Mock

import discord
import pytest

from bot.errors import UserError
from bot.presentation.orders.mentions import is_addressed
from bot.presentation.pictures.message_pictures import FoundPicture, find_pictures, require_same_audience

CDN = "https://cdn.discordapp.com/attachments/100000000000000001/200000000000000002"
PROXY = "https://images-ext-1.discordapp.net/external/abc/https/example.org"


def attachment(name: str, content_type: str | None = "image/png", **more: Any) -> dict[str, Any]:
    url = f"{CDN}/{name}?ex=1&is=2&hm=3"
    return {"id": "1", "filename": name, "size": 5, "url": url, "proxy_url": url, "content_type": content_type, **more}


def make_message(**fields: Any) -> discord.Message:
    """A message as it comes from Discord."""
    state = Mock(**{"_get_message.return_value": None, "get_channel.return_value": None})
    state.store_user = lambda data, **_: discord.User(state=state, data=data)
    channel = Mock(spec=discord.TextChannel, id=100000000000000001, guild=None, type=discord.ChannelType.text)
    payload: dict[str, Any] = {
        "id": "300000000000000003",
        "channel_id": "100000000000000001",
        "author": {"id": "400000000000000004", "username": "ada", "discriminator": "0", "avatar": None},
        "content": "",
        "timestamp": "2026-03-01T12:00:00+00:00",
        "edited_timestamp": None,
        "tts": False,
        "mention_everyone": False,
        "mentions": [],
        "mention_roles": [],
        "attachments": [],
        "embeds": [],
        "pinned": False,
        "type": 0,
    }
    return discord.Message(state=state, channel=channel, data=payload | fields)  # type: ignore[arg-type]  # a payload


def names(message: discord.Message) -> list[str]:
    return [picture.name for picture in find_pictures(message)]


def test_attachments_come_first_and_plain_other_files_only_if_there_is_nothing_better() -> None:
    video, unknown = attachment("a.mp4", "video/mp4"), attachment("b.bin", "application/octet-stream")
    photo, untyped = attachment("c.heic", "image/heic"), attachment("d", None)
    assert names(make_message(attachments=[video, unknown, photo, untyped])) == ["b.bin", "c.heic", "d"]
    assert names(make_message(attachments=[video])) == ["a.mp4"], "it is told that this is a video"
    assert names(make_message(attachments=[{**video, "duration_secs": 1.0, "waveform": "AAAA"}])) == []


def test_an_attachment_keeps_its_signed_address_its_spoiler_and_its_source() -> None:
    [picture] = find_pictures(make_message(attachments=[attachment("SPOILER_a.png")]))
    assert picture.url == f"{CDN}/SPOILER_a.png?ex=1&is=2&hm=3"
    assert picture.is_spoiler
    assert picture.source_channel_id == 100000000000000001


def embed(name: str, part: str = "thumbnail", **more: Any) -> dict[str, Any]:
    media = {"url": f"https://example.org/{name}", "proxy_url": f"{PROXY}/{name}", "width": 1, "height": 1}
    return {"type": "link", "url": f"https://example.org/{name}", part: media, **more}


def test_previews_are_taken_from_discords_copy_only() -> None:
    found = find_pictures(make_message(embeds=[embed("a.png"), embed("b.png", "image", title="A sea")]))
    assert [(picture.name, picture.url) for picture in found] == [
        ("example.org", f"{PROXY}/a.png"),
        ("A sea", f"{PROXY}/b.png"),
    ]
    no_copy = {"type": "rich", "image": {"url": "https://example.org/a.png"}}
    assert names(make_message(embeds=[no_copy, {"type": "rich", "title": "words only"}])) == []


def test_a_preview_of_a_spoilered_link_is_a_spoiler() -> None:
    links = "||https://example.org/a.png|| https://example.org/b.png"
    found = find_pictures(make_message(content=links, embeds=[embed("a.png"), embed("b.png")]))
    assert [picture.is_spoiler for picture in found] == [True, False]


def test_pictures_in_laid_out_messages_are_found_once() -> None:
    file = attachment("frame.png", id="7")
    item = {"url": file["url"], "proxy_url": file["url"], "content_type": "image/png", "attachment_id": "7"}
    elsewhere = {"url": "https://example.org/x.webp", "proxy_url": f"{PROXY}/x.webp", "content_type": "image/webp"}
    film = {"url": f"{CDN}/f.mp4", "proxy_url": f"{CDN}/f.mp4", "content_type": "video/mp4"}
    unseen = {"url": "https://example.org/y.png"}
    container = {
        "type": 17,
        "id": 1,
        "spoiler": True,
        "components": [
            {"type": 12, "id": 2, "items": [{"media": item}, {"media": film}, {"media": unseen}]},
            {
                "type": 9,
                "id": 3,
                "components": [{"type": 10, "id": 4, "content": "text"}],
                "accessory": {"type": 11, "id": 5, "media": elsewhere, "spoiler": False},
            },
        ],
    }
    found = find_pictures(make_message(attachments=[file], components=[container], flags=1 << 15))
    assert [picture.url for picture in found] == [file["url"], f"{PROXY}/x.webp"]
    assert found[1].is_spoiler


def test_a_forwarded_message_is_looked_into() -> None:
    inner = {
        "type": 0,
        "content": "",
        "embeds": [embed("a.png")],
        "attachments": [],
        "timestamp": "2026-03-01T12:00:00+00:00",
        "edited_timestamp": None,
    }
    reference = {"type": 1, "channel_id": "500000000000000005", "message_id": "6", "guild_id": "7"}
    message = make_message(message_snapshots=[{"message": inner}], message_reference=reference)
    [picture] = find_pictures(message)
    assert (picture.url, picture.source_channel_id) == (f"{PROXY}/a.png", 500000000000000005)


@pytest.mark.parametrize(
    ("is_spoiler", "source", "is_source_restricted", "is_here_restricted", "words"),
    [
        (False, None, False, False, None),
        (True, None, False, False, None),
        (True, 1, True, False, None),  # posted here
        (False, 2, False, False, None),
        (False, 2, True, False, "age-restricted channel"),
        (False, 2, True, True, None),
        (True, 2, False, False, "behind a spoiler"),
        (True, 2, True, True, "behind a spoiler"),
    ],
)
def test_what_was_hidden_elsewhere_is_refused(
    is_spoiler: bool, source: int | None, is_source_restricted: bool, is_here_restricted: bool, words: str | None
) -> None:
    here = Mock(spec=discord.TextChannel, **{"is_nsfw.return_value": is_here_restricted})
    there = Mock(spec=discord.TextChannel, **{"is_nsfw.return_value": is_source_restricted})
    client = Mock(spec=discord.Client, **{"get_channel.return_value": there})
    picture = FoundPicture("", "", is_spoiler=is_spoiler, source_channel_id=source)
    if words is None:
        require_same_audience(picture, here, 1, client, "en-US")
    else:
        with pytest.raises(UserError, match=words):
            require_same_audience(picture, here, 1, client, "en-US")


BOT = {"id": "900000000000000009", "username": "veo", "discriminator": "0", "avatar": None, "bot": True}
NAMED = {"content": "<@!900000000000000009> go", "mentions": [BOT]}


@pytest.mark.parametrize(
    ("fields", "is_meant"),
    [
        (NAMED, True),
        ({**NAMED, "type": 19}, True),
        ({"content": "thanks", "mentions": [BOT], "type": 19}, False),  # a reply that merely pings
        ({"content": "`<@900000000000000009>`", "mentions": []}, False),  # in code, which names nobody
        ({"content": "@everyone", "mention_everyone": True}, False),
        ({"content": "<@&900000000000000009>", "mention_roles": ["900000000000000009"]}, False),
        ({**NAMED, "author": BOT}, False),
        ({**NAMED, "webhook_id": "5"}, False),
        ({**NAMED, "type": 6}, False),  # a pin
    ],
)
def test_only_people_who_write_its_name_are_answered(fields: dict[str, Any], is_meant: bool) -> None:
    assert is_addressed(make_message(**fields), 900000000000000009) is is_meant
