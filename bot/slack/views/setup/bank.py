"""Bank details of a sender profile: what is used, what is proposed, and the form of an account."""

from collections.abc import Collection, Mapping

from bot.intake.party import MOST_ACCOUNTS
from bot.slack.views.blocks import (
    Block,
    actions,
    button,
    confirm,
    context,
    divider,
    facts,
    header,
    modal,
    plain,
    section,
)
from bot.slack.views.setup.account_fields import account_fields, anew, typed_of_account
from bot.slack.views.setup.opened import Facts
from bot.wording.figures import day, moment
from bot.wording.text import shortened
from jupiter_core.commands.bank_details import account_words
from jupiter_core.domain.bank import BankAccount
from jupiter_core.domain.consent import Consent
from jupiter_core.domain.frozen import canonical_json, sha256_hex
from jupiter_core.domain.party import BankProposal, SenderProfile
from jupiter_core.domain.payment_reference import reference_titles
from jupiter_core.domain.refusals import AlreadyTaken

BANK = "setup_bank_view"
ACCOUNT_PROPOSED = "setup_account_proposed"
ADD_ACCOUNT, CHANGE_ACCOUNT, REMOVE_ACCOUNT = (
    "setup_add_account",
    "setup_change_account",
    "setup_remove_account",
)
CONFIRM_BANK, DROP_BANK = "bank_confirm", "bank_drop"


def bank_view(profile: SenderProfile, viewer: str, *, metadata: str, said: str = "") -> Block:
    """For the person `viewer`; `said` is what their last press led to.

    While another person's proposal is open, or a confirmed one waits, nothing else can be
    proposed: whoever adds to it would let its author confirm their own part.
    """
    proposal = profile.bank_proposal
    may_propose = proposal is None or _is_own_and_open(proposal, viewer)
    used = [*base_of(profile, viewer)] if may_propose else []
    return modal(
        "Bank details",
        [
            section(plain(profile.legal_name)),
            *([context(said)] if said else []),
            header("In use"),
            *(_account(each) for each in profile.bank_accounts),
            *([] if profile.bank_accounts else [context("No bank account yet.")]),
            *(_proposed(profile, proposal, viewer) if proposal else []),
            *(_proposing(used) if may_propose else []),
        ],
        callback_id=BANK,
        private_metadata=metadata,
    )


def account_view(
    account: BankAccount | None,
    *,
    metadata: str,
    country: str = "",
    typed: Mapping[str, str] | None = None,
    reset: Collection[str] = (),
) -> Block:
    """The form of one account; submitting it proposes the change. `country` is the entity's;
    `typed` is what stands in the fields, else what the account has. The fields of `reset` forget
    what they held before the kind was chosen."""
    known = typed_of_account(account) if account else {}
    shown = {**known, **(typed or {})}
    return modal(
        "Change account" if account else "Add account",
        [
            context("Customers see no change until other people confirm."),
            *anew(account_fields(shown, country), reset, shown.get("scheme", "")),
        ],
        callback_id=ACCOUNT_PROPOSED,
        submit="Propose",
        close="Cancel",
        private_metadata=metadata,
    )


def base_of(profile: SenderProfile, proposer: str) -> tuple[BankAccount, ...]:
    """What a further change starts from: one's own open proposal, else what is in use."""
    proposal = profile.bank_proposal
    own = proposal is not None and proposal.consent.proposer == proposer
    return proposal.accounts if own and proposal else profile.bank_accounts


def with_account(
    accounts: tuple[BankAccount, ...], account: BankAccount, replaced: str
) -> tuple[BankAccount, ...]:
    """All accounts as they are to be; `replaced` is the currency of the old one, or empty.

    Raises AlreadyTaken when there is another account in that currency.
    """
    others = [each for each in accounts if each.currency != replaced]
    if any(each.currency == account.currency for each in others):
        raise AlreadyTaken("bank account in", account.currency).at("currency")
    place = next((n for n, each in enumerate(accounts) if each.currency == replaced), len(others))
    return (*others[:place], account, *others[place:])


def proposal_value(profile: SenderProfile) -> str:
    """What a button about the open proposal carries: `<profile>:<digest of the proposal>`."""
    return f"{profile.id}:{_digest(profile.bank_proposal)}"


def proposal_in(profile: SenderProfile, value: str) -> tuple[BankAccount, ...]:
    """The accounts that a button's presser read; none when the proposal is another by now."""
    proposal = profile.bank_proposal
    return proposal.accounts if proposal and value == proposal_value(profile) else ()


def profile_id_in(value: str) -> str:
    """Of what `proposal_value` gave."""
    return value.partition(":")[0]


