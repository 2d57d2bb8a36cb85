"""A judge of Peppol's code lists, check digits and national rules, in our words and by our means.

Each rule is a question to a UBL file, after the wording that OpenPEPPOL publishes (BIS Billing
3.0.19); only those are here that a file without allowances, attachments, cards and direct debits
can break. Check digits are reckoned by hand.
"""

import re
from collections.abc import Callable, Iterable

from lxml import etree

_PREFIXES = {
    kind: f"urn:oasis:names:specification:ubl:schema:xsd:Common{name}Components-2"
    for kind, name in (("cbc", "Basic"), ("cac", "Aggregate"))
}
_SELLER = "cac:AccountingSupplierParty/cac:Party"
_BUYER = "cac:AccountingCustomerParty/cac:Party"
_LEGAL = "cac:PartyLegalEntity/cbc:CompanyID"


class File:
    """A file, and where its parties are."""

    def __init__(self, xml: bytes) -> None:
        self._root = etree.fromstring(xml)
        self.is_credit_note = etree.QName(self._root).localname == "CreditNote"
        self.seller = self.text(f"{_SELLER}/cac:PostalAddress/cac:Country/cbc:IdentificationCode")
        self.buyer = self.text(f"{_BUYER}/cac:PostalAddress/cac:Country/cbc:IdentificationCode")
        self.vat = self.text(
            f"{_SELLER}/cac:PartyTaxScheme[cac:TaxScheme/cbc:ID='VAT']/cbc:CompanyID"
        )
        self.other_tax = self.texts(
            f"{_SELLER}/cac:PartyTaxScheme[cac:TaxScheme/cbc:ID!='VAT']/cbc:CompanyID"
        )
        self.payable = float(self.text("cac:LegalMonetaryTotal/cbc:PayableAmount") or 0)

    def all(self, path: str) -> list[etree._Element]:
        found = self._root.xpath(path, namespaces=_PREFIXES)
        assert isinstance(found, list)
        return [each for each in found if isinstance(each, etree._Element)]

    def texts(self, path: str) -> list[str]:
        return [(each.text or "").strip() for each in self.all(path)]

    def text(self, path: str) -> str:
        return next(iter(self.texts(path)), "")

    def has(self, *paths: str) -> bool:
        return all(self.text(path) for path in paths)

    def ids(self, path: str) -> list[tuple[str, str]]:
        """Scheme and number of each."""
        return [(each.get("schemeID") or "", (each.text or "").strip()) for each in self.all(path)]

    def both(self, country: str) -> bool:
        return self.seller == self.buyer == country

    def taxed(self, country: str) -> bool:
        """By the first letters of the seller's VAT id, else by its address."""
        return {"EL": "GR"}.get(self.vat[:2], self.vat[:2] or self.seller) == country


Rule = Callable[[File], bool]


def broken(xml: bytes) -> set[str]:
    """The rules that a file breaks."""
    file = File(xml)
    return {name for name, holds in RULES.items() if not holds(file)}


def _within(country: str, holds: Rule) -> Rule:
    return lambda file: not file.both(country) or holds(file)


def _from(country: str, holds: Rule) -> Rule:
    return lambda file: file.seller != country or holds(file)


def _taxed_in(country: str, holds: Rule) -> Rule:
    return lambda file: not file.taxed(country) or holds(file)


def _has(*paths: str) -> Rule:
    return lambda file: file.has(*paths)


def _every(path: str, part: str) -> Rule:
    """Each group at `path` has its `part`."""
    return lambda file: len(file.texts(f"{path}/{part}")) == len(file.all(path))


def _legal_in(party: str, *schemes: str, required: bool = False) -> Rule:
    def holds(file: File) -> bool:
        found = file.ids(f"{party}/{_LEGAL}")
        return (bool(found) or not required) and all(scheme in schemes for scheme, _ in found)

    return holds


def _address(party: str, *parts: str) -> Rule:
    return _has(*(f"{party}/cac:PostalAddress/cbc:{part}" for part in parts))


_STREET, _CITY, _ZONE = "StreetName", "CityName", "PostalZone"
_ACCOUNT = "cac:PaymentMeans/cac:PayeeFinancialAccount"


def _code_is(*codes: str) -> Rule:
    return lambda file: set(file.texts("cac:PaymentMeans/cbc:PaymentMeansCode")) <= set(codes)


def _weighted(digits: str, weights: Iterable[int]) -> int:
    return sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True))


