"""The paper of an invoice: a version in, the bytes of a PDF/A-3B out.

`words` and `colours` say what is printed and in which ink; `marks`, `wrapping` and `flow` place
it; the parts (`head`, `parties`, `lines`, `totals`, `remittance`, `furniture`) each plan one piece
of the page; `canvas` alone knows fpdf2.
"""
