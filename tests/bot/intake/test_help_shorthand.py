"""What the help says of the quick line is what the quick line understands."""

import re
from decimal import Decimal

from bot.intake.shorthand.line import read_quick
from bot.intake.shorthand.names import Named
from bot.intake.shorthand.products import NamedProduct
from bot.intake.shorthand.taxes import ListedTax
from bot.slack.views.help import QUICK
from tests.harness.readme import rows

CUSTOMERS = [Named("acme", "Acme Corporation")]
PRODUCTS = [NamedProduct("p", "SEAT", "Analytics seats")]
TAXES = [ListedTax("GST", Decimal(5)), ListedTax("QST", Decimal("9.975"))]
ENTITIES = [Named("us", "Jupiter US Inc."), Named("uk", "Jupiter UK Ltd")]


def test_every_example_is_understood_to_its_last_word() -> None:
    for example, _ in QUICK:
        words = example.removeprefix("/invoice ")
        for part in words.split(", ") if not example.startswith("/") else [words]:
            typed = f"Acme {part.removeprefix('Acme ')}"
            quick = read_quick(typed, CUSTOMERS, ENTITIES, PRODUCTS, TAXES)
            assert not quick.is_empty
            assert quick.customer_id == "acme"
            assert quick.not_understood == (), example


def test_the_words_that_the_readme_shows_are_understood_together() -> None:
    (shown,) = (row for row in rows("in Slack | what happens") if "1.2M/yr" in row[0])
    examples = re.findall(r"`([^`]+)`", shown[1])
    quick = read_quick(f"Acme 1.2M/yr 3y, {', '.join(examples)}", CUSTOMERS)
    assert len(examples) == 4
    assert (quick.not_understood, quick.remarks) == ((), ())
    assert [each.kind for each in quick.lines] == ["subscription", "one_time"]
    assert quick.lines[1].parts.count("acceptance") == 3
    assert {"indexation", "adjustments", "late_fee"} <= set(quick.fields)
