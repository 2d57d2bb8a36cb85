"""Lines pasted from a spreadsheet: a table as text becomes lines of the builder's form."""
