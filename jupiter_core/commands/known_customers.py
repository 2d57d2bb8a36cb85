"""The customers of a workspace, all read at once: whom the rows of a file mean."""

from collections import defaultdict
from collections.abc import Iterator

from jupiter_core.domain.party import Customer
from jupiter_core.domain.refusals import NoSuchCustomer, RepeatedRow, SeveralCustomers
from jupiter_core.domain.text import key_of
from jupiter_core.ports import UnitOfWork

_PAGE = 1000


def _all(uow: UnitOfWork) -> Iterator[Customer]:
    after = ""
    while page := uow.customers.page(after=after, limit=_PAGE):
        yield from page
        after = page[-1].id


class KnownCustomers:
    """The customers that are here, with those of the rows above."""

    def __init__(self, uow: UnitOfWork) -> None:
        self._external: dict[str, Customer] = {}
        self._named: defaultdict[str, list[Customer]] = defaultdict(list)
        self._rows: dict[str, int] = {}
        for each in _all(uow):
            self._keep(each)

    def of(self, said: Customer) -> Customer | None:
        """The one that is meant, if it is known. Raises RepeatedRow where a row above means it."""
        found = self._found(said)
        if found and (above := self._rows.get(found.id)):
            raise RepeatedRow(above, "customer").at("external_id" if said.external_id else "name")
        return found

    def called(self, name: str) -> Customer:
        """By what another system calls them, else by name. Raises NoSuchCustomer or
        SeveralCustomers."""
        if found := self._external.get(name):
            return found
        named = self._named.get(key_of(" ".join(name.split())), [])
        if not named:
            raise NoSuchCustomer(name[:100])
        if len(named) > 1:
            raise SeveralCustomers(name, ", ".join(each.place for each in named))
        return named[0]

    def taken(self, customer: Customer, row: int) -> None:
        """A row is about it; one that is new is found from now on."""
        if customer.id == "new":
            customer = customer.model_copy(update={"id": f"row {row}"})
            self._keep(customer)
        self._rows[customer.id] = row

    def _keep(self, customer: Customer) -> None:
        if customer.external_id:
            self._external[customer.external_id] = customer
        self._named[key_of(customer.name)].append(customer)

    def _found(self, said: Customer) -> Customer | None:
        external_id = said.external_id
        if external_id and (found := self._external.get(external_id)):
            return found
        named = [each for each in self._named[key_of(said.name)] if each.may_be(external_id)]
        there = [each for each in named if each.is_at_the_place_of(said)]
        if len(there) == 1 or external_id:
            return there[0] if len(there) == 1 else None
        country = said.address.country
        at_home = [each for each in named if each.address.country == country]
        return at_home[0] if len(at_home) == 1 else None
