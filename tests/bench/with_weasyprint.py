"""The same content by WeasyPrint: HTML and a style sheet, the fonts set up once."""

from html import escape

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from jupiter_core.documents.typeface import FILES
from tests.bench.deal import Plain

_FONTS = FontConfiguration()
_FACES = "".join(
    "@font-face { font-family: J; "
    f"font-weight: {700 if bold else 400}; src: url({file.as_uri()}) }}"
    for bold, file in FILES.items()
)
_STYLE = CSS(
    string=_FACES
    + """
    @page { size: letter; margin: 48pt 50pt 62pt; @bottom-right {
        content: "Page " counter(page) " of " counter(pages); font: 7.5pt J } }
    body { font: 9pt/12.5pt J } h1 { font-size: 23pt; text-align: right; margin: 0 }
    table { width: 100%; border-collapse: collapse }
    td, th { text-align: right; border-bottom: .5pt solid #dfe3e8; padding: 5pt;
        vertical-align: top }
    td:first-child, th:first-child { text-align: left } thead { background: #f4f6f8 }
    """,
    font_config=_FONTS,
)


def make(plain: Plain) -> bytes:
    made = HTML(string=_html(plain)).write_pdf(stylesheets=[_STYLE], font_config=_FONTS)
    assert made is not None
    return made


def _html(plain: Plain) -> str:
    rows = "".join(f"<tr>{_cells(row)}</tr>" for row in plain.rows)
    return (
        f"<h1>{'<br>'.join(map(escape, plain.head))}</h1>{_block(plain.seller)}"
        f"<table><tr>{''.join(f'<td>{_block(fact)}</td>' for fact in plain.facts)}</tr></table>"
        f"{_block(plain.bill_to)}<table><thead><tr>{_cells(plain.columns, 'th')}</tr></thead>"
        f"<tbody>{rows}</tbody></table>{_pairs(plain.sums)}{_pairs(plain.remit_to)}"
        f"<p>{escape(plain.note)}</p><p>{escape(plain.memo)}</p>"
    )


def _cells(texts: tuple[str, ...], tag: str = "td") -> str:
    return "".join(f"<{tag}>{escape(text)}</{tag}>" for text in texts)


def _block(texts: tuple[str, ...]) -> str:
    first, *rest = map(escape, texts)
    return f"<p><b>{first}</b><br>{'<br>'.join(rest)}</p>"


def _pairs(pairs: tuple[tuple[str, str], ...]) -> str:
    return f"<table>{''.join(f'<tr>{_cells(pair)}</tr>' for pair in pairs)}</table>"
