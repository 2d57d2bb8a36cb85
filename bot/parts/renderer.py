"""The renderer, with the operator's fonts, counted."""

from collections.abc import Sequence
from pathlib import Path

from bot.metrics import Meters
from bot.parts.not_configured import NotConfigured
from bot.settings import Settings
from jupiter_core.documents.pdf import PdfRenderer
from jupiter_core.domain.version import Version


class MeteredRenderer(PdfRenderer):
    """Counts what it makes, and how long that takes."""

    def __init__(self, fonts: Sequence[Path], meters: Meters) -> None:
        super().__init__(fonts)
        self._meters = meters

    def pdf(self, version: Version) -> bytes:
        with self._meters.renders.labels("pdf").time():
            return super().pdf(version)

    def cii(self, version: Version) -> bytes:
        with self._meters.renders.labels("cii").time():
            return super().cii(version)

    def ubl(self, version: Version) -> bytes:
        with self._meters.renders.labels("ubl").time():
            return super().ubl(version)


def renderer_of(settings: Settings, meters: Meters | None = None) -> PdfRenderer:
    """With the operator's own fonts. Raises NotConfigured where one is not a usable font."""
    fonts = settings.extra_fonts
    try:
        return MeteredRenderer(fonts, meters) if meters else PdfRenderer(fonts)
    except ValueError as error:
        raise NotConfigured(f"EXTRA_FONTS cannot be used: {error}") from error
