"""What the page says after something was saved, and what follows from it."""

from bot.web.link.context import Visit
from bot.web.link.note import ShownNote
from bot.web.pages.fieldset import awaited, covered
from bot.web.pages.link.history import step_at
from bot.web.pages.link.page import LinkPage
from bot.wording.page.languages import DEFAULT
from bot.wording.page.wording import PageWording, sentence_of
from jupiter_core.domain.changes import Change
from jupiter_core.domain.party_facts import BILL_TO_ADDRESS


def saved_note(page: LinkPage, sequence: str, visit: Visit, say: PageWording) -> ShownNote | None:
    """What the version of that number brought, and what else follows from it."""
    named = sequence.isdecimal() and len(sequence) < 10
    step = step_at(page.history, int(sequence)) if named else None
    if step is None or not step.changes:
        return None
    changes = "; ".join(say.told(change) for change in step.changes)
    notified = sentence_of(say.words.saved_text, seller=page.seller.name)
    address = say.change(Change(what=BILL_TO_ADDRESS, old="", new="")).what
    moved = any(change.what == address for change in step.changes)
    checked = _to_check(visit, say) if moved else []
    return ShownNote(
        tone="done",
        title=sentence_of(say.words.saved, changes=changes),
        text=" ".join([*checked, *_more(visit, say), notified]),
    )


def _to_check(visit: Visit, say: PageWording) -> list[str]:
    """Where something is unusual in the address that the invoice has now. What it is has English
    words only."""
    advice = visit.invoice.content.bill_to.address.advice()
    details = [each.sentence for each in advice] if say.language == DEFAULT else []
    return [say.words.check_address, *details] if advice else []


def _more(visit: Visit, say: PageWording) -> list[str]:
    """What waits for a person, and what the PO number covers besides."""
    invoice, contract, words = visit.invoice, visit.contract(), say.words
    seller = invoice.content.seller.legal_name
    told = []
    if awaited(invoice, contract):
        told.append(sentence_of(words.saved_awaited, seller=seller))
    elif covered(invoice, contract):
        told.append(words.saved_covered)
    if invoice.mail_to is not None:
        told.append(sentence_of(words.saved_mail_to, seller=seller))
    return told