def _luhn(digits: str) -> bool:
    doubled = (int(digit) * (2 - n % 2) for n, digit in enumerate(digits))
    return sum(each // 10 + each % 10 for each in doubled) % 10 == 0


_NUMBERS: dict[str, tuple[str, str, Callable[[str], bool]]] = {
    "0088": ("R040", r"\d{13}", lambda it: _weighted(it, [1, 3] * 6 + [1]) % 10 == 0),
    "0192": (
        "R041",
        r"[1-9]\d{8}",
        lambda it: _weighted(it, (3, 2, 7, 6, 5, 4, 3, 2, 1)) % 11 == 0,
    ),
    "0184": ("R042", r"(DK)?\d{8}", lambda it: True),
    "0208": ("R043", r"\d{10}", lambda it: 97 - int(it[:8]) % 97 == int(it[8:])),
    "0201": ("R044", r"[A-Za-z0-9]{6}", lambda it: True),
    "0210": ("R045", r"\d{11}|[A-Za-z]{6}\d\d[A-Za-z]\d\d\w{3}\d[A-Za-z]", lambda it: True),
    "0211": ("R047", r"IT\d{11}", lambda it: _partita_iva(it[2:])),
    "0007": ("R049", r"\d{10}", _luhn),
    "0151": (
        "R050",
        r"[1-9]\d{10}",
        lambda it: _weighted(it, (10, *range(1, 20, 2))) % 89 == 10,
    ),
}
"""By scheme: the rule's name, the shape of its numbers, and their check digits."""


def _partita_iva(digits: str) -> bool:
    """As of cards: every second digit is doubled, from the second on."""
    return _luhn("0" + digits)


def _common(scheme: str) -> Rule:
    _, shape, is_right = _NUMBERS[scheme]
    places = "//cbc:EndpointID | //cac:PartyIdentification/cbc:ID | //cbc:CompanyID"

    def holds(file: File) -> bool:
        numbers = [number for kind, number in file.ids(places) if kind == scheme]
        return all(re.fullmatch(shape, each) and is_right(each) for each in numbers)

    return holds


# fmt: off
_NETWORK = {
    "0002", "0007", "0009", "0037", "0060", "0088", "0096", "0097", "0106", "0130", "0135",
    "0142", "0147", "0151", "0154", "0158", "0170", "0177", "0183", "0184", "0188", "0190",
    "0191", "0192", "0193", "0194", "0195", "0196", "0198", "0199", "0200", "0201", "0202",
    "0203", "0204", "0205", "0208", "0209", "0210", "0211", "0212", "0213", "0215", "0216",
    "0217", "0218", "0221", "0225", "0230", "0235", "0240", "9910", "9913", "9914", "9915",
    "9918", "9919", "9920", "9922", "9923", "9924", "9925", "9926", "9927", "9928", "9929",
    "9930", "9931", "9932", "9933", "9934", "9935", "9936", "9937", "9938", "9939", "9940",
    "9941", "9942", "9943", "9944", "9945", "9946", "9947", "9948", "9949", "9950", "9951",
    "9952", "9953", "9957", "9959",
}
# fmt: on


def _greek_number(file: File) -> bool:
    """Six parts between upright strokes."""
    return file.text("cbc:ID").count("|") == 5


def _swedish_vat(file: File) -> bool:
    return not file.vat.startswith("SE") or bool(re.fullmatch(r"SE\d{12}", file.vat))


def _swedish_company(file: File) -> bool:
    found = [number for _, number in file.ids(f"{_SELLER}/{_LEGAL}")]
    return all(re.fullmatch(r"\d{10}", each) and _luhn(each) for each in found)


def _swedish_f_tax(file: File) -> bool:
    if not file.ids(f"{_SELLER}/{_LEGAL}"):
        return True
    return all(each.upper() == "GODKÄND FÖR F-SKATT" for each in file.other_tax)


def _swedish_rates(file: File) -> bool:
    if not file.vat.startswith("SE"):
        return True
    rates = file.texts("//cac:TaxCategory[cbc:ID='S']/cbc:Percent")
    rates += file.texts("//cac:ClassifiedTaxCategory[cbc:ID='S']/cbc:Percent")
    return {float(each) for each in rates} <= {25, 12, 6}


def _norwegian_vat(file: File) -> bool:
    if not file.vat.startswith("NO"):
        return True
    shape = re.fullmatch(r"NO(\d{9})MVA", file.vat)
    return shape is not None and _NUMBERS["0192"][2](shape[1])


def _danish_identifiers(file: File) -> bool:
    found = file.ids(f"{_SELLER}/cac:PartyIdentification/cbc:ID")
    found += file.ids(f"{_BUYER}/cac:PartyIdentification/cbc:ID")
    return all(scheme for scheme, _ in found)


def _danish_account(file: File) -> bool:
    if file.text("cac:PaymentMeans/cbc:PaymentMeansCode") not in {"31", "42"}:
        return True
    return file.has(f"{_ACCOUNT}/cbc:ID", f"{_ACCOUNT}/cac:FinancialInstitutionBranch/cbc:ID")


def _dutch_means(file: File) -> bool:
    to_pay = file.payable > 0 and not file.is_credit_note
    return not to_pay or bool(file.all("cac:PaymentMeans"))


def _corrected(file: File) -> bool:
    named = "cac:BillingReference/cac:InvoiceDocumentReference/cbc:ID"
    return not file.is_credit_note or file.has(named)


def _transfer_has_account(file: File) -> bool:
    transfers = {"30", "58"} & set(file.texts("cac:PaymentMeans/cbc:PaymentMeansCode"))
    return not transfers or bool(file.all(_ACCOUNT))


def _taxable_has_number(file: File) -> bool:
    categories = set(file.texts("//cac:ClassifiedTaxCategory/cbc:ID")) - {"O"}
    return not categories or bool(file.vat or file.other_tax)


_DELIVERY = "cac:Delivery/cac:DeliveryLocation/cac:Address"
_CONTACT = f"{_SELLER}/cac:Contact"
_DUTCH = ("0106", "0190")
_DANISH_MEANS = ("1", "10", "31", "42", "48", "49", "50", "58", "59", "93", "97")
_GROUPS = "cac:TaxTotal/cac:TaxSubtotal/cac:TaxCategory"

RULES: dict[str, Rule] = {
    "PEPPOL-EN16931-CL008": lambda file: (
        {scheme for scheme, _ in file.ids("//cbc:EndpointID")} <= _NETWORK
    ),
    **{f"PEPPOL-COMMON-{rule}": _common(scheme) for scheme, (rule, *_) in _NUMBERS.items()},
    "DE-R-001": _within("DE", lambda file: bool(file.all("cac:PaymentMeans"))),
    "DE-R-003": _within("DE", _address(_SELLER, _CITY)),
    "DE-R-004": _within("DE", _address(_SELLER, _ZONE)),
    "DE-R-005": _within("DE", _has(f"{_CONTACT}/cbc:Name")),
    "DE-R-006": _within("DE", _has(f"{_CONTACT}/cbc:Telephone")),
    "DE-R-007": _within("DE", _has(f"{_CONTACT}/cbc:ElectronicMail")),
    "DE-R-008": _within("DE", _address(_BUYER, _CITY)),
    "DE-R-009": _within("DE", _address(_BUYER, _ZONE)),
    "DE-R-010": _within("DE", _every(_DELIVERY, "cbc:CityName")),
    "DE-R-011": _within("DE", _every(_DELIVERY, "cbc:PostalZone")),
    "DE-R-014": _within("DE", _every(_GROUPS, "cbc:Percent")),
    "DE-R-015": _within("DE", _has("cbc:BuyerReference")),
    "DE-R-016": _within("DE", _taxable_has_number),
    "DE-R-023-1": _within("DE", _transfer_has_account),
    "NL-R-001": _from("NL", _corrected),
    "NL-R-002": _from("NL", _address(_SELLER, _STREET, _CITY, _ZONE)),
    "NL-R-003": _from("NL", _legal_in(_SELLER, *_DUTCH)),
    "NL-R-004": _within("NL", _address(_BUYER, _STREET, _CITY, _ZONE)),
    "NL-R-005": _within("NL", _legal_in(_BUYER, *_DUTCH)),
    "NL-R-007": _from("NL", _dutch_means),
    "NL-R-008": _within("NL", _code_is("30", "48", "49", "57", "58", "59")),
    "SE-R-001": _from("SE", _swedish_vat),
    "SE-R-003": _from("SE", _swedish_company),
    "SE-R-005": _from("SE", _swedish_f_tax),
    "SE-R-006": _from("SE", _swedish_rates),
    "DK-R-002": _from("DK", _has(f"{_SELLER}/{_LEGAL}")),
    "DK-R-005": _within("DK", _code_is(*_DANISH_MEANS)),
    "DK-R-006": _within("DK", _danish_account),
    "DK-R-013": _within("DK", _danish_identifiers),
    "DK-R-014": _from("DK", _legal_in(_SELLER, "0184")),
    "DK-R-016": _within("DK", lambda file: not file.is_credit_note or file.payable >= 0),
    "IT-R-001": _taxed_in(
        "IT", lambda file: all(re.fullmatch("[A-Z0-9]{11,16}", it) for it in file.other_tax)
    ),
    "IT-R-002": _taxed_in("IT", _address(_SELLER, _STREET)),
    "IT-R-003": _taxed_in("IT", _address(_SELLER, _CITY)),
    "IT-R-004": _taxed_in("IT", _address(_SELLER, _ZONE)),
    "IS-R-002": _from("IS", _legal_in(_SELLER, "0196", required=True)),
    "IS-R-003": _from("IS", _address(_SELLER, _STREET, _ZONE)),
    "IS-R-004": _within("IS", _legal_in(_BUYER, "0196", required=True)),
    "IS-R-005": _within("IS", _address(_BUYER, _STREET, _ZONE)),
    "NO-R-001": _from("NO", _norwegian_vat),
    "GR-R-001-1": _taxed_in("GR", _greek_number),
    "GR-R-002": _taxed_in("GR", _has(f"{_SELLER}/cac:PartyName/cbc:Name")),
    "GR-R-003": _taxed_in("GR", lambda file: not file.vat or file.vat.startswith("EL")),
    "GR-R-004-1": _taxed_in(
        "GR",
        lambda file: (
            file.seller != "GR"
            or "##M.AR.K##" in file.texts("cac:AdditionalDocumentReference/cbc:DocumentDescription")
        ),
    ),
    "GR-R-005": _taxed_in("GR", _has(f"{_BUYER}/cac:PartyName/cbc:Name")),
    "GR-R-009": _taxed_in(
        "GR", lambda file: {it for it, _ in file.ids(f"{_SELLER}/cbc:EndpointID")} == {"9933"}
    ),
}
"""By name: whether a file keeps it."""
