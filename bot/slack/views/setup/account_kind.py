"""What stays in the fields of a bank account when another kind is chosen for it."""

from collections.abc import Mapping

from jupiter_core.domain.bank_schemes import Scheme
from jupiter_core.domain.payment_reference import reference_titles
from jupiter_core.domain.refusals import Refusal

_FOLLOWS = ("scheme", "holder")


def of_new_kind(
    stood: Mapping[str, str], known: Mapping[str, str], before: Scheme, now: Scheme, country: str
) -> dict[str, str]:
    """What stood in the fields, empty where it does not belong to the kind that it is `now`, and
    the currency that such accounts usually have. `known` is what the account had that is changed:
    of another country's kind nothing of it stays, and all of it comes back with its own kind."""
    if known and now.code == known.get("scheme"):
        return {**stood, **known}
    kept = {path: text for path, text in stood.items() if path in _FOLLOWS}
    for path, text in stood.items():
        if path in _FOLLOWS:
            continue
        belongs = before.country == now.country or text != known.get(path)
        kept[path] = text if belongs and _fits(path, text, before, now, country) else ""
    usual, currency = now.currencies, stood.get("currency", "")
    kept["currency"] = usual[0] if currency and usual and currency not in usual else currency
    return kept


def _fits(path: str, text: str, before: Scheme, now: Scheme, country: str) -> bool:
    if path == "reference":
        return text in reference_titles(now.country or country)
    if path == "bic" and before.country != now.country:
        return bool(now.country) and text[4:6].upper() == now.country
    part = next((each for each in now.fields if each.path == path), None)
    if part is None or not text.strip():
        return True
    try:
        part.read(text)
    except Refusal:
        return False
    return True
