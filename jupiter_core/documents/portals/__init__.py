"""Files that customers' portals take: cXML, and the CSV uploads of Coupa and SAP Business Network.

All are written from the model of the e-invoices, so that their figures are those of the paper.
"""
