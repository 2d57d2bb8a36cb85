"""A file of another system, whatever it has: what it would do, and doing it."""

from jupiter_core.commands.import_customers import (
    CustomerImport,
    import_customers,
    plan_customers,
)
from jupiter_core.commands.import_invoices import import_invoices, plan_invoices
from jupiter_core.commands.importing import ImportChoice
from jupiter_core.domain.carried_over import InvoiceImport
from jupiter_core.domain.importing import ImportPlan
from jupiter_core.ports import Renderer, UnitOfWork

Found = CustomerImport | InvoiceImport


def plan_import(
    found: Found, choice: ImportChoice, uow: UnitOfWork, renderer: Renderer
) -> ImportPlan:
    """Stores nothing. Raises NotPermitted or NotInScope."""
    if isinstance(found, InvoiceImport):
        return plan_invoices(found, choice, uow, renderer)
    return plan_customers(found, choice, uow, renderer)


def run_import(
    found: Found, choice: ImportChoice, uow: UnitOfWork, renderer: Renderer
) -> ImportPlan:
    """All of it, or nothing. Raises also PlanChanged, BadRows or NothingToImport."""
    if isinstance(found, InvoiceImport):
        return import_invoices(found, choice, uow, renderer)
    return import_customers(found, choice, uow, renderer)
