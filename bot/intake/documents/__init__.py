"""One document a noun: the only JSON form of a contract, an invoice, a party, whatever the door.

The API's bodies, the files of the command line, set-up and the forms of people are read by these.
What differs is notation alone: `1.2M` is a person's, `"1200000.00"` a machine's.
"""
