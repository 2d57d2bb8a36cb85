"""A store in memory that can be made to fail as a database does."""

from collections.abc import Iterator
from contextlib import contextmanager

from jupiter_core.domain.api_key import ApiKey
from jupiter_core.ports import StoreTrouble, UnitOfWork
from tests.harness.fakes import FakeStore


class TroubledStore(FakeStore):
    """Every way in raises `trouble`, while there is one."""

    trouble: StoreTrouble | None = None

    @contextmanager
    def write(self, workspace_id: str, *, brief: bool = False) -> Iterator[UnitOfWork]:
        self.expect_answer()
        with super().write(workspace_id, brief=brief) as uow:
            yield uow

    @contextmanager
    def read(self, workspace_id: str) -> Iterator[UnitOfWork]:
        self.expect_answer()
        with super().read(workspace_id) as uow:
            yield uow

    def workspace_of(self, invoice_id: str) -> str:
        self.expect_answer()
        return super().workspace_of(invoice_id)

    def workspace_of_key(self, secret_hash: str) -> tuple[str, ApiKey]:
        self.expect_answer()
        return super().workspace_of_key(secret_hash)

    def workspaces(self) -> list[str]:
        self.expect_answer()
        return super().workspaces()

    def expect_answer(self) -> None:
        if self.trouble:
            raise self.trouble
