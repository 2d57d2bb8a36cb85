"""The measuring tool still fills a database and asks it everything."""

import pytest

from tests.bench.scale.__main__ import main


def test_all_that_is_measured_is_asked_of_few_invoices(
    capsys: pytest.CaptureFixture[str],
) -> None:
    main("--invoices", "200", "--customers", "10", "--times", "1")
    table = capsys.readouterr().out.splitlines()
    assert table[0].startswith("sqlite, ms")
    assert len(table) > 50
