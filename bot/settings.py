"""Settings from environment variables and `.env`; built by a call, checked as a whole, never at import."""

from decimal import Decimal
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AnyHttpUrl, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.domain.money import usd_to_micros
from bot.errors import VeoBotError

_WHERE_TO_GET = {
    "discord_token": "Create a bot at https://discord.com/developers/applications (Bot, Reset Token).",
    "segmind_api_key": "Create a key at https://cloud.segmind.com/console/api-keys.",
}
_TRY_DEMO = "To look around without any token, run: make demo"


class SettingsError(VeoBotError):
    """A setting is missing or impossible; the sentence names it and says where to get it."""


class Settings(BaseSettings):
    """Everything an operator can set, by the names of the environment variables in lower case; see docs/settings.md."""

    model_config = SettingsConfigDict(env_file=".env", env_file_encoding="utf-8", extra="ignore", frozen=True)

    discord_token: SecretStr
    segmind_api_key: SecretStr
    discord_api_url: AnyHttpUrl = AnyHttpUrl("https://discord.com/api/v10")
    segmind_api_url: AnyHttpUrl = AnyHttpUrl("https://api.segmind.com")
    segmind_storage_url: AnyHttpUrl = AnyHttpUrl("https://workflows-api.segmind.com")
    segmind_history_url: AnyHttpUrl = AnyHttpUrl("https://api.spotprod.segmind.com")
    segmind_rpm: Annotated[int, Field(ge=1, le=10_000)] = 50
    database_url: str = ""
    data_dir: Path = Path("data")
    #: US dollars for a second of video: the estimate until the real cost of a job is known.
    price_usd_per_second: Annotated[Decimal, Field(gt=0, le=100)] = Decimal("0.625")
    #: Which gateway shards this process carries, of how many; all of them if not set.
    shard_ids: Annotated[tuple[int, ...] | None, NoDecode] = None
    shard_count: Annotated[int, Field(ge=1)] | None = None
    undo_window_s: Annotated[float, Field(ge=0, le=60)] = 3
    job_timeout_s: Annotated[int, Field(ge=60, le=3600)] = 900
    video_retention_days: Annotated[int, Field(ge=1, le=365)] = 7
    allow_private_urls: bool = False
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    log_format: Literal["console", "json"] = "console"

    @field_validator("discord_token", "segmind_api_key")
    @classmethod
    def _not_blank(cls, value: SecretStr) -> SecretStr:
        text = value.get_secret_value().strip()
        if not text:
            raise ValueError("it is empty")
        if any(character.isspace() or not character.isprintable() for character in text) or not text.isascii():
            raise ValueError("it has characters that no token has")
        return SecretStr(text)

    @field_validator("shard_ids", mode="before")
    @classmethod
    def _split_shards(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        return tuple(part.strip() for part in value.split(",") if part.strip()) or None

    @field_validator("shard_count", mode="before")
    @classmethod
    def _blank_is_none(cls, value: object) -> object:
        return None if value == "" else value

    @field_validator("log_level", mode="before")
    @classmethod
    def _upper(cls, value: object) -> object:
        return value.upper() if isinstance(value, str) else value

    def model_post_init(self, _context: object) -> None:
        """Check what concerns several settings at once."""
        if self.shard_ids is not None and self.shard_count is None:
            raise SettingsError("SHARD_IDS is set without SHARD_COUNT. Say how many shards there are in all.")
        if any(not 0 <= shard < (self.shard_count or 1) for shard in self.shard_ids or ()):
            raise SettingsError(
                f"SHARD_IDS must lie between 0 and SHARD_COUNT - 1, which is {(self.shard_count or 1) - 1}."
            )

    @property
    def database_address(self) -> str:
        """DATABASE_URL, or the SQLite file in DATA_DIR."""
        return self.database_url or f"sqlite+aiosqlite:///{self.data_dir / 'veo.db'}"

    @property
    def price_micros_per_second(self) -> int:
        """PRICE_USD_PER_SECOND in millionths of a USD."""
        return usd_to_micros(self.price_usd_per_second)


def load_settings(env_file: Path | None = Path(".env")) -> Settings:
    """Read the settings from the environment, then from the file.

    Raises SettingsError, one sentence for the first setting that is missing or impossible, which never repeats its
    value: it may be a secret.
    """
    if env_file is not None:
        _refuse_misspelt(env_file)
    try:
        return Settings(_env_file=env_file)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        name = str(first["loc"][0])
        where = _WHERE_TO_GET.get(name, "See docs/settings.md.")
        if first["type"] == "missing":
            sentence = f"{name.upper()} is not set: put it into .env (copy .env.example). {where}"
        else:
            message = str(first["msg"]).removeprefix("Value error, ").removeprefix("Input ")
            sentence = f"{name.upper()} cannot be used: {message}. {where}"
        raise SettingsError(f"{sentence} {_TRY_DEMO}") from None
    except UnicodeDecodeError as error:
        raise SettingsError(f"{env_file} is not UTF-8 text. Copy .env.example anew.") from error


def _refuse_misspelt(env_file: Path) -> None:
    """A misspelt name in .env would silently leave a limit at its default, so it stops the start."""
    if not env_file.is_file():
        return
    for number, line in enumerate(env_file.read_text("utf-8", errors="replace").splitlines(), 1):
        name, separator, _ = line.strip().removeprefix("export ").partition("=")
        name = name.strip()
        if not separator or name.startswith("#") or name.lower() in Settings.model_fields:
            continue
        if name.startswith(("COMPOSE_", "POSTGRES_")):  # compose.yaml's own, in the same file
            continue
        raise SettingsError(
            f"{env_file}, line {number}: {name[:50]} is no setting. See docs/settings.md for the names."
        )
