"""All that is open for one legal entity in one currency, to be looked up by what a payer writes."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from jupiter_core.domain.money import Money
from jupiter_core.domain.open_item import OpenItem, digits_of, keys_of, name_key, parts_of
from jupiter_core.domain.statement import StatementEntry

_LEAST_REFERENCE = 6
"""Characters below which a payment reference may be any number."""
_LEAST_PO = 5
"""Characters below which a PO number says nothing: a year is in any text."""


class OpenItems:
    """What is open, to be looked up. `seen` says of an account, or of a payer's name (its
    `name_key`), which customers paid from it before."""

    def __init__(self, items: Iterable[OpenItem], seen: Mapping[str, frozenset[str]]) -> None:
        self._seen = seen
        self.items = sorted(
            (each for each in items if each.due.minor > 0), key=lambda e: (e.due_on, e.number)
        )
        currencies = {each.due.currency for each in self.items}
        if len(currencies) > 1:
            raise ValueError(f"open items in several currencies: {sorted(currencies)}")
        self.currency = next(iter(currencies), None)
        self._numbers = _lookup(self.items, lambda each: keys_of(each.number))
        self._orders = _lookup(self.items, lambda each: _po_keys(each.po_number))
        self._references = _lookup(self.items, lambda each: _reference_keys(each.reference))
        self._digits = _lookup(self.items, lambda each: filter(None, (digits_of(each.number),)))
        self._names = _lookup(self.items, lambda each: (name_key(each.customer),))
        self._customers = _lookup(self.items, lambda each: (each.customer_id,))
        self._amounts = _lookup(self.items, lambda each: (str(each.due.minor),))

    def seen(self, account: str) -> frozenset[str]:
        """The customers that paid from that account before."""
        return self._seen.get(account, frozenset()) if account else frozenset()

    def numbered(self, keys: frozenset[str]) -> list[OpenItem]:
        return _found(self._numbers, keys)

    def referenced(self, keys: frozenset[str]) -> list[OpenItem]:
        return _found(self._references, keys)

    def ordered(self, keys: frozenset[str]) -> list[OpenItem]:
        return _found(self._orders, keys)

    def with_digits(self, keys: frozenset[str]) -> list[OpenItem]:
        return _found(self._digits, keys)

    def due(self, amount: Money) -> list[OpenItem]:
        return self._amounts.get(str(amount.minor), [])

    def of_customers(self, ids: Iterable[str]) -> list[OpenItem]:
        return _found(self._customers, ids)

    def of_payer(self, entry: StatementEntry) -> tuple[list[OpenItem], str]:
        """Those of whoever the payer seems to be, and why it seems so."""
        account = entry.counterparty_account
        if account and (ids := self._seen.get(account)):
            return self.of_customers(ids), "the account paid for this customer before"
        name = name_key(entry.counterparty)
        if name and (items := self._names.get(name)):
            return items, "the payer has the customer's name"
        if name and (ids := self._seen.get(name)):
            return self.of_customers(ids), "the payer paid for this customer before"
        return [], ""


def _po_keys(po_number: str) -> frozenset[str]:
    keys = keys_of(po_number)
    return keys if max(map(len, keys), default=0) >= _LEAST_PO else frozenset()


def _reference_keys(reference: str) -> list[str]:
    """As in a text, and without the zeros in front, which some banks leave out."""
    whole = "".join(parts_of(reference))
    return [each for each in (whole, whole.lstrip("0")) if len(each) >= _LEAST_REFERENCE]


def _lookup(
    items: Iterable[OpenItem], keys: Callable[[OpenItem], Iterable[str]]
) -> dict[str, list[OpenItem]]:
    found: dict[str, list[OpenItem]] = defaultdict(list)
    for each in items:
        for key in keys(each):
            found[key].append(each)
    return dict(found)


def _found(lookup: dict[str, list[OpenItem]], keys: Iterable[str]) -> list[OpenItem]:
    """Each once, what is due first before the rest."""
    found = {item.invoice_id: item for key in keys for item in lookup.get(key, ())}
    return sorted(found.values(), key=lambda each: (each.due_on, each.number))
