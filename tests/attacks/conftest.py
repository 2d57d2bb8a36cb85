"""What every attack may ask for: the company, and databases that its links lead into."""

from tests.attacks.company import company
from tests.jupiter_core.store.conftest import (
    clock,
    database,
    ids,
    opened,
)

__all__ = [
    "clock",
    "company",
    "database",
    "ids",
    "opened",
]
