"""What the law of a country has every invoice say in words, on paper and to software."""

from typing import NamedTuple

from jupiter_core.documents.words import Wording
from jupiter_core.domain.content import Content

_PENALTIES = (
    "Tout retard de paiement entraîne de plein droit, dès le lendemain de l’échéance, des "
    "pénalités au taux d’intérêt appliqué par la Banque centrale européenne à son opération de "
    "refinancement la plus récente, majoré de 10 points de pourcentage (article L441-10 du Code "
    "de commerce)."
)
_COLLECTION = (
    "Indemnité forfaitaire pour frais de recouvrement en cas de retard de paiement : 40 € "
    "(article D441-5 du Code de commerce)."
)
_NO_DISCOUNT = "Pas d’escompte pour paiement anticipé."


class Mention(NamedTuple):
    """By the subject code of UNTDID 4451."""

    code: str
    text: str


def mentions_of(content: Content, say: Wording) -> tuple[Mention, ...]:
    """Between companies in France: penalties, the cost of collection, and the discount or that
    there is none (articles L441-9 and L441-10 of its Code de commerce; BR-FR-05). The rate is
    that of the law where the parties agreed on no other. In French, as the law is."""
    countries = {content.seller.address.country, content.bill_to.address.country}
    if countries != {"FR"}:
        return ()
    return (
        Mention("PMD", say.late_fee(content) or _PENALTIES),
        Mention("PMT", _COLLECTION),
        Mention("AAB", say.early_payment(content) or _NO_DISCOUNT),
    )
