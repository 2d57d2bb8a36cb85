"""What a person says of a whole file, where its cells do not say it."""

from typing import NamedTuple


class Told(NamedTuple):
    """`country` is a code: where customers are who name none."""

    country: str = ""


NOTHING_TOLD = Told()
