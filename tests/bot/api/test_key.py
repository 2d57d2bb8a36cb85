"""A key asks about itself."""

import pytest

from jupiter_core.domain.api_key import Scope
from tests.factories import WANDA, WORKSPACE
from tests.harness.api_client import OTHER, System
from tests.harness.api_keys import an_api_key


@pytest.mark.parametrize("scope", list(Scope))
def test_any_live_key_hears_its_name_its_scopes_and_its_workspace(scope: Scope) -> None:
    system = System()
    new = an_api_key(system.store, scope, name="The <ERP>")
    answer = system.call("GET", "/key", key=new)
    assert answer.status_code == 200
    assert answer.json() == {
        "id": new.key.id,
        "name": "The <ERP>",
        "hint": new.secret[-4:],
        "scopes": [scope.value],
        "workspace_id": WORKSPACE,
        "made_at": "2026-11-22T09:30:00Z",
        "owner": WANDA.id,
        "expires_at": None,
        "allowed_addresses": [],
    }
    assert new.secret not in answer.text
    assert new.key.secret_hash not in answer.text


def test_each_key_is_of_its_own_workspace() -> None:
    system = System()
    assert system.call("GET", "/key", key=system.other_key).json()["workspace_id"] == OTHER
