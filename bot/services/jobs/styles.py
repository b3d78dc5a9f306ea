"""Which styles there are: the operator's own file if there is one, else those that come with the bot."""

from pathlib import Path

from bot.domain.styles import Styles, StylesError, parse_styles

BUILT_IN = Path(__file__).parents[2] / "styles.toml"
#: The operator's own, below DATA_DIR.
OWN_NAME = "styles.toml"


def load_styles(data_dir: Path) -> Styles:
    """Read the styles once, at the start. Raises StylesError, whose sentence names the file and what is wrong in it."""
    own = data_dir / OWN_NAME
    path = own if own.exists() else BUILT_IN
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise StylesError(f"{path} cannot be read: {error}. Correct it, or delete the file.") from error
    return parse_styles(text, str(path))
