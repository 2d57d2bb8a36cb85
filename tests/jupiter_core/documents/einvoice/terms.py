"""The business terms of EN 16931 in a file of either syntax, and files in which one is spoilt."""

from lxml import etree

_UBL = "urn:oasis:names:specification:ubl:schema:xsd:Common{}Components-2"
_CII = "urn:un:unece:uncefact:data:standard:{}:100"
_PREFIXES = {
    "cbc": _UBL.format("Basic"),
    "cac": _UBL.format("Aggregate"),
    "ram": _CII.format("ReusableAggregateBusinessInformationEntity"),
    "rsm": _CII.format("CrossIndustryInvoice"),
    "qdt": _CII.format("QualifiedDataType"),
    "udt": _CII.format("UnqualifiedDataType"),
}
_SELLER, _BUYER = (f"cac:Accounting{each}Party/cac:Party" for each in ("Supplier", "Customer"))
_DEAL = "rsm:SupplyChainTradeTransaction"
_AGREED = f"{_DEAL}/ram:ApplicableHeaderTradeAgreement"
_SETTLED = f"{_DEAL}/ram:ApplicableHeaderTradeSettlement"
_SELLS, _BUYS = (f"{_AGREED}/ram:{each}TradeParty" for each in ("Seller", "Buyer"))
_HANDED_OVER = f"{_DEAL}/ram:ApplicableHeaderTradeDelivery"
_SENT = f"{_HANDED_OVER}/ram:ShipToTradeParty/ram:PostalTradeAddress"
_DELIVERED = "cac:Delivery/cac:DeliveryLocation/cac:Address"
_PAID = f"{_SETTLED}/ram:SpecifiedTradeSettlementPaymentMeans"
_SUM = f"{_SETTLED}/ram:SpecifiedTradeSettlementHeaderMonetarySummation"
_LINE = f"{_DEAL}/ram:IncludedSupplyChainTradeLineItem"
_OLD = f"{_SETTLED}/ram:InvoiceReferencedDocument"
_ITEM = "(cac:InvoiceLine|cac:CreditNoteLine)"
_DAY = "udt:DateTimeString"
_TAXES = "cac:TaxScheme/cbc:ID='VAT' or cac:TaxScheme/cbc:ID='GST'"
_SCHEMES = f"cac:PartyTaxScheme[{_TAXES}]/cbc:CompanyID"
_OTHER_SCHEMES = f"cac:PartyTaxScheme[not({_TAXES})]/cbc:CompanyID"

