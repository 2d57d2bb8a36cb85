"""Keeping the tax form that a legal entity hands to its customers."""

from jupiter_core.commands.permission import expect_finance
from jupiter_core.commands.record import notify
from jupiter_core.domain.actor import Actor, ActorKind
from jupiter_core.domain.api_key import Scope
from jupiter_core.domain.changes import Change
from jupiter_core.domain.events import EventName
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.refusals import placed
from jupiter_core.domain.tax_form import TaxForm, hash_of, name_of
from jupiter_core.ports import UnitOfWork


class KeepTaxForm(Frozen):
    """`content` is a PDF; it takes the place of the one before, which is kept too."""

    by: Actor
    profile_id: str
    name: str
    content: bytes


def keep_tax_form(command: KeepTaxForm, uow: UnitOfWork) -> TaxForm:
    """Only finance and the operator may, and approvers hear of it: customers read it as ours. The
    same content and name again change nothing.

    Raises NotPermitted, NotInScope, NotFound for the legal entity, Required, FileTooLarge or
    NotAPdf at `content`, TooLong or Unprintable at `name`.
    """
    if command.by.kind is not ActorKind.OPERATOR:
        expect_finance(uow, command.by, "keep tax forms", Scope.SENDER_PROFILES_WRITE)
    entity = uow.sender_profiles.get(command.profile_id)
    name = placed("name", lambda: name_of(command.name))
    digest = placed("content", lambda: hash_of(command.content))
    before = next(reversed(uow.tax_forms.of(entity.id)), None)
    if before and (before.sha256, before.name) == (digest, name):
        return before
    form = TaxForm(
        id=uow.new_id(),
        profile_id=entity.id,
        name=name,
        sha256=digest,
        size=len(command.content),
        by=command.by,
        at=uow.now,
    )
    uow.tax_forms.add(form, command.content)
    change = Change(what="Tax form", old=_words(before), new=_words(form))
    notify(uow, EventName.TAX_FORM_CHANGED, entity.id, by=command.by, changes=(change,))
    return form


def _words(form: TaxForm | None) -> str:
    return f"{form.name}, SHA-256 {form.sha256}" if form else ""
