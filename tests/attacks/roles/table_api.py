"""Who may do what over REST: a row for each operation, the scopes that open it, and a cell for
each kind of keys. Written as `table.py` is. `invoices:*` is any scope of that noun: what a key
may change, it may read. `none`: no scope is enough alone, which an endpoint that hears of invoices
needs the scope to read them for. A new operation gets its row here, and its call in `calls*.py`.
"""

from jupiter_core.domain.api_key import Scope
from tests.attacks.roles.keys import KEY_KINDS
from tests.attacks.roles.table import WORDS

_TABLE = """
                                                                                            drafter
                                                                                            |approver
                                                                                            ||writer
                                                                                            |||owner
                                                                                            ||||member
                                                                                            |||||ownerless
                                                                                            |||||| scopeless
                                                                                            |||||| |revoked
                                                                                            |||||| ||expired
                                                                                            |||||| |||elsewhere
                                                                                            |||||| ||||other
                                                                                            |||||| |||||nobody
# invoices
GET /invoices                                                         invoices:*            ++++++ ------
POST /invoices                                                        invoices:write        +-++-- ------
GET /invoices/{invoice_id}                                            invoices:*            ++++++ ------
PUT /invoices/{invoice_id}                                            invoices:amend        +-++-- ------
PUT /invoices/{invoice_id} · own draft                                invoices:write        +-++-- ------
POST /invoices/{invoice_id}/submit                                    invoices:amend        +-++-- ------
POST /invoices/{invoice_id}/submit · own draft                        invoices:write        +-++-- ------
PATCH /invoices/{invoice_id}                                          invoices:amend        ++++-- ------
POST /invoices/{invoice_id}/void                                      none                  ------ ------
POST /invoices/{invoice_id}/void · own draft                          invoices:write        +++++- ------
POST /invoices/{invoice_id}/send                                      invoices:amend        ++++-- ------
GET /invoices/{invoice_id}/approvals                                  invoices:*            ++++++ ------
POST /invoices/{invoice_id}/approvals                                 invoices:approve      -+---- ------
POST /invoices/{invoice_id}/request-changes                           invoices:approve      -+++-- ------
GET /invoices/{invoice_id}/versions                                   invoices:*            ++++++ ------
GET /invoices/{invoice_id}/versions/{sequence}                        invoices:*            ++++++ ------
GET /invoices/{invoice_id}/versions/{sequence}/differences            invoices:*            ++++++ ------
GET /credit-notes                                                     invoices:*            ++++++ ------
GET /invoices/{invoice_id}/credit-notes                               invoices:*            ++++++ ------
POST /invoices/{invoice_id}/credit-notes                              none                  +-++-- ------
POST /invoices/{invoice_id}/reissue                                   none                  +-++-- ------
POST /invoices/{invoice_id}/duplicate                                 invoices:write        +-++-- ------
POST /invoices/{invoice_id}/late-fee                                  invoices:write        +-++-- ------
GET /invoices/{invoice_id}/payments                                   invoices:*            ++++++ ------
POST /invoices/{invoice_id}/payments                                  payments:write        -+++-- ------
GET /invoices/{invoice_id}/documents/pdf                              invoices:*            ++++++ ------
GET /invoices/{invoice_id}/documents/factur-x                         invoices:*            ++++++ ------
GET /invoices/{invoice_id}/documents/cii                              invoices:*            ++++++ ------
GET /invoices/{invoice_id}/documents/ubl                              invoices:*            ++++++ ------
GET /invoices/{invoice_id}/documents/xrechnung                        invoices:*            ++++++ ------
# money
GET /payments                                                         invoices:*            ++++++ ------
POST /payments                                                        payments:write        -+++-- ------
GET /payments/{payment_id}                                            invoices:*            ++++++ ------
POST /payments/{payment_id}/reversal                                  payments:write        -+++-- ------
POST /payments/{payment_id}/allocations/{allocation_id}/release       payments:write        -+++-- ------
POST /payments/{payment_id}/refunds/{refund_id}/undo                  payments:write        -+++-- ------
POST /invoices/{invoice_id}/settlements                               payments:write        -+++-- ------
POST /invoices/{invoice_id}/settlements/{settlement_id}/undo          payments:write        -+++-- ------
POST /invoices/{invoice_id}/credit                                    payments:write        -+++-- ------
POST /invoices/{invoice_id}/surplus                                   payments:write        -+++-- ------
POST /invoices/{invoice_id}/refunds                                   payments:write        -+++-- ------
GET /customers/{customer_id}/credit                                   invoices:*            ++++++ ------
POST /customers/{customer_id}/refunds                                 payments:write        -+++-- ------
# bank statements
POST /bank-statements                                                 payments:write        -+++-- ------
GET /bank-entries                                                     payments:write        -+++-- ------
GET /bank-entries/{entry_id}                                          payments:write        -+++-- ------
POST /bank-entries/{entry_id}/booking                                 payments:write        -+++-- ------
POST /bank-entries/{entry_id}/ignoring                                payments:write        -+++-- ------
POST /bank-entries/{entry_id}/reopening                               payments:write        -+++-- ------
# collection
POST /invoices/{invoice_id}/dispute                                   invoices:amend        ++++-- ------
POST /invoices/{invoice_id}/dispute · own issued                      invoices:write        ++++-- ------
POST /invoices/{invoice_id}/resolve-dispute                           invoices:amend        ++++-- ------
POST /invoices/{invoice_id}/promise                                   invoices:amend        ++++-- ------
POST /invoices/{invoice_id}/pause-reminders                           invoices:amend        ++++-- ------
POST /invoices/{invoice_id}/pause-reminders · own issued              invoices:write        ++++-- ------
POST /invoices/{invoice_id}/resume-reminders                          invoices:amend        ++++-- ------
POST /invoices/{invoice_id}/mark-uploaded                             invoices:amend        ++++-- ------
POST /invoices/{invoice_id}/undo-uploaded                             invoices:amend        ++++-- ------
GET /invoices/{invoice_id}/portal-files/{file}                        invoices:*            ++++++ ------
GET /reminders                                                        invoices:*            ++++++ ------
POST /invoices/{invoice_id}/reminders/hold                            invoices:amend        ++++-- ------
POST /invoices/{invoice_id}/reminders/send                            invoices:amend        ++++-- ------
GET /aging                                                            invoices:*            ++++++ ------
GET /invoices/{invoice_id}/conversation                               invoices:*            ++++++ ------
POST /invoices/{invoice_id}/conversation/{remark_id}/answer           invoices:amend        ++++-- ------
GET /invoices/{invoice_id}/po-documents                               invoices:*            ++++++ ------
GET /invoices/{invoice_id}/po-documents/{document_id}                 invoices:*            ++++++ ------
# contracts
POST /contracts/preview                                               contracts:*           ++++++ ----=-
GET /contracts                                                        contracts:*           ++++++ ------
POST /contracts                                                       contracts:write       +-++-- ------
GET /contracts/{contract_id}                                          contracts:*           ++++++ ------
PUT /contracts/{contract_id}                                          contracts:amend       +-++-- ------
POST /contracts/{contract_id}/preview                                 contracts:*           ++++++ ----=-
POST /contracts/{contract_id}/submit                                  contracts:amend       +-++-- ------
POST /contracts/{contract_id}/end                                     none                  ------ ------
GET /contracts/{contract_id}/approvals                                contracts:*           ++++++ ------
POST /contracts/{contract_id}/approvals                               contracts:approve     -+---- ------
POST /contracts/{contract_id}/request-changes                         contracts:approve     -+++-- ------
GET /contracts/{contract_id}/versions                                 contracts:*           ++++++ ------
GET /contracts/{contract_id}/versions/{sequence}                      contracts:*           ++++++ ------
POST /contracts/{contract_id}/index-values                            none                  +-++-- ------
POST /contracts/{contract_id}/acceptances                             none                  +-++-- ------
POST /contracts/{contract_id}/renewal                                 none                  +-++-- ------
POST /contracts/{contract_id}/renewal/dismiss                         none                  +-++-- ------
PUT /contracts/{contract_id}/renewal-notice                           none                  +-++-- ------
# parties
GET /customers                                                        customers:*           ++++++ ------
POST /customers                                                       customers:write       +++++- ------
GET /customers/{customer_id}                                          customers:*           ++++++ ------
GET /customers/{customer_id}/e-invoicing                              customers:*           ++++++ ------
PUT /customers/{customer_id}                                          customers:write       +++++- ------
GET /products                                                         products:*            ++++++ ------
POST /products                                                        products:write        +++++- ------
GET /products/{product_id}                                            products:*            ++++++ ------
PUT /products/{product_id}                                            products:write        +++++- ------
POST /imports                                                         customers:write       +++++- ------
GET /sender-profiles                                                  sender-profiles:*     ++++++ ------
POST /sender-profiles                                                 sender-profiles:write +++++- ------
GET /sender-profiles/{profile_id}                                     sender-profiles:*     ++++++ ------
PUT /sender-profiles/{profile_id}                                     sender-profiles:write +++++- ------
POST /sender-profiles/{profile_id}/bank-details                       sender-profiles:write +++++- ------
GET /sender-profiles/{profile_id}/tax-forms                           sender-profiles:*     ++++++ ------
PUT /sender-profiles/{profile_id}/logo                                sender-profiles:write +++++- ------
DELETE /sender-profiles/{profile_id}/logo                             sender-profiles:write +++++- ------
GET /sender-profiles/{profile_id}/logo                                sender-profiles:*     ++++++ ------
GET /sender-profiles/{profile_id}/preview                             sender-profiles:*     ++++++ ------
PUT /sender-profiles/{profile_id}/tax-form                            sender-profiles:write -+++-- ------
GET /sender-profiles/{profile_id}/tax-form                            sender-profiles:*     ++++++ ------
GET /purchase-orders                                                  invoices:*            ++++++ ------
POST /purchase-orders                                                 invoices:write        ++++-- ------
GET /purchase-orders/{order_id}                                       invoices:*            ++++++ ------
PUT /purchase-orders/{order_id}                                       invoices:write        ++++-- ------
GET /account-mappings/{profile_id}                                    sender-profiles:*     ++++++ ------
PUT /account-mappings/{profile_id}                                    sender-profiles:write -+++-- ------
GET /exports/{kind}                                                   invoices:*            ++++++ ------
# events, webhooks, the key itself
GET /key                                                              any                   ++++++ +-----
GET /events                                                           events:read           ++++++ ------
GET /events/{event_id}                                                events:read           ++++++ ------
GET /events/{event_id} · of an invoice                                none                  ++++++ ------
GET /undelivered-messages                                             invoices:*            ++++++ ------
POST /undelivered-messages/resend                                     invoices:write        -+++-- ------
POST /undelivered-messages/{message_id}/resend                        invoices:write        -+++-- ------
GET /webhook-endpoints                                                webhooks:*            ++++++ ------
POST /webhook-endpoints                                               webhooks:write        +++++- ------
GET /webhook-endpoints/{endpoint_id}                                  webhooks:*            ++++++ ------
PATCH /webhook-endpoints/{endpoint_id}                                none                  +++++- ------
DELETE /webhook-endpoints/{endpoint_id}                               webhooks:write        +++++- ------
POST /webhook-endpoints/{endpoint_id}/rotate-secret                   none                  +++++- ------
POST /webhook-endpoints/{endpoint_id}/test                            webhooks:write        +++++- ------
GET /webhook-endpoints/{endpoint_id}/deliveries                       webhooks:*            ++++++ ------
GET /webhook-endpoints/{endpoint_id}/deliveries/{delivery_id}         webhooks:*            ++++++ ------
POST /webhook-endpoints/{endpoint_id}/deliveries/{delivery_id}/resend none                  +++++- ------
"""  # noqa: E501

