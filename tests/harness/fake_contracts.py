"""The repositories of contracts and their ledgers in a FakeStore."""

from jupiter_core.domain.contract.contract import Contract
from jupiter_core.domain.contract.credit_ledger import CreditEntry
from jupiter_core.domain.frozen import canonical_json
from jupiter_core.domain.refusals import AlreadyTaken, ChangedSinceSeen
from jupiter_core.domain.version import Version
from jupiter_core.ports import ContractFilter, ContractSummary, Head
from tests.harness.fake_tables import Room


class FakeContracts(Room):
    def get(self, contract_id: str) -> Contract:
        return self.found(self.tables.contracts, "contract", contract_id)[0]

    def foresee(self, contract_id: str) -> None:
        """It is here."""

    def find_name(self, name: str) -> Contract | None:
        own = (each for each, _ in self.own(self.tables.contracts))
        return next((each for each in own if each.name.casefold() == name.casefold()), None)

    def find_external(self, external_id: str) -> Contract | None:
        own = (each for each, _ in self.own(self.tables.contracts) if not _is_withdrawn(each))
        return next((each for each in own if external_id == each.external_id != ""), None)

    def page(self, wanted: ContractFilter, *, after: str = "", limit: int = 50) -> list[Contract]:
        rows = sorted(self.own(self.tables.contracts), key=lambda row: row[0].id, reverse=True)
        found = (
            contract
            for contract, version in rows
            if (not after or contract.id < after)
            and (not wanted.states or contract.state in wanted.states)
            and wanted.customer_id in ("", contract.shown.customer_id)
            and wanted.deal_channel in ("", contract.deal_channel)
            and wanted.external_id in ("", "" if _is_withdrawn(contract) else contract.external_id)
            and (wanted.updated_from is None or version.at >= wanted.updated_from)
        )
        return list(found)[:limit]

    def add(self, contract: Contract, version: Version) -> None:
        self.expect(contract.workspace_id, new=self.key(contract.id) not in self.tables.contracts)
        self._keep(contract, version)

    def save(self, contract: Contract, version: Version) -> None:
        current, seen = self.get(contract.id).sequence, contract.sequence - 1
        if current != seen:
            raise ChangedSinceSeen(contract.title, "somebody else was first", seen, current)
        self._keep(contract, version)

    def head(self, contract_id: str) -> Head:
        contract, version = self.found(self.tables.contracts, "contract", contract_id)
        return Head(
            sequence=contract.sequence, hash=version.hash, document=canonical_json(contract)
        )

    def ids(self) -> list[str]:
        return sorted(each.id for each, _ in self.own(self.tables.contracts))

    def summaries(self, *, limit: int = 50) -> list[ContractSummary]:
        rows = sorted(
            self.own(self.tables.contracts),
            key=lambda row: (row[1].at, row[0].id),
            reverse=True,
        )
        return [
            ContractSummary(
                id=each.id,
                name=each.name,
                state=each.state,
                customer=each.customer_name,
                currency=each.shown.terms.currency,
                total_minor=each.shown.total.minor,
                deal_channel=each.deal_channel,
                drafted_by=each.drafted_by.id,
                updated_at=version.at,
            )
            for each, version in rows[:limit]
        ]

    def running(self) -> list[str]:
        own = (each for each, _ in self.own(self.tables.contracts))
        return sorted(each.id for each in own if each.running is not None)

    def _keep(self, contract: Contract, version: Version) -> None:
        same = self.find_name(contract.name)
        if same is not None and same.id != contract.id:
            raise AlreadyTaken("contract", contract.name).at("name")
        known = self.find_external(contract.external_id)
        if known is not None and known.id != contract.id and not _is_withdrawn(contract):
            what = "contract with the external id"
            raise AlreadyTaken(what, contract.external_id).at("external_id")
        key = self.key(contract.id)
        self.tables.contracts[key] = (contract, version)
        self.tables.versions[key] = (*self.tables.versions.get(key, ()), version)


def _is_withdrawn(contract: Contract) -> bool:
    return contract.ended_on is not None and contract.agreed is None


class FakeLedger(Room):
    def add(self, entry: CreditEntry) -> None:
        self.tables.credit_entries[self.key(entry.id)] = entry

    def of(self, contract_id: str) -> list[CreditEntry]:
        own = self.own(self.tables.credit_entries)
        return [each for each in own if each.contract_id == contract_id]
