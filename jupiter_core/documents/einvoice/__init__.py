"""The invoice for machines: one model after EN 16931, written as CII and as UBL.

`model` is what the standard knows of an invoice; `composition`, `parties`, `party_numbers`,
`lines`, `payment` and `taxes` make it of a version; `gaps` says what is missing for it, with
`gaps_of_tax`, `gaps_of_peppol` and its national rules in `gaps_of_countries`, `xrechnung` and
`france`; `dialects` is by which specification a file is written; `cii` (Factur-X)
and `ubl` (Peppol BIS Billing 3.0) write it, by `markup`; `embedding` brings the CII into the PDF.
"""
