"""A statement of account in the words of the customer's page, as rows and as a paper."""

from datetime import UTC, datetime

from bot.wording.page.wording import PageWording, sentence_of
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.invoice import Content, Invoice
from jupiter_core.domain.table_paper import PaperTable, TablePaper
from jupiter_core.queries.account_statement import (
    AccountStatement,
    Movement,
    MovementKind,
    OpenItem,
)


class ListedPaper(Frozen):
    """An invoice or a credit note, by whose `id` its PDF is had."""

    id: str
    number: str


class MoreDocuments(Frozen):
    """The contract's `papers`; none where there is no contract. `tax_form` is the
    name of the seller's, empty where they keep none."""

    has_account: bool
    papers: tuple[ListedPaper, ...]
    contract: str
    tax_form: str


class StatementPage(Frozen):
    """`number` is that of the invoice from which one came."""

    title: str
    lead: str
    number: str
    seller: str
    tables: tuple[PaperTable, ...]


def statement_page(invoice: Invoice, account: AccountStatement, say: PageWording) -> StatementPage:
    """Both tables; the first is there where something is open."""
    seller = invoice.content.seller.legal_name
    return StatementPage(
        title=say.words.statement,
        lead=sentence_of(
            say.words.statement_lead,
            seller=seller,
            currency=invoice.content.currency,
            day=say.day(account.until),
        ),
        number=invoice.number or "",
        seller=seller,
        tables=(_open_items(account, say), _movements(account, say)),
    )


def statement_paper(
    invoice: Invoice, account: AccountStatement, say: PageWording, workspace_id: str
) -> TablePaper:
    """The same as a PDF has it: on one day, the same bytes while nothing moves."""
    content, page = invoice.content, statement_page(invoice, account, say)
    seller, bill_to = content.seller, content.bill_to
    at = datetime.combine(account.until, datetime.min.time(), UTC)
    return TablePaper(
        language=say.language,
        country=seller.address.country,
        colour=seller.colour,
        title=page.title,
        lead=page.lead,
        sender=seller.legal_name,
        contact=" · ".join(filter(None, (seller.email, seller.phone))),
        recipient=(bill_to.legal_name, *bill_to.address.lines()),
        tables=page.tables,
        document=f"{workspace_id}/{_name(content)}",
        at=at,
    )


def _name(content: Content) -> str:
    customer, seller = content.bill_to.customer_id, content.seller.profile_id
    return f"statement/{customer}/{seller}/{content.currency}"


def _open_items(account: AccountStatement, say: PageWording) -> PaperTable:
    words = say.words
    return PaperTable(
        heading=words.open_items,
        columns=(words.document, words.issued, words.due, words.total, words.open_amount),
        figures=frozenset({3, 4}),
        rows=(*(_open_row(each, say) for each in account.open_items), *_credit(account, say)),
        sums=((words.amount_due, "", "", "", say.bare_amount(account.closing)),),
    )


def _credit(account: AccountStatement, say: PageWording) -> tuple[tuple[str, ...], ...]:
    if not account.credit.minor:
        return ()
    return ((say.words.move_credit, "", "", "", say.bare_amount(-account.credit)),)


def _open_row(item: OpenItem, say: PageWording) -> tuple[str, ...]:
    total, left = say.bare_amount(item.total), say.bare_amount(item.balance)
    return item.number, say.day(item.issued), say.day(item.due), total, left


def _movements(account: AccountStatement, say: PageWording) -> PaperTable:
    words = say.words
    opening = (words.opening_balance, "", "", say.bare_amount(account.opening))
    return PaperTable(
        heading=words.moved_since.format(day=say.day(account.since)),
        columns=(words.statement_date, words.what_moved, words.document, words.amount),
        figures=frozenset({3}),
        rows=(opening, *(_moved(each, say) for each in account.movements)),
        sums=((words.closing_balance, "", "", say.bare_amount(account.closing)),),
    )


def _moved(movement: Movement, say: PageWording) -> tuple[str, ...]:
    words = say.words
    kinds = {
        MovementKind.INVOICE: words.invoice,
        MovementKind.CREDIT_NOTE: words.credit_note,
        MovementKind.PAYMENT: words.move_payment,
        MovementKind.REFUND: words.move_refund,
        MovementKind.VOID: words.void,
        MovementKind.CREDIT: words.move_credit,
    }
    amount = say.bare_amount(movement.amount)
    return say.day(movement.day), kinds[movement.kind], movement.number, amount
