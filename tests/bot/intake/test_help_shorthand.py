"""What the help says of the quick line is what the quick line understands."""

from bot.intake.shorthand.line import read_quick
from bot.intake.shorthand.names import Named
from bot.intake.shorthand.products import NamedProduct
from bot.slack.views.help import QUICK

CUSTOMERS = [Named("acme", "Acme Corporation")]
PRODUCTS = [NamedProduct("p", "SEAT", "Analytics seats")]
ENTITIES = [Named("us", "Jupiter US Inc."), Named("uk", "Jupiter UK Ltd")]


def test_every_example_is_understood_to_its_last_word() -> None:
    for example, _ in QUICK:
        words = example.removeprefix("/invoice ")
        for part in words.split(", ") if not example.startswith("/") else [words]:
            quick = read_quick(f"Acme {part.removeprefix('Acme ')}", CUSTOMERS, ENTITIES, PRODUCTS)
            assert not quick.is_empty
            assert quick.customer_id == "acme"
            assert quick.not_understood == (), example
