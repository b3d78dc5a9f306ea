"""The files that a message has, to be kept when it is edited."""

from dataclasses import dataclass

import discord


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file of a message, of which Discord only needs the id to keep it."""

    id: int
    filename: str

    def to_dict(self) -> dict[str, str]:
        """What discord.py sends for an attachment that stays."""
        return {"id": str(self.id)}


def list_kept(message: discord.Message) -> list[KeptFile]:
    """All files of a message, including those that only its components show."""
    found = {one.id: one.filename for one in message.attachments}
    parts: list[object] = list(message.components)
    while parts:
        part = parts.pop()
        parts += getattr(part, "children", [])
        parts += [part.accessory] if isinstance(part, discord.components.SectionComponent) else []
        media = [item.media for item in part.items] if isinstance(part, discord.MediaGalleryComponent) else []
        media += [part.media] if isinstance(part, discord.components.ThumbnailComponent) else []
        for one in media:
            if one.attachment_id is not None:
                found.setdefault(one.attachment_id, one.url.partition("?")[0].rpartition("/")[2])
    return [KeptFile(file_id, name) for file_id, name in found.items()]
