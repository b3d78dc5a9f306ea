"""Loads the styles from the operator's own file if there is one, otherwise the built-in ones."""

from pathlib import Path

from bot.domain.styles import Styles, StylesError, parse_styles

BUILT_IN = Path(__file__).parents[2] / "styles.toml"
#: The operator's own file, in DATA_DIR.
OWN_NAME = "styles.toml"


def load_styles(data_dir: Path) -> Styles:
    """Load the styles. Raises StylesError, which names the file and the problem."""
    own = data_dir / OWN_NAME
    path = own if own.exists() else BUILT_IN
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise StylesError(f"{path} can't be read: {error}. Correct it, or delete the file.") from error
    return parse_styles(text, str(path))
