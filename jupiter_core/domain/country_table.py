"""What is usual in a country, as data: tax rates, numbers that its companies have, main time zones.

Tax rates: the standard rate of VAT, GST or consumption tax in percent, then the reduced ones. For
the Member States from the European Commission's Taxes in Europe Database (standard and reduced
rates as of 1 January 2026), for the others from their own tax offices. A country without an entry
has no such tax (United States: sales tax is each state's own) or is not known here.

Numbers: what the invoice of a company there bears or its register asks for, in the country's own
words; articles 226 (3) of Directive 2006/112/EC and 5 of Directive (EU) 2017/1132 for the Member
States. Kinds are those of `registers`.

Time zones: where most companies of a country with several zones are; any other country has the
first zone of IANA's zone.tab.
"""

TAX_RATES: dict[str, tuple[str, ...]] = {
    "AE": ("5",),
    "AT": ("20", "13", "10"),
    "AU": ("10",),
    "BE": ("21", "12", "6"),
    "BG": ("20", "9"),
    "CA": ("5",),
    "CH": ("8.1", "3.8", "2.6"),
    "CY": ("19", "9", "5"),
    "CZ": ("21", "12"),
    "DE": ("19", "7"),
    "DK": ("25",),
    "EE": ("24", "13", "9"),
    "ES": ("21", "10", "4"),
    "FI": ("25.5", "13.5", "10"),
    "FR": ("20", "10", "5.5"),
    "GB": ("20", "5"),
    "GR": ("24", "13", "6"),
    "HR": ("25", "13", "5"),
    "HU": ("27", "18", "5"),
    "IE": ("23", "13.5", "9"),
    "IL": ("18",),
    "IN": ("18", "5"),
    "IS": ("24", "11"),
    "IT": ("22", "10", "5"),
    "JP": ("10", "8"),
    "KR": ("10",),
    "LI": ("8.1", "3.8", "2.6"),
    "LT": ("21", "12", "5"),
    "LU": ("17", "14", "8"),
    "LV": ("21", "12", "5"),
    "MT": ("18", "7", "5"),
    "MX": ("16", "8"),
    "NL": ("21", "9"),
    "NO": ("25", "15", "12"),
    "NZ": ("15",),
    "PL": ("23", "8", "5"),
    "PT": ("23", "13", "6"),
    "RO": ("21", "11"),
    "SA": ("15",),
    "SE": ("25", "12", "6"),
    "SG": ("9",),
    "SI": ("22", "9.5", "5"),
    "SK": ("23", "19", "5"),
    "TR": ("20", "10", "1"),
    "TW": ("5",),
    "ZA": ("15",),
}

