"""API keys in `/invoice setup`: which there are, the form of a new one, and its one showing."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.slack.views.blocks import (
    Block,
    actions,
    button,
    confirm,
    context,
    field,
    header,
    modal,
    option,
    plain,
    section,
    words,
)
from bot.slack.views.setup.fields import TYPED, line_field
from bot.wording.figures import day
from jupiter_core.commands.api_key import NewApiKey
from jupiter_core.domain.api_key import (
    LEAST_SCOPES,
    NEVER_IMPLIED,
    USUAL_SCOPES,
    ApiKey,
    Scope,
)

ADD_KEY, REVOKE_KEY = "setup_add_key", "setup_revoke_key"
KEY_MADE = "setup_key_made"

_WORDS = {
    Scope.INVOICES_READ: "read invoices",
    Scope.INVOICES_WRITE: "draft invoices and change what it drafted",
    Scope.INVOICES_AMEND: "change invoices that others drafted",
    Scope.INVOICES_APPROVE: "approve invoices",
    Scope.PAYMENTS_WRITE: "record payments",
    Scope.CONTRACTS_READ: "read contracts",
    Scope.CONTRACTS_WRITE: "draft contracts and change what it drafted",
    Scope.CONTRACTS_AMEND: "change contracts that others drafted",
    Scope.CONTRACTS_APPROVE: "approve contracts",
    Scope.CUSTOMERS_READ: "read customers",
    Scope.CUSTOMERS_WRITE: "add and change customers",
    Scope.PRODUCTS_READ: "read the product catalogue",
    Scope.PRODUCTS_WRITE: "add and change products",
    Scope.SENDER_PROFILES_READ: "read legal entities",
    Scope.SENDER_PROFILES_WRITE: "add and change legal entities",
    Scope.EVENTS_READ: "read events",
    Scope.WEBHOOKS_READ: "read webhook endpoints",
    Scope.WEBHOOKS_WRITE: "add and change webhook endpoints for events that it may read",
}
_BILLING = (
    Scope.INVOICES_READ,
    Scope.INVOICES_WRITE,
    Scope.INVOICES_AMEND,
    Scope.PAYMENTS_WRITE,
    Scope.CONTRACTS_READ,
    Scope.CONTRACTS_WRITE,
    Scope.CONTRACTS_AMEND,
)
_MORE = tuple(scope for scope in USUAL_SCOPES if scope not in _BILLING)
_APPROVING = tuple(scope for scope in Scope if scope in NEVER_IMPLIED)


def keys_blocks(keys: Sequence[ApiKey], used: Mapping[str, datetime]) -> list[Block]:
    """Those that are in use, the newest first; there are never more than the view can hold.
    `used` says when each was last used."""
    live = [each for each in reversed(keys) if each.is_live]
    return [
        header("API keys"),
        *([] if live else [context("None yet. An API key lets another system create invoices.")]),
        *(_key(each, used.get(each.id)) for each in live),
        actions([button("New API key", ADD_KEY)], "setup_keys"),
    ]


def key_view(*, metadata: str) -> Block:
    """The form of a new key; what it may is for whoever makes it to say."""
    return modal(
        "New API key",
        [
            line_field("name", "Name", hint="What will use it, such as: The CRM"),
            context("You own it: what it does counts as yours, wherever two people are needed."),
            _boxes("scopes", "Invoices and contracts", _BILLING, checked=LEAST_SCOPES),
            _boxes("scopes_more", "Everything else", _MORE, hint=_READING),
            _boxes("scopes_approve", "Approving", _APPROVING, hint=_WARNING),
            line_field("days", "Days until it expires", optional=True, hint=_NO_END),
            line_field("allowed_addresses", "Allowed addresses", optional=True, hint=_ADDRESSES),
        ],
        callback_id=KEY_MADE,
        submit="Create key",
        close="Cancel",
        private_metadata=metadata,
    )


_READING = "A key can read whatever it can change."
_WARNING = (
    "Leave these empty unless a program approves in your place. Another approver has to confirm, "
    "and no key approves what its owner drafted."
)
_NO_END = "Leave empty for no expiry."
_ADDRESSES = (
    "Such as 203.0.113.7 or 10.0.0.0/8, separated by spaces. Leave empty to allow any address."
)


def made_view(made: NewApiKey) -> Block:
    """The only place where the key itself is ever shown."""
    boxed = {"type": "rich_text_preformatted", "elements": [words(made.secret)]}
    return modal(
        "Your new API key",
        [
            section(plain(f"This is the key of “{made.key.name}”. Copy it now:")),
            {"type": "rich_text", "block_id": "key", "elements": [boxed]},
            section(
                plain("It won't be shown again. If you lose it, revoke it and create another.")
            ),
            context(f"It may {scopes_in_words(made.key.scopes)}.{_asked(made.key)}"),
        ],
        callback_id="setup_key_shown",
        close="Done",
    )


def made_before_view() -> Block:
    """For a submission that arrives a second time."""
    told = (
        "This key was already created, and a key is shown only once. If you didn't see it, "
        "revoke it and create another."
    )
    return modal("Already created", [section(plain(told))], callback_id="setup_key_shown")


def scopes_in_words(scopes: Sequence[Scope]) -> str:
    """Completes “it may”; what may be written may be read, and that is not said again."""
    if set(scopes) == set(USUAL_SCOPES):
        return "do everything but approve"
    if set(scopes) == set(Scope):
        return "do everything, and approve what others drafted"
    written = {each.noun for each in scopes if not each.reads}
    return ", ".join(_WORDS[each] for each in scopes if not (each.reads and each.noun in written))


def _asked(key: ApiKey) -> str:
    if key.asked is None:
        return ""
    return f" Another approver has to confirm that it may {scopes_in_words(key.asked.scopes)}."


def _key(key: ApiKey, used: datetime | None) -> Block:
    question = confirm(
        "Revoke this key?",
        f"Whatever uses “{key.name}” (…{key.hint}) loses access right away. This can't be undone.",
        "Revoke",
    )
    may = f"May {scopes_in_words(key.scopes)}.{_asked(key)}"
    said = "\n".join((f"{key.name} · …{key.hint}", may, _whose(key, used)))
    return section(
        plain(said),
        block_id=f"key_{key.id}",
        accessory=button(
            "Revoke",
            REVOKE_KEY,
            value=key.id,
            style="danger",
            confirm={**question, "style": "danger"},
        ),
    )


def _whose(key: ApiKey, used: datetime | None) -> str:
    """`Owner Wanda Park · created 22 Nov 2026 · last used 27 Nov 2026 · expires 1 Mar 2027`."""
    owner = key.owner_name or key.owner
    parts = (
        f"Owner {owner}" if owner else "No owner: it only reads",
        f"created {day(key.made_at.date())}",
        f"last used {day(used.date())}" if used else "never used",
        f"expires {day(key.expires_at.date())}" if key.expires_at else "",
        f"only from {', '.join(key.allowed_addresses)}" if key.allowed_addresses else "",
    )
    return " · ".join(part for part in parts if part)


def _boxes(
    block_id: str,
    label: str,
    scopes: Sequence[Scope],
    *,
    checked: Sequence[Scope] = (),
    hint: str | None = None,
) -> Block:
    options = [option(_capitalised(_WORDS[each]), each.value) for each in scopes]
    made: Block = {"type": "checkboxes", "action_id": TYPED, "options": options}
    initial = [each for each in options if each["value"] in checked]
    if initial:
        made["initial_options"] = initial
    return field(block_id, label, made, optional=True, hint=hint)


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]
