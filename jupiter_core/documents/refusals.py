"""Why something cannot be on the paper."""

from dataclasses import dataclass

from jupiter_core.domain.refusals import Refusal


@dataclass(eq=False)
class LogoTooLarge(Refusal):
    template = "The logo has {length} KB; {limit} KB at most."
    limit: int
    length: int


@dataclass(eq=False)
class NotALogo(Refusal):
    """`reason` is a half-sentence: `the PNG cannot be read`."""

    template = "This cannot be the logo: {reason}. Send a PNG or an SVG."
    reason: str


@dataclass(eq=False)
class UnsafeLogo(Refusal):
    """An SVG that would do or fetch something, or that would look different elsewhere."""

    template = "This SVG has {found}, which a logo cannot have. Keep shapes only."
    found: str
