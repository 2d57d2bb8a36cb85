"""What the references are called that are known by name, in the languages of the paper."""

from collections.abc import Mapping

NAMES: Mapping[str, Mapping[str, str]] = {
    "en": {
        "contract": "Contract reference",
        "project": "Project",
        "department": "Department",
        "gl_code": "GL code",
        "sales_order": "Sales order",
        "goods_receipt": "Goods receipt",
        "delivery_note": "Delivery note",
        "tender": "Tender or lot",
        "object": "Invoiced object",
    },
    "de": {
        "contract": "Vertragsnummer",
        "project": "Projekt",
        "department": "Abteilung",
        "gl_code": "Sachkonto",
        "sales_order": "Auftragsnummer",
        "goods_receipt": "Wareneingang",
        "delivery_note": "Lieferschein",
        "tender": "Ausschreibung oder Los",
        "object": "Objektkennung",
    },
    "es": {
        "contract": "Referencia del contrato",
        "project": "Proyecto",
        "department": "Departamento",
        "gl_code": "Cuenta contable",
        "sales_order": "Pedido de venta",
        "goods_receipt": "Recepción de mercancías",
        "delivery_note": "Albarán",
        "tender": "Licitación o lote",
        "object": "Objeto facturado",
    },
    "fr": {
        "contract": "Référence du contrat",
        "project": "Projet",
        "department": "Service",
        "gl_code": "Compte comptable",
        "sales_order": "Commande client",
        "goods_receipt": "Bon de réception",
        "delivery_note": "Bon de livraison",
        "tender": "Appel d’offres ou lot",
        "object": "Objet facturé",
    },
    "it": {
        "contract": "Riferimento del contratto",
        "project": "Progetto",
        "department": "Reparto",
        "gl_code": "Conto contabile",
        "sales_order": "Ordine di vendita",
        "goods_receipt": "Ricevimento merci",
        "delivery_note": "Documento di trasporto",
        "tender": "Gara o lotto",
        "object": "Oggetto fatturato",
    },
    "ja": {
        "contract": "契約番号",
        "project": "プロジェクト",
        "department": "部門",
        "gl_code": "勘定科目",
        "sales_order": "受注番号",
        "goods_receipt": "検収番号",
        "delivery_note": "納品書番号",
        "tender": "入札番号",
        "object": "請求対象",
    },
    "nl": {
        "contract": "Contractreferentie",
        "project": "Project",
        "department": "Afdeling",
        "gl_code": "Grootboekrekening",
        "sales_order": "Verkooporder",
        "goods_receipt": "Goederenontvangst",
        "delivery_note": "Pakbon",
        "tender": "Aanbesteding of perceel",
        "object": "Gefactureerd object",
    },
    "pt": {
        "contract": "Referência do contrato",
        "project": "Projeto",
        "department": "Departamento",
        "gl_code": "Conta contábil",
        "sales_order": "Pedido de venda",
        "goods_receipt": "Recebimento de mercadorias",
        "delivery_note": "Guia de remessa",
        "tender": "Licitação ou lote",
        "object": "Objeto faturado",
    },
}


def name_in(language: str, key: str) -> str:
    """English where the language is unknown, the key itself where it is no known one."""
    return NAMES.get(language, NAMES["en"]).get(key, key)
