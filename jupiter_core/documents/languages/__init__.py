"""The languages that the paper speaks, by their two-letter code."""

from jupiter_core.documents.languages import de, en, es, fr, it, ja, nl, pt
from jupiter_core.documents.languages.labels import DocumentLabels

LANGUAGES: dict[str, DocumentLabels] = {
    "en": en.LABELS,
    "de": de.LABELS,
    "fr": fr.LABELS,
    "es": es.LABELS,
    "it": it.LABELS,
    "nl": nl.LABELS,
    "pt": pt.LABELS,
    "ja": ja.LABELS,
}
DEFAULT = "en"
