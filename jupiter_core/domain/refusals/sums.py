"""Refusals of the sums of a document: its taxes, and the discounts and charges on the whole."""

from jupiter_core.domain.refusals.base import Refusal


class InvalidTaxName(Refusal):
    """What a tax is called has to be told from a rate and from several names."""

    template = "“{typed}” is not a name for a tax. Write a short name such as GST or State tax."
    typed: str


class TaxTwice(Refusal):
    """Two taxes of one name."""

    template = "{name} is there twice. Each tax needs a name of its own."
    name: str


class TooManyTaxes(Refusal):
    """More taxes than fit below a document."""

    template = "There can be up to {most} taxes."
    most: int


class UnknownTax(Refusal):
    """`entity` lists no such tax; `listed` are those that it does, `none` where it lists none."""

    template = "{entity} does not list a tax called {name}. It lists: {listed}."
    entity: str
    name: str
    listed: str


class RateBesideTaxes(Refusal):
    """A line has taxes by name, and a rate or a category of its own."""

    template = "This line has {taxes}. Leave out its tax rate and category."
    taxes: str


class TooManyAdjustments(Refusal):
    """More discounts and charges on a whole document than are told apart at a glance."""

    template = "There can be up to {most} discounts and charges on the whole."
    most: int


class CertificateTwice(Refusal):
    """Two exemption certificates of one number."""

    template = "Certificate {number} is there twice."
    number: str


class UnknownCertificate(Refusal):
    """`customer` has no certificate of this number."""

    template = "{customer} has no exemption certificate {number}. Add it to the customer first."
    customer: str
    number: str


class CertificateOfTaxed(Refusal):
    """A line names a certificate and is not exempt."""

    template = "Only an exempt line names a certificate. Choose Exempt as its tax."


class PercentOrAmount(Refusal):
    """A discount says neither a percentage nor an amount, or both."""

    template = "Say either a percentage or an amount."


class ListPriceTooLow(Refusal):
    """A list price from which nothing is taken off; both are in words."""

    template = (
        "The list price {listed} is not above the unit price {price}. Leave it empty where there "
        "is no price discount."
    )
    listed: str
    price: str


class NoNetPrice(Refusal):
    """No price with 8 decimals makes the net amount of a line whose price includes tax."""

    template = (
        "{amount} net is no unit price with up to 8 decimals times {quantity}. Split the line, or "
        "enter prices without tax."
    )
    amount: str
    quantity: str


class SameCurrency(Refusal):
    """The tax is to be shown in another currency, which is the invoice's own."""

    template = "The invoice is in {currency} already. Leave the exchange rate empty."
    currency: str


class TaxesOfNobody(Refusal):
    """A schedule is asked for without the legal entity on whose list its taxes are."""

    template = "These taxes are on a legal entity's list, and no entity is named here."
