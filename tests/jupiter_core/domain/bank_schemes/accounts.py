"""An account of each scheme, of numbers that the country's clearing publishes or that were reckoned
by hand."""

from typing import Any

ACCOUNTS: dict[str, dict[str, Any]] = {
    "iban": {"iban": "DE89 3704 0044 0532 0130 00", "bic": "COBADEFFXXX"},
    "ch": {
        "iban": "CH52 0483 5012 3456 7100 0",
        "details": {"qr_iban": "CH64 3196 1000 0044 2155 7"},
    },
    "us": {
        "account_number": "000123456789",
        "routing_number": "021000021",
        "bic": "CHASUS33",
        "details": {
            "wire_routing_number": "021000089",
            "account_type": "checking",
            "intermediary_bank": "Example Correspondent Bank",
            "intermediary_bic": "CITIUS33",
        },
    },
    "gb": {"account_number": "6637 4958", "details": {"sort_code": "08-99-99"}},
    "se": {"account_number": "991-2346"},
    "au": {"account_number": "1234 5678", "details": {"bsb": "062-000"}},
    "ca": {
        "account_number": "1234567",
        "details": {"institution_number": "003", "transit_number": "00012"},
    },
    "in": {"account_number": "000405001234", "details": {"ifsc": "icic0000004"}},
    "sg": {
        "account_number": "0010012345",
        "details": {"bank_code": "7171", "branch_code": "001", "paynow_uen": "197401143C"},
    },
    "hk": {
        "account_number": "123456-789",
        "details": {"bank_code": "004", "branch_code": "808"},
    },
    "jp": {
        "account_number": "1234567",
        "details": {
            "bank_code": "0001",
            "branch_code": "001",
            "account_type": "ordinary",
            "kana_name": "ｼﾞﾕﾋﾟﾀｰ(ｶ",
        },
    },
    "nz": {"account_number": "01-902-0068389-00"},
    "mx": {"account_number": "032 180 000118359719"},
    "br": {
        "account_number": "12345-6",
        "details": {
            "bank_code": "341",
            "branch_code": "0123-4",
            "pix_key": "123E4567-e12b-12d1-a456-426655440000",
        },
    },
    "za": {
        "account_number": "62001234567",
        "details": {"branch_code": "250 655", "account_type": "current"},
    },
    "swift": {
        "account_number": "AE-1002-77",
        "bic": "EBILAEAD",
        "details": {"bank_address": "Baniyas Road, Deira, Dubai"},
    },
}
