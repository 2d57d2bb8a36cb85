"""Going through a quick line word by word: names, phrases, amounts, and words in between."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from bot.intake.shorthand.fields import fields_of
from bot.intake.shorthand.grammar import Phrase, bare, is_glue, phrases_at, prices_in
from bot.intake.shorthand.labels import Kind, NamedAmount, Token
from bot.intake.shorthand.names import Named, NameFound, longest, name_at, name_within
from bot.intake.shorthand.products import NamedProduct, product_at
from bot.intake.shorthand.taxes import ListedTax, taxes_at
from bot.intake.shorthand.values import DOLLARS, amount_in, currency_in

MOST_WORDS = 400
"""More than anybody types of one deal. What follows is kept as not understood, all of it."""
_LONGEST_WORD = 60
_WINDOW = 20
_ON_ACCEPTANCE = "Milestones without a day are billed on acceptance; edit the line to change that."
_INTRODUCING = frozenset(("for", "with", "to", "customer", "client"))


class Reading:
    """What was found in the text; `words` and `bare` are its words as typed and without marks,
    `orders` the PO numbers by their first word, `list_prices` those by that of their amount."""

    def __init__(
        self,
        text: str,
        customers: Sequence[Named],
        entities: Sequence[Named],
        products: Sequence[NamedProduct] = (),
        taxes: Sequence[ListedTax] = (),
    ) -> None:
        rows = list(_within(MOST_WORDS, [row.split() for row in text.splitlines()]))
        self.words = [word for row in rows for word in row]
        self.bare = [bare(word) for word in self.words]
        self.tokens: list[Token] = []
        self.fields: dict[str, str] = {}
        self.orders: dict[int, str] = {}
        self.discounts: dict[int, dict[str, str]] = {}
        self.parts: dict[int, dict[str, str]] = {}
        self.days: dict[int, dict[str, str]] = {}
        self.taxes: list[str] = []
        self.remarks: list[str] = []
        self.list_prices: dict[int, str] = {}
        self.currency = ""
        self.customer: NameFound | None = None
        self.entity: Named | None = None
        self._breaks = [
            word.endswith((",", ";")) or n == len(row) - 1
            for row in rows
            for n, word in enumerate(row)
        ]
        self._customers, self._entities = customers, entities
        self._products, self._taxes = products, taxes
        self._reach = max(longest(customers), longest(entities))
        self._place = 0
        self._leading = True
        while self._place < len(self.words):
            self._step()

    def _step(self) -> None:
        """Takes one word or several, by the first way that fits."""
        if self._product(coded=True) or self._named() or self._product(coded=False):
            return
        if self._taxed():
            return
        phrases = list(self._phrases())
        if any(self._noun(each) or self._said(each) for each in phrases):
            return
        if phrases:
            self._take("odd", phrases[0].words)
        else:
            self._take("glue" if is_glue(self.bare[self._place]) else "word", 1)

    def _take(self, kind: Kind, count: int, noun: NamedAmount | None = None) -> bool:
        end = self._place + count
        self.tokens.append(Token(kind, self._place, end, self._breaks[end - 1], noun))
        self._place = end
        self._leading = self._leading and kind in ("word", "glue")
        return True

    def _product(self, *, coded: bool) -> bool:
        """A product, by its code before a customer's name is looked for, by its own name after."""
        clause = self.bare[self._place : self._unbroken_end()]
        known = [each if not coded else each._replace(name="") for each in self._products]
        found = product_at(clause, known) if known else None
        if found is None:
            return False
        noun = NamedAmount("product", "", found.quantity, product_id=found.product.id)
        return self._take("product", found.words, noun)

    def _unbroken_end(self) -> int:
        """Behind the last word before the next comma or end of a row."""
        for place in range(self._place, len(self.words)):
            if self._breaks[place]:
                return place + 1
        return len(self.words)

    def _named(self) -> bool:
        """A customer's name, or `from` and a legal entity's."""
        word = self.bare[self._place].lower()
        if word == "from" and not self.entity:
            seller = name_within(self._coming(1), self._entities)
            if seller and seller.others:
                return self._take("odd", seller.words + 1)
            if seller:
                self.entity = seller.named
                return self._take("known", seller.words + 1)
        if self.customer or not self._may_be_customer():
            return False
        self.customer = found = self._customer_here()
        return found is not None and self._take("customer", found.words)

    def _may_be_customer(self) -> bool:
        """Among the first words, or after a word that introduces a customer."""
        before = self.bare[self._place - 1].lower() if self._place else ""
        return self._leading or before in _INTRODUCING

    def _customer_here(self) -> NameFound | None:
        """One word of several is not enough where it has another meaning."""
        found = name_at(self._coming(0), self._customers)
        if found is None or found.words > 1 or found.is_whole:
            return found
        meaning = is_glue(self.bare[self._place]) or any(True for _ in self._phrases())
        return None if meaning else found

    def _coming(self, skipped: int) -> Sequence[str]:
        """As many of the words that follow as a name can have."""
        first = self._place + skipped
        return self.bare[first : first + self._reach]

    def _phrases(self) -> Iterator[Phrase]:
        window = self.bare[self._place : self._place + _WINDOW]
        long = (n for n, word in enumerate(window) if len(word) > _LONGEST_WORD)
        window = window[: next(long, len(window))]
        breaks = self._breaks[self._place : self._place + len(window)]
        unbroken = next((n for n, broken in enumerate(breaks, 1) if broken), len(window))
        found = phrases_at(window, unbroken)
        # A company's name may begin with a number.
        return (each for each in found if self._place or "named" not in each.parts)

    def _said(self, phrase: Phrase) -> bool:
        """Takes what it says, unless something else was said of the same before."""
        if phrase.name == "currency":
            return self._spent_in(currency_in(phrase.text)) and self._take("known", phrase.words)
        if phrase.name == "list":
            return self._listed(phrase)
        said = fields_of(phrase)
        if not said:
            return False
        if "off" in phrase.parts and not self._spent_in(currency_in(phrase.parts["off"])):
            return False
        if phrase.name == "po":
            self.orders[self._place] = said["po_number"]
            return self._take("known", phrase.words)
        if phrase.name == "shares" and "whens" not in phrase.parts:
            self.remarks.append(_ON_ACCEPTANCE)
        if (of_lines := self._of_lines(said)) is not None:
            of_lines[self._place] = said
            return self._take("known", phrase.words)
        if "tax_rate" in said and self.taxes:
            return False
        if "escalators" in said and "escalators" in self.fields:
            said = {"escalators": f"{self.fields['escalators']}, {said['escalators']}"}
        elif any(self.fields.get(name, value) != value for name, value in said.items()):
            return False
        self.fields |= said
        return self._take("known", phrase.words)

    def _of_lines(self, said: dict[str, str]) -> dict[int, dict[str, str]] | None:
        """Where what may be one line's own is kept; None for what is the deal's."""
        if "discount_percent" in said or "discount_amount" in said:
            return self.discounts
        return self.parts if "parts" in said else self.days if "bill_on" in said else None

    def _taxed(self) -> bool:
        """Taxes by the names that our legal entities have for them, in place of a rate."""
        if self._leading or "tax_rate" in self.fields:
            return False
        found = taxes_at(self.bare[self._place :][:_WINDOW], self._taxes)
        if found is None:
            return False
        self.taxes += (each for each in found.names if each not in self.taxes)
        return self._take("known", found.words)

    def _listed(self, phrase: Phrase) -> bool:
        """Takes the list price of the amount before it, which has one at most."""
        last = next((each.first for each in reversed(self.tokens) if each.noun), None)
        read = amount_in(phrase.parts["listed"])
        if last is None or last in self.list_prices or not (read and self._spent_in(read[1])):
            return False
        number, _ = read
        self.list_prices[last] = _a_year(number) if "monthly" in phrase.parts else number
        return self._take("known", phrase.words)

    def _spent_in(self, *currencies: str) -> bool:
        """Whether these are one currency with what came before; `$` may be any dollar."""
        known = {self.currency, *currencies} - {""}
        if len(known) == 2 and "$" in known:
            known = {code for code in known - {"$"} if code in DOLLARS} or known
        if len(known) > 1:
            return False
        self.currency = next(iter(known), "")
        return True

    def _noun(self, phrase: Phrase) -> bool:
        """Takes an amount, unless it is in another currency than one before."""
        read = [amount_in(each) for each in prices_in(phrase)]
        amounts = [each for each in read if each]
        if not amounts or len(amounts) < len(read):
            return False
        if not self._spent_in(*(currency for _, currency in amounts)):
            return False
        monthly = phrase.name == "monthly" or "monthly" in phrase.parts
        numbers = [_a_year(number) if monthly else number for number, _ in amounts]
        noun = NamedAmount(
            name=phrase.name,
            amount=" / ".join(numbers),
            quantity=phrase.parts.get("quantity", "1"),
            unit=phrase.parts.get("unit") or phrase.parts.get("each", ""),
            named=phrase.parts.get("named", ""),
            yearly=monthly or phrase.name in ("yearly", "ramp") or "yearly" in phrase.parts,
        )
        if "evenly" in phrase.parts:
            self.fields["evenly"] = "yes"
        return self._take("noun", phrase.words, noun)


def _within(most: int, rows: Sequence[Sequence[str]]) -> Iterator[Sequence[str]]:
    for row in rows:
        yield row[:most]
        most = max(0, most - len(row))


def _a_year(number: str) -> str:
    return f"{Decimal(number.replace(',', '')) * 12:,f}"
