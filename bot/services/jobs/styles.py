"""Loads the styles from the operator's own file if there is one, otherwise the built-in ones."""

from functools import cache
from pathlib import Path

from bot.domain.styles import Styles, StylesError, parse_styles

BUILT_IN = Path(__file__).parents[2] / "styles.toml"
#: The operator's own file, in DATA_DIR.
OWN_NAME = "styles.toml"


def load_styles(data_dir: Path) -> Styles:
    """Load the styles. Raises StylesError, which names the file and the problem."""
    own = data_dir / OWN_NAME
    return _read(own) if own.exists() else _read_built_in()


@cache
def _read_built_in() -> Styles:
    return _read(BUILT_IN)


def _read(path: Path) -> Styles:
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise StylesError(f"{path} can't be read: {error}. Correct it, or delete the file.") from error
    return parse_styles(text, str(path))
