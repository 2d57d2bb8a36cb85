"""The paper of an invoice: a version in, the bytes of a PDF/A-3A out.

`words` (in `languages`, spelled by the domain's `spelling`) and `colours` say what is printed and
in which ink; `primitives`, `wrapping`, `shaping`, `references` and `flow` place it; the parts
(`head`, `facts`, `parties`, `lines`, `totals`, `notes`, `remittance`, `page_decoration`) each plan
one piece of the page, and `layout` the whole. Each piece has its `tags`, of which `structure` makes
what a screen reader reads. `fast` writes the file out; what it cannot do, `canvas` does by fpdf2.
"""
