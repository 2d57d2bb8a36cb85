"""What the parts of accounts are called on paper and on the customer's page, in its languages."""

from collections.abc import Mapping

from jupiter_core.domain.bank_schemes.scheme import SchemeField

_ENGLISH = {
    "institution_number": "Institution number",
    "transit_number": "Transit number",
    "bank_code": "Bank code",
    "branch_code": "Branch code",
    "account_type": "Account type",
    "kana_name": "Name in katakana",
    "ach_routing_number": "ACH routing number",
    "wire_routing_number": "Wire routing number",
    "bank_address": "Bank's address",
    "intermediary_bank": "Intermediary bank",
    "intermediary_bic": "Intermediary BIC",
    "intermediary_account": "Intermediary account",
    "checking": "Checking",
    "savings": "Savings",
    "ordinary": "Ordinary (futsu)",
    "current": "Current",
    "transmission": "Transmission",
    "cheque_payable_to": "Cheques payable to",
    "cheque_address": "Send cheques to",
}
_LANGUAGES: Mapping[str, Mapping[str, str]] = {
    "en": _ENGLISH,
    "de": {
        "institution_number": "Institutsnummer",
        "transit_number": "Transitnummer",
        "bank_code": "Bankcode",
        "branch_code": "Filialcode",
        "account_type": "Kontoart",
        "kana_name": "Name in Katakana",
        "ach_routing_number": "Routing-Nr. (ACH)",
        "wire_routing_number": "Routing-Nr. (Wire)",
        "bank_address": "Adresse der Bank",
        "intermediary_bank": "Korrespondenzbank",
        "intermediary_bic": "BIC der Korr.-Bank",
        "intermediary_account": "Konto der Korr.-Bank",
        "checking": "Girokonto",
        "savings": "Sparkonto",
        "ordinary": "Gewöhnlich (futsu)",
        "current": "Girokonto",
        "transmission": "Transmission",
        "cheque_payable_to": "Schecks an",
        "cheque_address": "Schecks senden an",
    },
    "fr": {
        "institution_number": "Numéro d'institution",
        "transit_number": "Numéro de transit",
        "bank_code": "Code banque",
        "branch_code": "Code agence",
        "account_type": "Type de compte",
        "kana_name": "Nom en katakana",
        "ach_routing_number": "Code routing (ACH)",
        "wire_routing_number": "Code routing (wire)",
        "bank_address": "Adresse de la banque",
        "intermediary_bank": "Banque intermédiaire",
        "intermediary_bic": "BIC intermédiaire",
        "intermediary_account": "Compte intermédiaire",
        "checking": "Compte courant",
        "savings": "Compte d'épargne",
        "ordinary": "Ordinaire (futsu)",
        "current": "Compte courant",
        "transmission": "Transmission",
        "cheque_payable_to": "Chèques à l'ordre de",
        "cheque_address": "Envoyer les chèques à",
    },
    "it": {
        "institution_number": "Numero istituto",
        "transit_number": "Numero di transito",
        "bank_code": "Codice banca",
        "branch_code": "Codice filiale",
        "account_type": "Tipo di conto",
        "kana_name": "Nome in katakana",
        "ach_routing_number": "Codice routing (ACH)",
        "wire_routing_number": "Codice routing (wire)",
        "bank_address": "Indirizzo della banca",
        "intermediary_bank": "Banca intermediaria",
        "intermediary_bic": "BIC intermediaria",
        "intermediary_account": "Conto intermediaria",
        "checking": "Conto corrente",
        "savings": "Conto di risparmio",
        "ordinary": "Ordinario (futsu)",
        "current": "Conto corrente",
        "transmission": "Transmission",
        "cheque_payable_to": "Assegni intestati a",
        "cheque_address": "Inviare gli assegni a",
    },
    "es": {
        "institution_number": "Número de institución",
        "transit_number": "Número de tránsito",
        "bank_code": "Código de banco",
        "branch_code": "Código de sucursal",
        "account_type": "Tipo de cuenta",
        "kana_name": "Nombre en katakana",
        "ach_routing_number": "Código de ruta (ACH)",
        "wire_routing_number": "Código de ruta (wire)",
        "bank_address": "Dirección del banco",
        "intermediary_bank": "Banco intermediario",
        "intermediary_bic": "BIC intermediario",
        "intermediary_account": "Cuenta intermediaria",
        "checking": "Cuenta corriente",
        "savings": "Cuenta de ahorros",
        "ordinary": "Ordinaria (futsu)",
        "current": "Cuenta corriente",
        "transmission": "Transmission",
        "cheque_payable_to": "Cheques a nombre de",
        "cheque_address": "Enviar los cheques a",
    },
    "nl": {
        "institution_number": "Instellingsnummer",
        "transit_number": "Transitnummer",
        "bank_code": "Bankcode",
        "branch_code": "Filiaalcode",
        "account_type": "Soort rekening",
        "kana_name": "Naam in katakana",
        "ach_routing_number": "Routingnummer (ACH)",
        "wire_routing_number": "Routingnummer (wire)",
        "bank_address": "Adres van de bank",
        "intermediary_bank": "Correspondentbank",
        "intermediary_bic": "BIC correspondent",
        "intermediary_account": "Rekening correspondent",
        "checking": "Betaalrekening",
        "savings": "Spaarrekening",
        "ordinary": "Gewoon (futsu)",
        "current": "Betaalrekening",
        "transmission": "Transmission",
        "cheque_payable_to": "Cheques op naam van",
        "cheque_address": "Cheques sturen naar",
    },
    "pt": {
        "institution_number": "Número da instituição",
        "transit_number": "Número de trânsito",
        "bank_code": "Código do banco",
        "branch_code": "Código da agência",
        "account_type": "Tipo de conta",
        "kana_name": "Nome em katakana",
        "ach_routing_number": "Roteamento (ACH)",
        "wire_routing_number": "Roteamento (wire)",
        "bank_address": "Endereço do banco",
        "intermediary_bank": "Banco intermediário",
        "intermediary_bic": "BIC intermediário",
        "intermediary_account": "Conta intermediária",
        "checking": "Conta corrente",
        "savings": "Conta poupança",
        "ordinary": "Ordinária (futsu)",
        "current": "Conta corrente",
        "transmission": "Transmission",
        "cheque_payable_to": "Cheques à ordem de",
        "cheque_address": "Enviar os cheques para",
    },
    "ja": {
        "institution_number": "金融機関番号",
        "transit_number": "トランジット番号",
        "bank_code": "銀行コード",
        "branch_code": "支店コード",
        "account_type": "口座種別",
        "kana_name": "口座名義（カナ）",
        "ach_routing_number": "ACHルーティング番号",
        "wire_routing_number": "電信送金ルーティング番号",
        "bank_address": "銀行住所",
        "intermediary_bank": "経由銀行",
        "intermediary_bic": "経由銀行BIC",
        "intermediary_account": "経由銀行口座",
        "checking": "当座",
        "savings": "貯蓄",
        "ordinary": "普通",
        "current": "当座",
        "transmission": "Transmission",
        "cheque_payable_to": "小切手の受取人",
        "cheque_address": "小切手の送付先",
    },
}


def part_label(field: SchemeField, language: str, present: Mapping[str, str]) -> str:
    """What a part is called beside those that are `present`: its country's own name, else the
    language's; empty where the language has none for it."""
    if field.own:
        return field.own
    key = field.name
    if field.beside and field.beside[0] in present:
        key = field.beside[1]
    return words_in(language).get(key, "")


def value_words(field: SchemeField, value: str, language: str) -> str:
    """As it is printed: grouped, or in words where it was chosen."""
    return words_in(language)[value] if field.choices else field.shown(value)


def cheque_labels(language: str, country: str) -> tuple[str, str]:
    """Who it is payable to, and where it is sent; an American account says `check`."""
    words = words_in(language)
    labels = words["cheque_payable_to"], words["cheque_address"]
    if country != "US" or words is not _ENGLISH:
        return labels
    return labels[0].replace("Cheques", "Checks"), labels[1].replace("cheques", "checks")


def words_in(language: str) -> Mapping[str, str]:
    """English where the language is not known."""
    return _LANGUAGES.get(language, _ENGLISH)
