"""The API over the workspace of the example file: where the description's examples are true."""

from bot.demo.first_accounts import confirm_first_accounts
from bot.demo.play import HERE
from bot.intake.files.setup import read_setup
from jupiter_core.commands.approval import Approve, approve
from jupiter_core.commands.contract_approval import approve_contract
from jupiter_core.commands.setup import apply_setup
from jupiter_core.documents.pdf import PdfRenderer
from jupiter_core.domain.api_key import Scope
from tests.factories import FIONA, FRANK, WORKSPACE
from tests.harness.api_client import Json, System
from tests.harness.api_keys import an_api_key

EXAMPLE = read_setup((HERE / "workspace.yaml").read_text("utf-8"), HERE)


class DemoSystem(System):
    """`finance` is the key of another system, which may approve what the first one drafted."""

    def __init__(self) -> None:
        super().__init__(*Scope, renderer=PdfRenderer(), owner=FRANK)
        self.finance = an_api_key(self.store, *Scope, name="Finance", by=FIONA)

    def posted(self, path: str, body: Json | None = None) -> Json:
        answer = self.call("POST", path, body)
        assert answer.is_success, answer.text
        return dict(answer.json())

    def draft(self, body: Json) -> str:
        return str(self.posted("/invoices", body)["id"])

    def issue(self, invoice_id: str) -> None:
        """Approved by Fiona, in Slack, and its day has come."""
        self.clock.advance(days=30)
        with self.store.write(WORKSPACE) as uow:
            seen = uow.invoices.get(invoice_id).sequence
            approve(Approve(by=FIONA, subject_id=invoice_id, expected_version=seen), uow)

    def agree(self, contract_id: str) -> None:
        """Approved by Fiona, in Slack."""
        with self.store.write(WORKSPACE) as uow:
            seen = uow.contracts.get(contract_id).sequence
            approve_contract(Approve(by=FIONA, subject_id=contract_id, expected_version=seen), uow)

    def _set_up(self, workspace_id: str) -> None:
        with self.store.write(workspace_id) as uow:
            apply_setup(EXAMPLE, uow, self.renderer)
            confirm_first_accounts(uow)