_SCOPES_AT, _CELLS_AT = 70, 92


def expected_of_keys() -> dict[str, dict[str, str]]:
    """By row and kind of key: allowed or refused."""
    return {_row(line): _cells(line) for line in _lines()}


def opening() -> dict[str, tuple[Scope, ...]]:
    """By row: the scopes of which each alone lets a key in."""
    return {_row(line): _scopes(line[_SCOPES_AT:_CELLS_AT].strip()) for line in _lines()}


def sections_of_keys() -> list[tuple[str, list[str]]]:
    """The rows under the headings of the table."""
    found: list[tuple[str, list[str]]] = []
    for line in _TABLE.splitlines():
        if line.startswith("# "):
            found.append((line.removeprefix("# "), []))
        elif line and not line.startswith(" "):
            found[-1][1].append(_row(line))
    return found


def _lines() -> list[str]:
    return [each for each in _TABLE.splitlines() if each and each[0] not in "# "]


def _row(line: str) -> str:
    return line[:_SCOPES_AT].strip()


def _scopes(said: str) -> tuple[Scope, ...]:
    if said == "any":
        return tuple(Scope)
    names = said.split()
    return tuple(each for each in Scope if each.value in names or f"{each.noun}:*" in names)


def _cells(line: str) -> dict[str, str]:
    marks = line[_CELLS_AT:].replace(" ", "")
    assert len(marks) == len(KEY_KINDS), f"{len(marks)} cells instead of {len(KEY_KINDS)}: {line}"
    names = [each.name for each in KEY_KINDS]
    return {name: WORDS[mark] for name, mark in zip(names, marks, strict=True)}
