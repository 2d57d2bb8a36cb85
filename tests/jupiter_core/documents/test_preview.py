"""A picture of how a legal entity's invoices look."""

from io import BytesIO

import pytest
from PIL import Image

from jupiter_core.documents.pdf import PdfRenderer
from jupiter_core.documents.preview import sample_of
from jupiter_core.domain.address import Address
from jupiter_core.domain.paper_template import LogoPlace, PaperTemplate
from jupiter_core.domain.party import SenderProfile
from tests.factories import NOW, a_sender_profile
from tests.jupiter_core.documents.logos import a_png_logo

TOKYO = Address(
    street="1-1", city="Chiyoda-ku", region="Tokyo", postal_code="100-0001", country="JP"
)


def _seen(profile: SenderProfile) -> Image.Image:
    return Image.open(BytesIO(PdfRenderer().preview(profile, NOW))).convert("RGB")


def test_it_shows_the_logo_where_the_entity_puts_it() -> None:
    """At 110 dots an inch, 12 mm below the top edge of a Letter page; the logo is red in its
    middle."""
    logo = {"logo": a_png_logo()}
    left = _seen(a_sender_profile(**logo))
    right = _seen(a_sender_profile(**logo, template=PaperTemplate(logo_place=LogoPlace.RIGHT)))
    assert left.size == right.size == (935, 1210)
    (one, other) = ((130 * 110 // 72, 54 * 110 // 72), (482 * 110 // 72, 54 * 110 // 72))
    red, green, _ = left.getpixel(one)  # type: ignore[misc]
    assert red > 150 > green
    assert left.getpixel(other) != left.getpixel(one)
    red, green, _ = right.getpixel(other)  # type: ignore[misc]
    assert red > 150 > green


@pytest.mark.parametrize(
    "profile",
    [
        a_sender_profile(bank_accounts=()),
        a_sender_profile(address=TOKYO),
        a_sender_profile(template=PaperTemplate(intro="As agreed:", supply=True)),
    ],
    ids=["without an account", "in Japan", "with a template"],
)
def test_a_sample_is_a_draft_that_nobody_pays(profile: SenderProfile) -> None:
    sample = sample_of(profile, NOW).invoice()
    assert sample.number is None
    assert sample.content.seller == profile.seller()
    assert sample.content.checked() == sample.content
    assert sample.content.language == "en"
    assert _seen(profile).size[1] > 1200