TERMS: dict[str, tuple[str, str]] = {
    "UUID": ("cbc:UUID", "nothing"),
    "scheme": ("//cac:TaxScheme/cbc:ID", "nothing"),
    "BT-1": ("cbc:ID", "rsm:ExchangedDocument/ram:ID"),
    "BT-2": ("cbc:IssueDate", f"rsm:ExchangedDocument/ram:IssueDateTime/{_DAY}"),
    "BT-3": (
        "cbc:InvoiceTypeCode|cbc:CreditNoteTypeCode",
        "rsm:ExchangedDocument/ram:TypeCode",
    ),
    "BT-5": ("cbc:DocumentCurrencyCode", f"{_SETTLED}/ram:InvoiceCurrencyCode"),
    "BT-9": (
        "cbc:DueDate",
        f"{_SETTLED}/ram:SpecifiedTradePaymentTerms/ram:DueDateDateTime/{_DAY}",
    ),
    "BT-10": ("cbc:BuyerReference", f"{_AGREED}/ram:BuyerReference"),
    "BT-13": (
        "cac:OrderReference/cbc:ID",
        f"{_AGREED}/ram:BuyerOrderReferencedDocument/ram:IssuerAssignedID",
    ),
    "BG-14": ("cac:InvoicePeriod", f"{_SETTLED}/ram:BillingSpecifiedPeriod"),
    "BG-26": (
        f"{_ITEM}/cac:InvoicePeriod",
        f"{_LINE}/ram:SpecifiedLineTradeSettlement/ram:BillingSpecifiedPeriod",
    ),
    "BT-20": (
        "cac:PaymentTerms/cbc:Note",
        f"{_SETTLED}/ram:SpecifiedTradePaymentTerms/ram:Description",
    ),
    "BT-21": (
        "cbc:Note[starts-with(., '#')]",
        "rsm:ExchangedDocument/ram:IncludedNote/ram:SubjectCode",
    ),
    "BT-22": ("cbc:Note", "rsm:ExchangedDocument/ram:IncludedNote/ram:Content"),
    "BT-23": (
        "cbc:ProfileID",
        "rsm:ExchangedDocumentContext/ram:BusinessProcessSpecifiedDocumentContextParameter/ram:ID",
    ),
    "BT-24": (
        "cbc:CustomizationID",
        "rsm:ExchangedDocumentContext/ram:GuidelineSpecifiedDocumentContextParameter/ram:ID",
    ),
    "BT-25": (
        "cac:BillingReference/cac:InvoiceDocumentReference/cbc:ID",
        f"{_OLD}/ram:IssuerAssignedID",
    ),
    "BT-26": (
        "cac:BillingReference/cac:InvoiceDocumentReference/cbc:IssueDate",
        f"{_OLD}/ram:FormattedIssueDateTime/qdt:DateTimeString",
    ),
    "BT-29": (f"{_SELLER}/cac:PartyIdentification/cbc:ID", f"{_SELLS}/ram:GlobalID"),
    "BT-30": (
        f"{_SELLER}/cac:PartyLegalEntity/cbc:CompanyID",
        f"{_SELLS}/ram:SpecifiedLegalOrganization/ram:ID",
    ),
    "BT-31": (
        f"{_SELLER}/{_SCHEMES}",
        f"{_SELLS}/ram:SpecifiedTaxRegistration/ram:ID[@schemeID='VA']",
    ),
    "BT-32": (
        f"{_SELLER}/{_OTHER_SCHEMES}",
        f"{_SELLS}/ram:SpecifiedTaxRegistration/ram:ID[@schemeID='FC']",
    ),
    "BT-34": (
        f"{_SELLER}/cbc:EndpointID",
        f"{_SELLS}/ram:URIUniversalCommunication/ram:URIID",
    ),
    "BT-35": (
        f"{_SELLER}/cac:PostalAddress/cbc:StreetName",
        f"{_SELLS}/ram:PostalTradeAddress/ram:LineOne",
    ),
    "BT-40": (
        f"{_SELLER}/cac:PostalAddress/cac:Country/cbc:IdentificationCode",
        f"{_SELLS}/ram:PostalTradeAddress/ram:CountryID",
    ),
    "BT-50": (
        f"{_BUYER}/cac:PostalAddress/cbc:StreetName",
        f"{_BUYS}/ram:PostalTradeAddress/ram:LineOne",
    ),
    "BT-55": (
        f"{_BUYER}/cac:PostalAddress/cac:Country/cbc:IdentificationCode",
        f"{_BUYS}/ram:PostalTradeAddress/ram:CountryID",
    ),
    "BT-37": (
        f"{_SELLER}/cac:PostalAddress/cbc:CityName",
        f"{_SELLS}/ram:PostalTradeAddress/ram:CityName",
    ),
    "BT-38": (
        f"{_SELLER}/cac:PostalAddress/cbc:PostalZone",
        f"{_SELLS}/ram:PostalTradeAddress/ram:PostcodeCode",
    ),
    "BG-6": (f"{_SELLER}/cac:Contact", f"{_SELLS}/ram:DefinedTradeContact"),
    "BT-41": (
        f"{_SELLER}/cac:Contact/cbc:Name",
        f"{_SELLS}/ram:DefinedTradeContact/ram:PersonName",
    ),
    "BT-42": (
        f"{_SELLER}/cac:Contact/cbc:Telephone",
        f"{_SELLS}/ram:DefinedTradeContact/ram:TelephoneUniversalCommunication/ram:CompleteNumber",
    ),
    "BT-43": (
        f"{_SELLER}/cac:Contact/cbc:ElectronicMail",
        f"{_SELLS}/ram:DefinedTradeContact/ram:EmailURIUniversalCommunication/ram:URIID",
    ),
    "BT-46": (f"{_BUYER}/cac:PartyIdentification/cbc:ID", f"{_BUYS}/ram:GlobalID"),
    "BT-47": (
        f"{_BUYER}/cac:PartyLegalEntity/cbc:CompanyID",
        f"{_BUYS}/ram:SpecifiedLegalOrganization/ram:ID",
    ),
    "BT-49": (f"{_BUYER}/cbc:EndpointID", f"{_BUYS}/ram:URIUniversalCommunication/ram:URIID"),
    "BT-52": (
        f"{_BUYER}/cac:PostalAddress/cbc:CityName",
        f"{_BUYS}/ram:PostalTradeAddress/ram:CityName",
    ),
    "BT-53": (
        f"{_BUYER}/cac:PostalAddress/cbc:PostalZone",
        f"{_BUYS}/ram:PostalTradeAddress/ram:PostcodeCode",
    ),
    "BG-15": (_DELIVERED, _SENT),
    "BT-72": (
        "cac:Delivery/cbc:ActualDeliveryDate",
        f"{_HANDED_OVER}/ram:ActualDeliverySupplyChainEvent/ram:OccurrenceDateTime/{_DAY}",
    ),
    "BT-77": (f"{_DELIVERED}/cbc:CityName", f"{_SENT}/ram:CityName"),
    "BT-78": (f"{_DELIVERED}/cbc:PostalZone", f"{_SENT}/ram:PostcodeCode"),
    "BG-16": ("cac:PaymentMeans", _PAID),
    "BT-81": ("cac:PaymentMeans/cbc:PaymentMeansCode", f"{_PAID}/ram:TypeCode"),
    "BG-17": (
        "cac:PaymentMeans/cac:PayeeFinancialAccount",
        f"{_PAID}/ram:PayeePartyCreditorFinancialAccount",
    ),
    "BT-84": (
        "cac:PaymentMeans/cac:PayeeFinancialAccount/cbc:ID",
        f"{_PAID}/ram:PayeePartyCreditorFinancialAccount/*[not(self::ram:AccountName)]",
    ),
    "BT-6": ("cbc:TaxCurrencyCode", f"{_SETTLED}/ram:TaxCurrencyCode"),
    "BT-95": (
        "cac:AllowanceCharge/cac:TaxCategory/cbc:ID",
        f"{_SETTLED}/ram:SpecifiedTradeAllowanceCharge/ram:CategoryTradeTax/ram:CategoryCode",
    ),
    "BT-109": ("cac:LegalMonetaryTotal/cbc:TaxExclusiveAmount", f"{_SUM}/ram:TaxBasisTotalAmount"),
    "BT-107": (
        "cac:LegalMonetaryTotal/cbc:AllowanceTotalAmount",
        f"{_SUM}/ram:AllowanceTotalAmount",
    ),
    "BT-108": ("cac:LegalMonetaryTotal/cbc:ChargeTotalAmount", f"{_SUM}/ram:ChargeTotalAmount"),
    "BT-110": ("cac:TaxTotal[cac:TaxSubtotal]/cbc:TaxAmount", f"{_SUM}/ram:TaxTotalAmount"),
    "BT-112": ("cac:LegalMonetaryTotal/cbc:TaxInclusiveAmount", f"{_SUM}/ram:GrandTotalAmount"),
    "BT-115": ("cac:LegalMonetaryTotal/cbc:PayableAmount", f"{_SUM}/ram:DuePayableAmount"),
    "BT-116": (
        "cac:TaxTotal/cac:TaxSubtotal/cbc:TaxableAmount",
        f"{_SETTLED}/ram:ApplicableTradeTax/ram:BasisAmount",
    ),
    "BT-117": (
        "cac:TaxTotal/cac:TaxSubtotal/cbc:TaxAmount",
        f"{_SETTLED}/ram:ApplicableTradeTax/ram:CalculatedAmount",
    ),
    "BT-118": (
        "cac:TaxTotal/cac:TaxSubtotal/cac:TaxCategory/cbc:ID",
        f"{_SETTLED}/ram:ApplicableTradeTax/ram:CategoryCode",
    ),
    "BG-23": ("cac:TaxTotal/cac:TaxSubtotal", f"{_SETTLED}/ram:ApplicableTradeTax"),
    "BT-119": (
        "cac:TaxTotal/cac:TaxSubtotal/cac:TaxCategory/cbc:Percent",
        f"{_SETTLED}/ram:ApplicableTradeTax/ram:RateApplicablePercent",
    ),
    "BT-129": (
        f"{_ITEM}/*[self::cbc:InvoicedQuantity or self::cbc:CreditedQuantity]",
        f"{_LINE}/ram:SpecifiedLineTradeDelivery/ram:BilledQuantity",
    ),
    "BT-131": (
        f"{_ITEM}/cbc:LineExtensionAmount",
        f"{_LINE}//ram:SpecifiedTradeSettlementLineMonetarySummation/ram:LineTotalAmount",
    ),
    "BT-146": (
        f"{_ITEM}/cac:Price/cbc:PriceAmount",
        f"{_LINE}/ram:SpecifiedLineTradeAgreement/ram:NetPriceProductTradePrice/ram:ChargeAmount",
    ),
    "BT-151": (
        f"{_ITEM}/cac:Item/cac:ClassifiedTaxCategory/cbc:ID",
        f"{_LINE}/ram:SpecifiedLineTradeSettlement/ram:ApplicableTradeTax/ram:CategoryCode",
    ),
}
"""By term: where it is in UBL, and in CII. `UUID` and `scheme` are of UBL alone."""


