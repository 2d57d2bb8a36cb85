"""The forms of the customer's page, filled: with what is there, or with what AP typed."""

from collections.abc import Mapping

from bot.intake.link.conflict import Merged
from bot.intake.link.fields import (
    ADDRESS,
    ADDRESSEE,
    ALL,
    AMENDABLE,
    COVERS_CONTRACT,
    COVERS_INVOICE,
    LABELS,
    PO_NUMBER,
    REFERENCES,
    WHO,
    FormField,
    LinkForm,
    reference_in,
    spelled,
)
from bot.wording.page.wording import PageWording, countries
from jupiter_core.domain.contract.contract import Contract
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.refusals import ValidationErrors


class Option(Frozen):
    """One of the choices of a menu."""

    value: str
    label: str
    chosen: bool


class FieldBox(Frozen):
    """One field on the page. `beside` is what is on the invoice now where it is not `value`;
    `longest` counts its letters at most, of a file
    its bytes, 0 where nothing counts them."""

    id: str
    name: str
    label: str
    hint: str
    kind: str
    autocomplete: str
    value: str
    required: bool
    mistake: str
    beside: str
    options: tuple[Option, ...] = ()
    longest: int = 0

    @property
    def described_by(self) -> str:
        notes = {"hint": self.hint, "beside": self.beside, "mistake": self.mistake}
        return " ".join(f"{self.id}-{name}" for name, text in notes.items() if text)


class Form(Frozen):
    """`kind` is `po` (one field and who it is) or `all`; `hidden` goes along unchanged. `covers`
    is what the PO number can be for, empty where no other invoice comes of the contract."""

    kind: str
    seen: int
    nonce: str
    hidden: dict[str, str]
    who: tuple[FieldBox, ...]
    po: tuple[FieldBox, ...]
    references: tuple[FieldBox, ...] = ()
    addressee: tuple[FieldBox, ...] = ()
    address: tuple[FieldBox, ...] = ()
    covers: tuple[Option, ...] = ()

    @property
    def mistakes(self) -> tuple[FieldBox, ...]:
        """The fields to put right, in the order of the page."""
        boxes = (*self.po, *self.references, *self.addressee, *self.address, *self.who)
        return tuple(box for box in boxes if box.mistake)


class Attempt(Frozen):
    """What a post that did not succeed left to show again. `seen` is the version that `values`
    were laid over: the one AP saw, so that nothing which came since is overwritten unseen."""

    kind: str
    seen: int
    covers: str
    values: dict[str, str]
    mistakes: dict[str, str]
    beside: dict[str, str]


def mistaken(
    typed: LinkForm, invoice: Invoice, refusal: ValidationErrors, say: PageWording
) -> Attempt:
    """What was typed over an `invoice` as it was seen, with each mistake; a mistake in a hidden
    field shows the whole form."""
    paths = {each.path or "name": each for each in refusal.refusals}
    labels = {path: field_label(path, invoice, say) for path in paths}
    mistakes = {path: say.mistake(each, labels[path]) for path, each in paths.items()}
    within = {PO_NUMBER.name, *(field.name for field in WHO)}
    kind = "po" if typed.form == "po" and within.issuperset(mistakes) else "all"
    return Attempt(
        kind=kind,
        seen=invoice.sequence,
        covers=typed.covers,
        values=typed.values(),
        mistakes=mistakes,
        beside={},
    )


def again(typed: LinkForm, seen: int) -> Attempt:
    """Just what was typed."""
    kind = "po" if typed.form == "po" else "all"
    return Attempt(
        kind=kind, seen=seen, covers=typed.covers, values=typed.values(), mistakes={}, beside={}
    )


def asked_again(typed: LinkForm, merge: Merged, now: int, say: PageWording) -> Attempt:
    """Over a change that came between: the whole form, with what is there now beside."""
    beside = {name: say.field_value(name, value) for name, value in merge.beside.items()}
    return Attempt(
        kind="all",
        seen=now,
        covers=typed.covers,
        values=merge.values,
        mistakes={},
        beside=beside,
    )


def field_label(name: str, invoice: Invoice, say: PageWording) -> str:
    """What a field is called on the page."""
    reference = reference_in(name, invoice.amendable())
    return say.reference(reference) if reference else say.word(name)


