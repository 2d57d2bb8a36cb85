"""Every code that a problem can have, read off the refusals themselves."""

from types import ModuleType
from typing import Any

from bot.api import refusals as of_api
from bot.api.statuses import code_of, usual_status
from bot.api.store_trouble import TROUBLES
from bot.intake import refusals as of_forms
from bot.security import webhook_addresses as webhook_url
from jupiter_core.commands import mail_under_way, parties, webhook_delivery
from jupiter_core.domain import api_key, event_scopes, idempotency, portal, refusals
from jupiter_core.domain.refusals import Refusal, ValidationErrors

_MODULES: tuple[ModuleType, ...] = (
    of_api,
    api_key,
    event_scopes,
    idempotency,
    refusals,
    portal,
    parties,
    mail_under_way,
    webhook_delivery,
    of_forms,
    webhook_url,
)
_PLAIN: tuple[tuple[str, int, str], ...] = (
    ("mistakes", 422, "Several fields are invalid; see `errors`."),
    ("not_json", 400, "The body is not JSON."),
    (
        "no_e_invoice",
        409,
        "This version cannot be exported as this e-invoice; `errors` lists what is missing.",
    ),
    ("missing_for_standard", 409, "{standard} needs {need}."),
    (
        "void_has_none",
        409,
        "A void invoice has no e-invoice, so that no software takes it for a bill.",
    ),
    ("method_not_allowed", 405, "This address does not support this method."),
    ("too_large", 413, "The body is larger than 1 MB."),
    *((code, 503, sentence) for code, sentence in TROUBLES.values()),
    ("internal_server_error", 500, "An error on our side. Nothing was done."),
)
"""Those that no refusal stands behind, or one that only the documents know."""


def codes() -> list[dict[str, Any]]:
    """By code: its usual status, and its sentence with a slot in braces for what it names."""
    told = {code: _told(code, status, sentence) for code, status, sentence in _PLAIN}
    for kind in kinds():
        code = code_of(kind)
        told[code] = _told(code, of_api.OWN.get(kind) or usual_status(kind), kind.template)
    return [told[code] for code in sorted(told)]


def kinds() -> tuple[type[Refusal], ...]:
    """Those of `_MODULES`, several at once aside."""
    return tuple(
        each
        for module in _MODULES
        for each in vars(module).values()
        if _is_kind(each) and each.__module__.startswith(module.__name__)
    )


def _is_kind(each: Any) -> bool:
    known = isinstance(each, type) and issubclass(each, Refusal)
    return known and not issubclass(each, ValidationErrors) and each is not Refusal


def _told(code: str, status: int, sentence: str) -> dict[str, Any]:
    return {"code": code, "status": status, "sentence": sentence}
