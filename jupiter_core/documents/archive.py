"""What makes the file an archive's and the same everywhere: its XMP, its ids, its streams."""

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from html import escape

from fpdf.output import OutputProducer, PDFXmpMetadata, PDFXObject
from fpdf.syntax import Name, PDFContentStream, PDFObject

from jupiter_core.documents.deflating import deflated

PRODUCER = "JupiterInvoice"
_FLATE = Name("FlateDecode")
_CID_MAP_LENGTH = 2 * 256 * 256


@dataclass(frozen=True)
class Attached:
    """A Factur-X invoice to be embedded as it is; its figures are those of the page.

    `relationship` is what PDF calls AFRelationship; Factur-X asks for `Alternative` at the
    profile EN 16931, since the XML says all that the page says.
    """

    content: bytes
    name: str = "factur-x.xml"
    description: str = "Factur-X invoice"
    relationship: str = "Alternative"
    mime: str = "text/xml"


@dataclass(frozen=True)
class FileMetadata:
    """What a file says of itself. `document` names the invoice, `instance` this version of it.

    `language` is a two-letter code.
    """

    title: str
    author: str
    at: datetime
    document: str
    instance: str
    language: str = "en"
    attached: Attached | None = None

    def file_id(self) -> str:
        """The trailer's /ID: lasting part, then the part of this version."""
        return f"<{_digest(self.document)}><{_digest(self.instance)}>"

    def xmp(self) -> str:
        """The metadata packet's content, PDF/A-3A and PDF/UA-1 declared, every date the version's
        own."""
        return _XMP.format(
            title=escape(self.title),
            author=escape(self.author),
            at=self.at.isoformat(timespec="seconds"),
            producer=PRODUCER,
            document=_digest(self.document).lower(),
            instance=_digest(self.instance).lower(),
            language=self.language,
            factur_x=_FACTUR_X.format(name=self.attached.name) if self.attached else "",
            schemas="".join([_UA_SCHEMA, *([_FACTUR_X_SCHEMA] if self.attached else [])]),
        )


class SteadyOutput(OutputProducer):
    """Streams deflated anew, since fpdf2's hang on the zlib that a machine happens to have.

    Pictures stay as the logo has them: their rows were deflated before they were kept. A CR stands
    after each stream and does not count, so that one that ends in CR is as long as it says. The map
    from characters to glyphs, 128 KB of which nearly all is empty, ends after its last
    glyph.
    """

    def bufferize(self) -> bytearray:
        """With the Info dictionary, which fpdf2 leaves out of what is to be PDF/A."""
        self.fpdf._compliance = None
        return super().bufferize()

    def _add_pdf_obj(self, pdf_obj: PDFObject, trace_label: str | None = None) -> int:
        if isinstance(pdf_obj, PDFContentStream):
            _deflate_anew(pdf_obj)
            pdf_obj.length = len(pdf_obj._contents)
            pdf_obj._contents += b"\r"
        return super()._add_pdf_obj(pdf_obj, trace_label)


def _deflate_anew(stream: PDFContentStream) -> None:
    """All but pictures, and the metadata, which archives read as they are."""
    if isinstance(stream, (PDFXObject, PDFXmpMetadata)):
        return
    contents = stream._contents
    if stream.filter == _FLATE:
        contents = zlib.decompress(contents)
    if contents.startswith(b"/CIDInit"):
        # PDF/UA-1 forbids that a glyph means U+0000; that of no character means U+FFFD.
        contents = contents.replace(b"<0000> <0000>\n", b"<0000> <FFFD>\n")
    if len(contents) == _CID_MAP_LENGTH:
        contents = contents.rstrip(b"\0")
        contents += b"\0" * (len(contents) % 2)  # a glyph has two bytes
    stream._contents, stream.filter = deflated(contents), _FLATE


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:32].upper()


_XMP = """<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:format>application/pdf</dc:format>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<pdf:Producer>{producer}</pdf:Producer>
<pdfaid:part>3</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
<xmp:CreateDate>{at}</xmp:CreateDate>
<xmp:ModifyDate>{at}</xmp:ModifyDate>
<xmp:MetadataDate>{at}</xmp:MetadataDate>
<xmp:CreatorTool>{producer}</xmp:CreatorTool>
<xmpMM:DocumentID>uuid:{document}</xmpMM:DocumentID>
<xmpMM:InstanceID>uuid:{instance}</xmpMM:InstanceID>
</rdf:Description>{factur_x}
<rdf:Description rdf:about=""
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag>{schemas}
</rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>"""


def _schema(
    name: str, namespace: str, prefix: str, kind: str, category: str, properties: Mapping[str, str]
) -> str:
    """One that PDF/A does not know, described as its part 3, 6.6.2.3.3, asks for."""
    described = "".join(
        f"""
<rdf:li rdf:parseType="Resource">
<pdfaProperty:name>{each}</pdfaProperty:name>
<pdfaProperty:valueType>{kind}</pdfaProperty:valueType>
<pdfaProperty:category>{category}</pdfaProperty:category>
<pdfaProperty:description>{meaning}</pdfaProperty:description>
</rdf:li>"""
        for each, meaning in properties.items()
    )
    return f"""
<rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>{name}</pdfaSchema:schema>
<pdfaSchema:namespaceURI>{namespace}</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>{prefix}</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq>{described}
</rdf:Seq></pdfaSchema:property>
</rdf:li>"""


_UA_SCHEMA = _schema(
    "PDF/UA identification schema",
    "http://www.aiim.org/pdfua/ns/id/",
    "pdfuaid",
    "Integer",
    "internal",
    {"part": "part of ISO 14289 that the file keeps to"},
)
_FACTUR_X_NAMESPACE = "urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#"
_FACTUR_X_SCHEMA = _schema(
    "Factur-X PDFA Extension Schema",
    _FACTUR_X_NAMESPACE,
    "fx",
    "Text",
    "external",
    {
        "DocumentFileName": "name of the embedded XML invoice file",
        "DocumentType": "INVOICE",
        "Version": "version of the Factur-X XML schema",
        "ConformanceLevel": "profile of the embedded XML invoice",
    },
)
_FACTUR_X = f"""
<rdf:Description rdf:about="" xmlns:fx="{_FACTUR_X_NAMESPACE}">
<fx:DocumentType>INVOICE</fx:DocumentType>
<fx:DocumentFileName>{{name}}</fx:DocumentFileName>
<fx:Version>1.0</fx:Version>
<fx:ConformanceLevel>EN 16931</fx:ConformanceLevel>
</rdf:Description>"""