class LinkForms:
    """The two forms of one answer, in its language. `contract` has more invoices to come."""

    def __init__(
        self,
        invoice: Invoice,
        nonce: str,
        attempt: Attempt | None,
        contract: Contract | None,
        say: PageWording,
    ) -> None:
        self._invoice = invoice
        self._nonce = nonce
        self._attempt = attempt
        self._say = say
        self._covers = _covers(invoice, attempt, contract, say)

    def po(self) -> Form:
        """The one field that an invoice waits for."""
        boxes = self._boxes("po", required=True)
        hidden = {f.name: boxes.value(f.name) for f in AMENDABLE if f is not PO_NUMBER}
        return Form(
            kind="po",
            seen=boxes.seen,
            nonce=self._nonce,
            hidden=hidden,
            who=boxes.of(WHO),
            po=boxes.of((PO_NUMBER,)),
            covers=self._covers,
        )

    def whole(self) -> Form:
        """Everything that may be amended."""
        invoice = self._invoice
        needs_po = invoice.content.bill_to.po_required and bool(invoice.content.po_number)
        boxes = self._boxes("all", required=needs_po)
        return Form(
            kind="all",
            seen=boxes.seen,
            nonce=self._nonce,
            hidden={},
            who=boxes.of(WHO),
            po=boxes.of((PO_NUMBER,)),
            references=boxes.of(REFERENCES[: len(invoice.amendable().references or ())]),
            addressee=boxes.of(ADDRESSEE),
            address=boxes.of(ADDRESS),
            covers=self._covers,
        )

    def _boxes(self, kind: str, *, required: bool) -> "_FieldBoxes":
        return _FieldBoxes(kind, self._invoice, self._attempt, self._say, required=required)


def awaited(invoice: Invoice, contract: Contract | None) -> bool:
    """Whether a person is asked to put its PO number on the coming invoices of `contract`."""
    waiting = contract.po_proposal if contract else None
    return waiting is not None and waiting.po_number == invoice.content.po_number


def covered(invoice: Invoice, contract: Contract | None) -> bool:
    """Whether its PO number is that of the coming invoices of `contract` too."""
    number = invoice.content.po_number
    return bool(number) and contract is not None and contract.po_number == number


class _FieldBoxes:
    """Fields of one form, with the attempt's values where the attempt was made in it."""

    def __init__(
        self,
        kind: str,
        invoice: Invoice,
        attempt: Attempt | None,
        say: PageWording,
        *,
        required: bool,
    ) -> None:
        self._say, self._invoice = say, invoice
        mine = attempt if attempt and attempt.kind == kind else None
        self._kind = kind
        self.seen = mine.seen if mine else invoice.sequence
        self._values: Mapping[str, str] = {
            **dict.fromkeys(LABELS, ""),
            **spelled(invoice.amendable()),
            **(_who_of(attempt) if attempt else {}),
            **(mine.values if mine else {}),
        }
        self._mistakes = mine.mistakes if mine else {}
        self._beside = mine.beside if mine else {}
        self._required = {"name", "email", *(["po_number"] if required else [])}

    def value(self, name: str) -> str:
        return self._values[name]

    def of(self, fields: tuple[FormField, ...]) -> tuple[FieldBox, ...]:
        return tuple(self._box(field) for field in fields)

    def _box(self, field: FormField) -> FieldBox:
        return FieldBox(
            **field.model_dump(exclude={"label", "hint"}),
            label=field_label(field.name, self._invoice, self._say),
            hint=self._say.word(f"{field.name}_hint"),
            id=f"{self._kind}-{field.name}",
            value=self._values[field.name],
            required=field.name in self._required,
            mistake=self._mistakes.get(field.name, ""),
            beside=self._beside.get(field.name, ""),
            options=self._options(self._values[field.name]) if field.kind == "country" else (),
        )

    def _options(self, chosen: str) -> tuple[Option, ...]:
        known = countries(self._say.language)
        strange = {} if chosen in known else {chosen: chosen or self._say.words.choose_country}
        return tuple(
            Option(value=code, label=name, chosen=code == chosen)
            for code, name in {**strange, **known}.items()
        )


def _covers(
    invoice: Invoice, attempt: Attempt | None, contract: Contract | None, say: PageWording
) -> tuple[Option, ...]:
    if contract is None:
        return ()
    more = covered(invoice, contract) or awaited(invoice, contract)
    now = COVERS_CONTRACT if more else COVERS_INVOICE
    chosen = attempt.covers if attempt else now
    labels = {
        COVERS_INVOICE: say.words.covers_invoice,
        COVERS_CONTRACT: say.words.covers_contract,
    }
    whole = chosen == COVERS_CONTRACT
    return tuple(
        Option(value=value, label=label, chosen=(value == COVERS_CONTRACT) == whole)
        for value, label in labels.items()
    )


def _who_of(attempt: Attempt) -> dict[str, str]:
    return {field.name: attempt.values[field.name] for field in ALL if field in WHO}
