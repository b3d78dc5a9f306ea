"""Settings from environment variables and `.env`, read and checked by a call, never at import."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, AnyHttpUrl, Field, SecretStr, ValidationError, field_validator
from pydantic_core import PydanticUseDefault
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict
from yarl import URL

from bot.domain.improvements import ImprovementSettings
from bot.domain.limits import ID_MAX, Defaults, Window
from bot.domain.money import MICROS_PER_USD, PRICE_MIN_MICROS, usd_to_micros
from bot.errors import VeoBotError
from bot.sentences import locales, pick_locale
from bot.settings_messages import WHERE_TO_GET, describe_problem, describe_unknown


def _refuse_less_than_a_cent(value: Decimal | None) -> Decimal | None:
    """Amounts are shown in cents, so a smaller one would look like 0."""
    if value is not None and 0 < value < Decimal("0.01"):
        raise ValueError("it must be 0, or at least 0.01")
    return value


_CentsOrMore = AfterValidator(_refuse_less_than_a_cent)
#: No real key is shorter; the Segmind client refuses shorter ones, too.
KEY_MIN_CHARS = 4
_NOT_READ = SecretStr("not-read")
#: A limit on seconds or dollars; None is unlimited. 0 allows nothing at all.
_Seconds = Annotated[int | None, Field(ge=0, le=1_000_000)]
_Usd = Annotated[Decimal | None, Field(ge=0, le=1_000_000), _CentsOrMore]
#: A price that rounds to 0 would bypass every budget.
_PRICE = Field(ge=Decimal(PRICE_MIN_MICROS) / MICROS_PER_USD, le=100)
_LIMITS = tuple(
    [f"user_seconds_per_{window}" for window in Window]
    + [f"{whose}_usd_per_{window}" for whose in ("user", "server", "bot") for window in Window]
    + ["user_jobs_at_once"]
)
#: The settings that may be `unlimited`.
_MAY_BE_UNLIMITED = (*_LIMITS, "prompt_retention_days")


class SettingsError(VeoBotError):
    """A setting is missing or invalid; the message names it and says where to get it."""


class Settings(BaseSettings):
    """All settings, named like their environment variables in lower case; docs/settings.md explains them."""

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
    #: The model for requests that name none, and those that can be used; if empty, those that are on in the catalogue.
    default_model: Annotated[str, Field(min_length=1)] = "veo-2"
    models: Annotated[tuple[str, ...], NoDecode] = ()
    #: US dollars for a second of video by the first model of the catalogue, used until the real cost of a job is known;
    #: None: as the catalogue says.
    price_usd_per_second: Annotated[Decimal | None, _PRICE] = None
    #: The same for videos from pictures; None: same as for those from prompts.
    price_usd_per_second_image: Annotated[Decimal | None, _PRICE] = None
    #: The language model that improves prompts, by its slug (empty: none), what a call is expected to cost in US
    #: dollars, and how many prompts a person may have improved in an hour.
    prompt_model: Annotated[str, Field(pattern=r"^[\w.-]*$", max_length=64)] = "kimi-k2-instruct-0905"
    prompt_price_usd: Annotated[Decimal, Field(gt=0, le=1)] = Decimal("0.002")
    user_prompts_per_hour: Annotated[int, Field(ge=0, le=1000)] = 20
    #: Limits until someone sets others with /veo-admin; `unlimited` is read as None.
    user_seconds_per_day: _Seconds = 20
    user_seconds_per_week: _Seconds = None
    user_seconds_per_month: _Seconds = None
    user_usd_per_day: _Usd = None
    user_usd_per_week: _Usd = None
    user_usd_per_month: _Usd = None
    user_jobs_at_once: Annotated[int | None, Field(ge=0, le=100)] = 2
    user_cooldown_s: Annotated[int, Field(ge=0, le=30 * 24 * 3600)] = 10
    server_usd_per_day: _Usd = Decimal(25)
    server_usd_per_week: _Usd = None
    server_usd_per_month: _Usd = None
    bot_usd_per_day: _Usd = Decimal(50)
    bot_usd_per_week: _Usd = None
    bot_usd_per_month: _Usd = Decimal(500)
    #: No video is started when fewer US dollars than this are left at Segmind.
    min_balance_usd: Annotated[Decimal, Field(ge=0, le=1_000_000), _CentsOrMore] = Decimal(10)
    #: A person is paused for a day after this many content blocks in a day; 0 turns this off.
    content_strikes_per_day: Annotated[int, Field(ge=0, le=100)] = 3
    #: The same for videos that failed at Segmind, since they may cost money.
    failures_per_day: Annotated[int, Field(ge=0, le=100)] = 6
    #: Who gets alerts and can change settings of the whole bot; if empty, the application's owners.
    operator_ids: Annotated[frozenset[int], NoDecode] = frozenset()
    #: The channel for alerts; None means direct messages.
    alert_channel_id: Annotated[int, Field(gt=0, le=ID_MAX)] | None = None
    #: The language of alerts; None: that of the channel's server, or English.
    operator_language: str | None = None
    #: Where alerts are posted as well, as `{"content": "…"}`. A secret: anyone who has it can post there.
    alert_webhook_url: SecretStr | None = None
    #: The gateway shards that this process runs, and the total number; all of them if not set.
    shard_ids: Annotated[tuple[int, ...] | None, NoDecode] = None
    shard_count: Annotated[int, Field(ge=1)] | None = None
    #: How many processes serve Discord at once, on PostgreSQL; each further one stands by. None: one.
    shard_slots: Annotated[int, Field(ge=1, le=1000)] | None = None
    undo_window_s: Annotated[float, Field(ge=0, le=60)] = 3
    job_timeout_s: Annotated[int, Field(ge=60, le=3600)] = 900
    #: The largest picture that is accepted; a megabyte is a million bytes.
    picture_max_mb: Annotated[int, Field(ge=1, le=100)] = 25
    picture_max_megapixels: Annotated[int, Field(ge=1, le=200)] = 50
    video_retention_days: Annotated[int, Field(ge=1, le=365)] = 7
    #: How many days prompts are kept after their video (None: until someone deletes them), and changes by admins.
    prompt_retention_days: Annotated[int | None, Field(ge=1, le=3650)] = None
    audit_retention_days: Annotated[int, Field(ge=1, le=3650)] = 366
    #: The operator's own privacy policy, for people to read.
    privacy_url: AnyHttpUrl | None = None
    allow_private_urls: bool = False
    #: Where monitoring is served; port 0 turns it off.
    http_host: Annotated[str, Field(min_length=1)] = "127.0.0.1"
    http_port: Annotated[int, Field(ge=0, le=65_535)] = 8080
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    log_format: Literal["console", "json"] = "console"

    @field_validator("discord_token", "segmind_api_key")
    @classmethod
    def _not_blank(cls, value: SecretStr) -> SecretStr:
        text = value.get_secret_value().strip()
        if not text:
            raise ValueError("it is empty")
        if any(character.isspace() or not character.isprintable() for character in text) or not text.isascii():
            raise ValueError("it has characters that a token can't have")
        if len(text) < KEY_MIN_CHARS:
            raise ValueError("it is too short")
        return SecretStr(text)

    @field_validator("shard_ids", mode="before")
    @classmethod
    def _split_shards(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        return tuple(part.strip() for part in value.split(",") if part.strip()) or None

    @field_validator("operator_language")
    @classmethod
    def _known_language(cls, value: str | None) -> str | None:
        if value is None:
            return None
        # `pick_locale` says English for a language that it doesn't know.
        known = pick_locale(value)
        if known.partition("-")[0].casefold() != value.partition("-")[0].casefold():
            raise ValueError(f"it must be one of {', '.join(locales())}")
        return known

    @field_validator("alert_webhook_url")
    @classmethod
    def _postable(cls, value: SecretStr | None) -> SecretStr | None:
        try:
            url = None if value is None else URL(value.get_secret_value())
        except ValueError:
            raise ValueError("it is not an address") from None  # the error would show it
        if url is not None and not (url.scheme in ("http", "https") and url.host):
            raise ValueError("it must start with https://")
        return value

    @field_validator("models", mode="before")
    @classmethod
    def _split_models(cls, value: object) -> object:
        return tuple(value.replace(",", " ").split()) if isinstance(value, str) else value

    @field_validator("operator_ids", mode="before")
    @classmethod
    def _split_operators(cls, value: object) -> object:
        return [part for part in value.replace(",", " ").split() if part] if isinstance(value, str) else value

    @field_validator("operator_ids")
    @classmethod
    def _real_ids(cls, value: frozenset[int]) -> frozenset[int]:
        if any(not 0 < one <= ID_MAX for one in value):
            raise ValueError("one of them is not a Discord ID")
        return value

    @field_validator(*_MAY_BE_UNLIMITED, mode="before")
    @classmethod
    def _read_limit(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        word = value.strip().casefold()
        if not word:
            raise PydanticUseDefault
        return None if word == "unlimited" else word

    @field_validator(
        "shard_count",
        "shard_slots",
        "price_usd_per_second",
        "price_usd_per_second_image",
        "alert_channel_id",
        "operator_language",
        "alert_webhook_url",
        "privacy_url",
        mode="before",
    )
    @classmethod
    def _blank_is_none(cls, value: object) -> object:
        return None if value == "" else value

    @field_validator("http_port", mode="before")
    @classmethod
    def _blank_is_off(cls, value: object) -> object:
        return 0 if value == "" else value

    @field_validator("log_level", mode="before")
    @classmethod
    def _upper(cls, value: object) -> object:
        return value.upper() if isinstance(value, str) else value

    def model_post_init(self, _context: object) -> None:
        """Check settings that depend on each other."""
        webhook = None if self.alert_webhook_url is None else URL(self.alert_webhook_url.get_secret_value())
        if webhook is not None and webhook.scheme != "https" and not self.allow_private_urls:
            raise SettingsError("ALERT_WEBHOOK_URL must start with https://, so that nobody else can read the alerts.")
        if self.shard_ids is not None and self.shard_count is None:
            raise SettingsError("SHARD_IDS is set without SHARD_COUNT. Set SHARD_COUNT to the total number of shards.")
        if any(not 0 <= shard < (self.shard_count or 1) for shard in self.shard_ids or ()):
            raise SettingsError(
                f"SHARD_IDS must be between 0 and SHARD_COUNT - 1, which is {(self.shard_count or 1) - 1}."
            )

        if self.shard_slots is None:
            return
        if self.shard_ids is not None:
            raise SettingsError("SHARD_SLOTS and SHARD_IDS are both set. Remove SHARD_IDS: slots choose the shards.")
        if (self.shard_count or self.shard_slots) < self.shard_slots:
            raise SettingsError(
                f"SHARD_COUNT is {self.shard_count}, too few for {self.shard_slots} slots (SHARD_SLOTS). "
                "Each slot needs at least one shard."
            )
        if self.database_address.startswith("sqlite"):
            raise SettingsError(
                "SHARD_SLOTS needs PostgreSQL, since only one process can use a SQLite file. "
                "Set DATABASE_URL, or remove SHARD_SLOTS."
            )

    @property
    def database_address(self) -> str:
        """DATABASE_URL, or the SQLite file in DATA_DIR."""
        return self.database_url or f"sqlite+aiosqlite:///{self.data_dir / 'veo.db'}"

    @property
    def heartbeat_name(self) -> str:
        """The name of the heartbeat files in DATA_DIR; processes with other shards may share the folder."""
        return "heartbeat" + "".join(f"-{shard}" for shard in self.shard_ids or ())

    @property
    def alert_webhook(self) -> str | None:
        """ALERT_WEBHOOK_URL, which is a secret."""
        return None if self.alert_webhook_url is None else self.alert_webhook_url.get_secret_value()

    @property
    def min_balance_micros(self) -> int:
        """MIN_BALANCE_USD in millionths of a USD."""
        return usd_to_micros(self.min_balance_usd)

    @property
    def improvements(self) -> ImprovementSettings:
        """The model that improves prompts, with its price and limit."""
        price_micros = max(1, usd_to_micros(self.prompt_price_usd))
        return ImprovementSettings(self.prompt_model, price_micros, self.user_prompts_per_hour)

    @property
    def defaults(self) -> Defaults:
        """The limits that apply until others are set."""
        return Defaults(
            user_seconds={window: getattr(self, f"user_seconds_per_{window}") for window in Window},
            user_micros=self._budgets("user"),
            user_jobs_at_once=self.user_jobs_at_once,
            user_cooldown_s=self.user_cooldown_s,
            server_micros=self._budgets("server"),
            bot_micros=self._budgets("bot"),
            strikes_per_day=self.content_strikes_per_day,
            failures_per_day=self.failures_per_day,
        )

    def _budgets(self, whose: str) -> dict[Window, int | None]:
        amounts = {window: getattr(self, f"{whose}_usd_per_{window}") for window in Window}
        return {window: None if usd is None else usd_to_micros(usd) for window, usd in amounts.items()}


def load_settings(
    env_file: Path | None = Path(".env"), *, needs_token: bool = True, needs_secrets: bool = True
) -> Settings:
    """Read the settings from the environment, then from the file.

    Without `needs_token`, DISCORD_TOKEN isn't read, so it may be missing or wrong; without `needs_secrets`, neither is
    SEGMIND_API_KEY. Raises SettingsError for the first setting that is missing or invalid; the message never includes a
    secret.
    """
    for sentence in () if env_file is None else _find_misspelt(env_file):
        raise SettingsError(sentence)
    try:
        if needs_secrets and needs_token:
            return Settings(_env_file=env_file)
        if needs_secrets:
            return Settings(_env_file=env_file, discord_token=_NOT_READ)
        return Settings(_env_file=env_file, discord_token=_NOT_READ, segmind_api_key=_NOT_READ)
    except ValidationError as error:
        raise SettingsError(_describe_first(error)[1]) from None
    except UnicodeDecodeError as error:
        raise SettingsError(f"{env_file} is not UTF-8 text. Start again from a copy of .env.example.") from error


def read_what_can_be(env_file: Path | None = Path(".env")) -> tuple[Settings, dict[str, str]]:
    """Read the settings to check all of them; missing or invalid ones get their defaults.

    Also returns a sentence for each problem, by the name of the setting; don't use a secret that is named there.
    """
    problems: dict[str, str] = {}
    replaced: dict[str, Any] = {}
    if env_file is not None:
        problems |= {f"{env_file}, {number}": one for number, one in enumerate(_find_misspelt(env_file), 1)}
    defaults = {name: field.get_default() for name, field in Settings.model_fields.items() if not field.is_required()}
    while True:
        try:
            return Settings(_env_file=env_file, **replaced), problems
        except ValidationError as error:
            name, sentence = _describe_first(error)
            if name in replaced:  # never: a default is valid
                raise SettingsError(sentence) from None
            problems[name] = sentence
            replaced[name] = defaults.get(name, _NOT_READ)
        except SettingsError as error:  # of several that contradict each other
            named = {name: value for name, value in defaults.items() if name.upper() in str(error)}
            problems[", ".join(named)] = str(error)
            replaced |= named if named.keys() - replaced.keys() else defaults
        except (UnicodeDecodeError, OSError):
            problems[str(env_file)] = f"{env_file} can't be read, or is not UTF-8 text."
            env_file = None


def _describe_first(error: ValidationError) -> tuple[str, str]:
    """Return the name of the first setting that is missing or invalid, and a sentence about it."""
    first = error.errors(include_url=False, include_context=False)[0]
    name = str(first["loc"][0])
    schema = Settings.model_json_schema()["properties"].get(name, {})
    return name, describe_problem(first, schema, may_be_unlimited=name in _MAY_BE_UNLIMITED)


class _Token(BaseSettings):
    """The bot's token alone, for commands that need nothing else."""

    model_config = SettingsConfigDict(env_file_encoding="utf-8", extra="ignore", frozen=True)

    discord_token: SecretStr = SecretStr("")


def load_token(env_file: Path | None = Path(".env")) -> str:
    """Read only DISCORD_TOKEN. Raises SettingsError if it is missing."""
    token = _Token(_env_file=env_file).discord_token.get_secret_value().strip()
    if not token:
        raise SettingsError(
            f"DISCORD_TOKEN is not set. Set it in .env (copy .env.example). {WHERE_TO_GET['discord_token']}"
        )
    return token


def _find_misspelt(env_file: Path) -> Iterator[str]:
    """Yield a sentence for each misspelt name in .env; ignoring one would silently leave a limit at its default."""
    if not env_file.is_file():
        return
    for number, line in enumerate(env_file.read_text("utf-8", errors="replace").splitlines(), 1):
        name, separator, _ = line.strip().removeprefix("export ").partition("=")
        name = name.strip()
        if not separator or name.startswith("#") or name.lower() in Settings.model_fields:
            continue
        if name.startswith(("COMPOSE_", "POSTGRES_", "GRAFANA_")):  # of the compose files, which share .env
            continue
        yield describe_unknown(str(env_file), number, name, Settings.model_fields)