NUMBERS_ASKED: dict[str, tuple[tuple[str, str], ...]] = {
    "AE": (("other", "TRN (tax registration number)"), ("registration", "Trade licence number")),
    "AT": (("eu_vat", "UID-Nummer (ATU…)"), ("registration", "Firmenbuchnummer (FN…)")),
    "AU": (("au_abn", "ABN (Australian business number)"),),
    "BE": (("eu_vat", "BTW-nummer / numéro de TVA"), ("be_kbo", "Ondernemingsnummer (KBO/BCE)")),
    "BG": (("eu_vat", "ДДС номер (VAT number)"), ("registration", "ЕИК (UIC)")),
    "BR": (("registration", "CNPJ"), ("other", "Inscrição estadual or municipal")),
    "CA": (("ca_gst", "GST/HST number"), ("registration", "Corporation number")),
    "CH": (("ch_vat", "MWST-Nummer (CHE-… MWST)"), ("ch_uid", "UID (CHE-…)")),
    "CN": (("registration", "统一社会信用代码 (unified social credit code)"),),
    "CZ": (("eu_vat", "DIČ (VAT number)"), ("registration", "IČO")),
    "DE": (
        ("eu_vat", "USt-IdNr. (DE…)"),
        ("other", "Steuernummer"),
        ("registration", "Handelsregister (HRB…)"),
    ),
    "DK": (("dk_cvr", "CVR-nummer"), ("eu_vat", "SE-nr. / momsnummer (DK…)")),
    "EE": (("eu_vat", "KMKR number (EE…)"), ("registration", "Registrikood")),
    "ES": (("eu_vat", "NIF-IVA (ES…)"), ("registration", "Registro Mercantil")),
    "FI": (("eu_vat", "ALV-numero (FI…)"), ("fi_ytunnus", "Y-tunnus")),
    "FR": (
        ("eu_vat", "N° de TVA intracommunautaire (FR…)"),
        ("fr_siren", "SIREN"),
        ("registration", "RCS"),
    ),
    "GB": (("gb_vat", "VAT registration number"), ("registration", "Company number")),
    "GR": (("eu_vat", "ΑΦΜ (EL…)"), ("registration", "ΓΕΜΗ")),
    "HR": (("eu_vat", "PDV ID (HR…)"), ("registration", "MBS")),
    "HU": (("eu_vat", "Közösségi adószám (HU…)"), ("registration", "Cégjegyzékszám")),
    "IE": (("eu_vat", "VAT number (IE…)"), ("registration", "CRO number")),
    "IL": (("other", "עוסק מורשה (VAT number)"),),
    "IN": (("in_gstin", "GSTIN"), ("registration", "CIN")),
    "IS": (("is_kennitala", "Kennitala"), ("other", "VSK-númer")),
    "IT": (("eu_vat", "Partita IVA (IT…)"), ("other", "Codice fiscale"), ("registration", "REA")),
    "JP": (
        ("jp_qualified", "登録番号 (T + 13 digits)"),
        ("jp_corporate", "法人番号 (corporate number)"),
    ),
    "KR": (("other", "사업자등록번호 (business number)"),),
    "LI": (("ch_vat", "MWST-Nummer (CHE-… MWST)"), ("registration", "FL-Nummer")),
    "LT": (("eu_vat", "PVM kodas (LT…)"), ("registration", "Įmonės kodas")),
    "LU": (("eu_vat", "N° TVA (LU…)"), ("registration", "RCS Luxembourg (B…)")),
    "LV": (("eu_vat", "PVN numurs (LV…)"), ("registration", "Reģistrācijas numurs")),
    "MX": (("mx_rfc", "RFC"),),
    "MY": (("my_tin", "TIN"), ("my_brn", "BRN"), ("my_sst", "SST number")),
    "NL": (("eu_vat", "Btw-id (NL…)"), ("nl_kvk", "KVK-nummer")),
    "NO": (("no_orgnr", "Organisasjonsnummer"), ("no_vat", "MVA-nummer (… MVA)")),
    "NZ": (("nz_gst", "GST number"), ("nz_nzbn", "NZBN")),
    "PL": (("eu_vat", "NIP (PL…)"), ("registration", "KRS")),
    "PT": (("eu_vat", "NIPC (PT…)"), ("registration", "Matrícula")),
    "RO": (("eu_vat", "Cod TVA (RO…)"), ("registration", "Nr. Registrul Comerțului (J…)")),
    "SE": (("eu_vat", "Momsregistreringsnummer (SE…01)"), ("se_orgnr", "Organisationsnummer")),
    "SG": (("sg_uen", "UEN"), ("other", "GST registration number")),
    "SI": (("eu_vat", "ID za DDV (SI…)"), ("registration", "Matična številka")),
    "SK": (("eu_vat", "IČ DPH (SK…)"), ("registration", "IČO")),
    "US": (("ein", "EIN"), ("registration", "State file number")),
    "ZA": (("other", "VAT number"), ("registration", "Company registration number")),
}

ANY_COUNTRY = (("other", "Tax number"), ("registration", "Registration number"))
MEMBER_STATE = (("eu_vat", "VAT number"), ("registration", "Registration number"))
"""Of those of the European Union that have no words of their own above."""
MEMBER_STATES = frozenset(
    ("AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU")
) | frozenset(("IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK"))

MAIN_TIME_ZONES = {
    "AR": "America/Argentina/Buenos_Aires",
    "AU": "Australia/Sydney",
    "BR": "America/Sao_Paulo",
    "CA": "America/Toronto",
    "CD": "Africa/Kinshasa",
    "CL": "America/Santiago",
    "CN": "Asia/Shanghai",
    "EC": "America/Guayaquil",
    "ES": "Europe/Madrid",
    "ID": "Asia/Jakarta",
    "KZ": "Asia/Almaty",
    "MN": "Asia/Ulaanbaatar",
    "MX": "America/Mexico_City",
    "MY": "Asia/Kuala_Lumpur",
    "NZ": "Pacific/Auckland",
    "PT": "Europe/Lisbon",
    "RU": "Europe/Moscow",
    "US": "America/New_York",
}

OLD_CURRENCIES = {"BG": "EUR"}
"""Where the calendar of currencies in use here is older than the change: Council Decision (EU)
2025/1407, the euro in Bulgaria from 1 January 2026."""