class Terms:
    """A file, asked by term. Days are ISO 8601 in both syntaxes."""

    def __init__(self, xml: bytes) -> None:
        self.root = etree.fromstring(xml)
        self.in_cii = etree.QName(self.root).localname == "CrossIndustryInvoice"

    def all(self, term: str) -> list[etree._Element]:
        found = self.root.xpath(TERMS[term][self.in_cii], namespaces=_PREFIXES)
        assert isinstance(found, list)
        return [each for each in found if isinstance(each, etree._Element)]

    def texts(self, term: str) -> list[str]:
        return [each.text or "" for each in self.all(term)]

    def text(self, term: str) -> str:
        return next(iter(self.texts(term)), "").strip()

    def day(self, term: str) -> str:
        found = self.text(term).replace("-", "")
        return found and f"{found[:4]}-{found[4:6]}-{found[6:]}"

    def codes(self) -> list[str]:
        """BT-21, which UBL has before the text: `#PMT#`."""
        texts = self.texts("BT-21")
        return texts if self.in_cii else [each.split("#")[1] for each in texts]

    def schemed(self, term: str) -> list[tuple[str, str]]:
        """Scheme and number of each."""
        return [(each.get("schemeID") or "", (each.text or "").strip()) for each in self.all(term)]


def spoilt(xml: bytes, term: str, put: str | None = None, scheme: str | None = None) -> bytes:
    """The file without a term, or with another text or scheme in it. Raises AssertionError where
    it has not got the term."""
    file = Terms(xml)
    found = file.all(term)
    assert found, f"{term} is not in the file"
    for each in found:
        parent = each.getparent()
        if scheme is not None:
            each.set("schemeID", scheme)
        elif put is not None:
            each.text = put
        elif parent is not None:
            parent.remove(each)
    return etree.tostring(file.root)