def bank_facts(profile: SenderProfile) -> Facts:
    """Its accounts and the open proposal, for `Opened`."""
    proposal = profile.bank_proposal
    return {
        "bank accounts": "; ".join(account_words(each) for each in profile.bank_accounts),
        "open proposal": _proposal_words(proposal) if proposal else "",
    }


def decision_buttons(profile: SenderProfile, viewer: str | None) -> list[Block]:
    """Confirm, while somebody still has to, and Cancel. Whoever proposed sees only Cancel; with
    None everyone may be reading."""
    proposal = profile.bank_proposal
    if proposal is None:
        return []
    own = proposal.consent.proposer == viewer
    yes = [] if own or proposal.consent.is_complete else [_confirm_button(profile)]
    no = button(
        "Cancel",
        DROP_BANK,
        value=proposal_value(profile),
        confirm=confirm(
            "Cancel this proposal?", "The current accounts stay in use.", "Cancel proposal"
        ),
    )
    return [*yes, no]


def progress(consent: Consent) -> str:
    """Where a proposal of bank details stands: `Confirmed by Fiona Chen (1 of 2).`"""
    if consent.is_complete and consent.takes_effect_at:
        names = ", ".join(each.by_name for each in consent.confirmations)
        return f"Confirmed by {names}. In use from {moment(consent.takes_effect_at)}."
    if not consent.confirmations:
        people = "approver has" if consent.needed == 1 else "approvers have"
        return f"{consent.needed} {people} to confirm, beside whoever proposed it."
    names = ", ".join(each.by_name for each in consent.confirmations)
    return f"Confirmed by {names} ({len(consent.confirmations)} of {consent.needed})."


def _confirm_button(profile: SenderProfile) -> Block:
    told = shortened(f"Customers of {profile.legal_name} will be asked to pay there.", 300)
    return button(
        "Confirm",
        CONFIRM_BANK,
        value=proposal_value(profile),
        style="primary",
        confirm=confirm("Confirm these bank details?", told, "Confirm"),
    )


def _is_own_and_open(proposal: BankProposal, viewer: str) -> bool:
    return proposal.consent.proposer == viewer and not proposal.consent.is_complete


def account_facts(account: BankAccount) -> Block:
    """All of an account, shown as typed."""
    pairs = (
        ("Currency", account.currency),
        ("Account holder", account.holder),
        ("Bank", account.bank_name),
        *((field.label, value) for field, value in account.parts()),
        *((label, text) for _, label, text in account.cheque_texts()),
        ("Payment reference", reference_titles(account.country).get(account.reference, "")),
    )
    return facts([(label, value) for label, value in pairs if value])


def _account(account: BankAccount) -> Block:
    shown = account_facts(account)
    since = {"type": "text", "text": f"\nIn use since {day(account.valid_since)}"}
    shown["elements"][0]["elements"].append(since)
    return shown


def _proposed(profile: SenderProfile, proposal: BankProposal, viewer: str) -> list[Block]:
    own = proposal.consent.proposer == viewer
    waits = "" if own else " Verify by phone, outside Slack, before you confirm."
    proposer = proposal.consent.proposed_by.words
    return [
        divider(),
        header("Proposed"),
        context(f"By {proposer}. {progress(proposal.consent)}{waits}"),
        *(account_facts(each) for each in proposal.accounts),
        actions(decision_buttons(profile, viewer), "setup_proposal"),
    ]


def _proposing(accounts: list[BankAccount]) -> list[Block]:
    rows = [
        section(
            plain(f"{each.currency}: {each.bank_name}"),
            block_id=f"account_{each.currency}",
            accessory=button("Change", CHANGE_ACCOUNT, value=each.currency),
        )
        for each in accounts
    ]
    removals = [_remove(each.currency) for each in accounts] if len(accounts) > 1 else []
    adding = len(accounts) < MOST_ACCOUNTS
    last = [*removals, *([button("Add account", ADD_ACCOUNT)] if adding else [])]
    return [divider(), header("Propose new bank details"), *rows, actions(last, "setup_accounts")]


def _remove(currency: str) -> Block:
    sure = confirm("Propose to remove it?", "Other people have to confirm.", "Propose")
    return button(
        f"Remove {currency}", f"{REMOVE_ACCOUNT}_{currency}", value=currency, confirm=sure
    )


def _digest(proposal: BankProposal | None) -> str:
    """The same until another one takes its place, however many have confirmed it."""
    if proposal is None:
        return ""
    consent = proposal.consent.model_copy(update={"confirmations": ()})
    return sha256_hex(canonical_json(proposal.model_copy(update={"consent": consent})))[:16]


def _proposal_words(proposal: BankProposal) -> str:
    accounts = "; ".join(account_words(each) for each in proposal.accounts)
    return f"{proposal.consent.proposed_by.name}: {accounts}"
