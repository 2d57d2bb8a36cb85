"""The logo that a set-up file names: a picture beside the file, or a `data:` URL of one."""

from base64 import b64encode
from pathlib import Path

from bot.intake.files.invoice_logo import kept_logo
from bot.intake.refusals import UnreadableLogo, WrongShape
from jupiter_core.domain.text import line_of

_TYPES = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".webp": "image/webp",
    ".svg": "image/svg+xml",
}
_MOST_BYTES = 6_000_000
"""More is not read; how large a logo may be is for the paper to say."""


def logo_url(said: str, folder: Path | None) -> str:
    """The picture as a `data:` URL, its content unchecked; nothing stays nothing.

    Paths are relative to `folder`; without one only URLs are taken. Raises WrongShape, TooLong,
    Unprintable or UnreadableLogo.
    """
    if said.startswith("data:"):
        return kept_logo("".join(said.split()), _url)
    name = line_of(said, "The path of the logo", 255)
    return _read(name, folder) if name else ""


def _read(name: str, folder: Path | None) -> str:
    mime = _TYPES.get(Path(name).suffix.lower())
    if mime is None or folder is None:
        raise WrongShape(
            "a PNG, JPEG, WebP or SVG: the path of a file that ends so, or a data: URL"
        )
    path = folder / name
    try:
        if not path.is_file():
            raise UnreadableLogo(name, "there is no such file beside this one")
        with path.open("rb") as file:
            return _url(file.read(_MOST_BYTES), mime)
    except OSError as error:
        raise UnreadableLogo(name, error.strerror or "it cannot be opened") from None


def _url(content: bytes, mime: str) -> str:
    return f"data:{mime};base64,{b64encode(content).decode()}"
