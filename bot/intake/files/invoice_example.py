"""The file that `jupiter render --example` prints."""

EXAMPLE = """\
{
  "number": "JEU-000042",
  "issue_date": "2027-01-04",
  "net_terms": 45,
  "currency": "EUR",
  "language": "en",
  "po_number": "4500012345",
  "memo": "Thank you for three years of trust.",
  "sender": {
    "legal_name": "Jupiter EU GmbH",
    "address": {
      "street": "Hauptstraße 1",
      "city": "Berlin",
      "postal_code": "10115",
      "country": "DE"
    },
    "tax_ids": [{"kind": "eu_vat", "value": "DE136695976"}],
    "email": "billing@jupiter.example",
    "phone": "+49 30 123456",
    "colour": "#1f3a5f",
    "endpoint": "9930:DE136695976"
  },
  "bank_account": {
    "holder": "Jupiter EU GmbH",
    "bank_name": "Commerzbank",
    "currency": "EUR",
    "iban": "DE89370400440532013000",
    "bic": "COBADEFFXXX",
    "valid_since": "2025-03-01"
  },
  "customer": {
    "name": "Société Lumière SAS",
    "address": {
      "street": "12 rue de la Paix\\nBâtiment B",
      "city": "Paris",
      "postal_code": "75002",
      "country": "FR"
    },
    "tax_ids": [{"kind": "eu_vat", "value": "FR40303265045"}],
    "ap_contact": {"name": "Claire Dubois", "email": "ap@lumiere.example"},
    "attention": "Service Comptabilité",
    "cost_centre": "CC-4711",
    "po_required": true,
    "buyer_reference": "LUM-77",
    "endpoint": "9957:FR40303265045"
  },
  "lines": [
    {
      "description": "Platform Enterprise, year 2 of 3",
      "quantity": "1",
      "unit_price": "1260000.00",
      "tax_rate": "0",
      "tax_category": "AE",
      "service_start": "2027-01-01",
      "service_end": "2027-12-31",
      "arithmetic": "1,200,000.00 × 1.05"
    },
    {
      "description": "Analytics seats",
      "quantity": "250",
      "unit_price": "480.00",
      "tax_category": "AE",
      "service_start": "2027-01-01",
      "service_end": "2027-12-31"
    },
    {
      "description": "Usage credit",
      "unit_price": "-25000.00",
      "tax_category": "AE"
    }
  ]
}
"""
