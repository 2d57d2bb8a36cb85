"""The documents of the contract that an invoice comes from, as its customer may have them."""

from jupiter_core.domain.invoice import Invoice, State
from jupiter_core.domain.version import Version
from jupiter_core.ports import UnitOfWork

MOST_PAPERS = 200


def contract_papers(uow: UnitOfWork, invoice: Invoice) -> tuple[Version, ...]:
    """Of each issued invoice of the contract and each credit note for one, the version that made
    its present paper, in the order of the schedule: only those for the same customer and from the
    same legal entity as this invoice, and of a long contract the latest MOST_PAPERS. Nothing for
    an invoice without a contract."""
    if invoice.contract_id is None:
        return ()
    papers: list[Invoice] = []
    for each in uow.invoices.of_contract(invoice.contract_id):
        if each.is_credit_note:
            continue
        papers.append(each)
        found = (uow.invoices.find_number(credit.number) for credit in each.credits)
        papers += [note for note in found if note is not None]
    allowed = [each for each in papers if _may_be_had(each, invoice)]
    return tuple(_paper(uow, each) for each in allowed[-MOST_PAPERS:])


def _may_be_had(paper: Invoice, like: Invoice) -> bool:
    customer, seller = like.content.bill_to.customer_id, like.content.seller.profile_id
    theirs = paper.content.bill_to.customer_id == customer
    ours = paper.content.seller.profile_id == seller
    return bool(paper.number) and paper.state is not State.VOID and theirs and ours


def _paper(uow: UnitOfWork, invoice: Invoice) -> Version:
    versions = uow.versions.of(invoice.id)
    return next(each for each in versions if each.revision == invoice.revision)
