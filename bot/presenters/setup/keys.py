"""API keys in `/invoice setup`: which there are, the form of a new one, and its one showing."""

from collections.abc import Sequence
from typing import Any

from bot.presenters.blocks import (
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
from bot.presenters.setup.fields import TYPED, line_field
from bot.presenters.setup.typed import typed_of
from bot.presenters.words import day
from jupiter_core.commands.api_key import MakeApiKey, NewApiKey
from jupiter_core.domain.actor import Actor
from jupiter_core.domain.api_key import NEVER_IMPLIED, USUAL_SCOPES, ApiKey, Scope

ADD_KEY, REVOKE_KEY = "setup_add_key", "setup_revoke_key"
KEY_MADE = "setup_key_made"
FIELDS = ("scopes", "scopes_more", "scopes_approve")
"""The blocks of the boxes: Slack takes ten of them in one. A mistake is shown at the first."""

_WORDS = {
    Scope.INVOICES_READ: "read invoices",
    Scope.INVOICES_WRITE: "draft and change invoices",
    Scope.INVOICES_APPROVE: "approve invoices",
    Scope.PAYMENTS_WRITE: "record payments",
    Scope.CONTRACTS_READ: "read contracts",
    Scope.CONTRACTS_WRITE: "draft and change contracts",
    Scope.CONTRACTS_APPROVE: "approve contracts",
    Scope.CUSTOMERS_READ: "read customers",
    Scope.CUSTOMERS_WRITE: "add and change customers",
    Scope.SENDER_PROFILES_READ: "read sender profiles",
    Scope.SENDER_PROFILES_WRITE: "add and change sender profiles",
    Scope.EVENTS_READ: "read events",
    Scope.WEBHOOKS_READ: "read webhook endpoints",
    Scope.WEBHOOKS_WRITE: "add and change webhook endpoints",
}
_BILLING = (
    Scope.INVOICES_READ,
    Scope.INVOICES_WRITE,
    Scope.PAYMENTS_WRITE,
    Scope.CONTRACTS_READ,
    Scope.CONTRACTS_WRITE,
)
_MORE = tuple(scope for scope in USUAL_SCOPES if scope not in _BILLING)
_APPROVING = tuple(scope for scope in Scope if scope in NEVER_IMPLIED)


def keys_blocks(keys: Sequence[ApiKey]) -> list[Block]:
    """Those that are in use, the newest first; there are never more than the view can hold."""
    live = [each for each in reversed(keys) if each.is_live]
    return [
        header("API keys"),
        *([] if live else [context("None yet. With a key, another system can send invoices.")]),
        *(_key(each) for each in live),
        actions([button("New API key", ADD_KEY)], "setup_keys"),
    ]


def key_view(*, metadata: str) -> Block:
    """The form of a new key, with everything but approving checked."""
    return modal(
        "New API key",
        [
            line_field("name", "Name", hint="What will use it, such as: The CRM"),
            _boxes("scopes", "Invoices and contracts", _BILLING, checked=True),
            _boxes("scopes_more", "Everything else", _MORE, checked=True, hint=_READING),
            _boxes("scopes_approve", "Approving", _APPROVING, hint=_WARNING),
        ],
        callback_id=KEY_MADE,
        submit="Make the key",
        close="Cancel",
        private_metadata=metadata,
    )


_READING = "What a key may change, it may read."
_WARNING = (
    "Leave these empty unless a program shall approve in place of people. No key ever approves "
    "what it drafted."
)


def parse_key(values: dict[str, dict[str, Any]], by: Actor, chance: str) -> MakeApiKey:
    """From the submitted view's `state.values`; nothing of it is checked yet."""
    typed = typed_of(values)
    scopes = tuple(name for block in FIELDS for name in typed.get(block, "").split())
    return MakeApiKey(by=by, name=typed.get("name", ""), scopes=scopes, chance=chance)


def made_view(made: NewApiKey) -> Block:
    """The only place where the key itself is ever shown."""
    boxed = {"type": "rich_text_preformatted", "elements": [words(made.secret)]}
    return modal(
        "Your new API key",
        [
            section(plain(f"This is the key of “{made.key.name}”. Copy it now:")),
            {"type": "rich_text", "block_id": "key", "elements": [boxed]},
            section(plain("It is not shown again. If it is lost, revoke it and make another.")),
            context(f"It may {scopes_in_words(made.key.scopes)}."),
        ],
        callback_id="setup_key_shown",
        close="Done",
    )


def made_before_view() -> Block:
    """For a submission that arrives a second time."""
    told = (
        "This key was made already, and a key is shown only once. If you have not seen it, "
        "revoke it and make another."
    )
    return modal("Made already", [section(plain(told))], callback_id="setup_key_shown")


def scopes_in_words(scopes: Sequence[Scope]) -> str:
    """Completes “it may”; what may be written may be read, and that is not said again."""
    if set(scopes) == set(USUAL_SCOPES):
        return "do everything but approve"
    if set(scopes) == set(Scope):
        return "do everything, and approve what others drafted"
    written = {each.noun for each in scopes if not each.reads}
    return ", ".join(_WORDS[each] for each in scopes if not (each.reads and each.noun in written))


def _key(key: ApiKey) -> Block:
    question = confirm(
        "Revoke this key?",
        f"Whatever uses “{key.name}” (…{key.hint}) is shut out at once. This cannot be undone.",
        "Revoke",
    )
    made = f"Made by {key.made_by.words} on {day(key.made_at.date())}"
    may = scopes_in_words(key.scopes)
    return section(
        plain(f"{key.name} · …{key.hint}\nMay {may}\n{made}"),
        block_id=f"key_{key.id}",
        accessory=button(
            "Revoke",
            REVOKE_KEY,
            value=key.id,
            style="danger",
            confirm={**question, "style": "danger"},
        ),
    )


def _boxes(
    block_id: str,
    label: str,
    scopes: Sequence[Scope],
    *,
    checked: bool = False,
    hint: str | None = None,
) -> Block:
    options = [option(_capitalised(_WORDS[each]), each.value) for each in scopes]
    made: Block = {"type": "checkboxes", "action_id": TYPED, "options": options}
    if checked:
        made["initial_options"] = options
    return field(block_id, label, made, optional=True, hint=hint)


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]
