"""The labels of the customer's page in Japanese."""

from bot.wording.page.words import PageLabels

WORDS = PageLabels(
    language_name="日本語",
    languages="言語",
    invoice="請求書",
    credit_note="クレジットノート",
    named_invoice="請求書 {number}",
    named_credit_note="クレジットノート {number}",
    from_seller="{name}（{seller}）",
    please_check="ご確認ください：{title}",
    skip="本文へ移動",
    parties="{seller} より {customer} 宛",
    amount_due="ご請求金額",
    nothing_to_pay="お支払いは不要です",
    amount_credited="返金金額",
    invoice_total="請求書合計額",
    download_pdf="PDFをダウンロード",
    view_pdf="PDFを表示",
    footer_writes="このリンクをお持ちの方は請求書を変更できます。経理部門内でのみご共有ください。",
    footer_reads="このリンクは閲覧専用です。",
    footer_private=(
        "このページはリンクをお持ちの方だけがご覧になれます。公開されておらず、検索もされません。"
    ),
    due_on="支払期日 {day}",
    due_soon="支払期日が近づいています（{day}）",
    overdue_since="支払期日超過（{day}）",
    partly_paid="一部支払済み",
    paid="支払済み",
    void="無効",
    settled="精算済み",
    issued_for="{day} 発行（{number} に対して）",
    closed_paid=(
        "この請求書は支払済みです。{seller} より御礼申し上げます。これ以降の変更はできません。"
    ),
    closed_void=(
        "{seller} がこの請求書を無効にしました。お支払いにならないでください。"
        "これ以降の変更はできません。番号は使用済みのままですので、"
        "必要に応じて保管してください。"
    ),
    closed_settled="この請求書はクレジットノート {numbers} により精算済みです。",
    refunded="{amount} を返金いたします。",
    closed_end="お支払いは不要です。これ以降の変更はできません。",
    closed_nil=("この請求書のお支払いは不要です。精算済みのため、これ以降の変更はできません。"),
    the_invoice="請求書の内容",
    the_credit_note="クレジットノートの内容",
    seller="請求元",
    bill_to="請求先",
    lines="明細",
    service="サービス",
    quantity="数量",
    unit_price="単価",
    tax="税率",
    amount="金額",
    tax_at="税率 {rate}",
    months_of="{whole}か月中{part}か月分",
    seller_email="メール",
    telephone="電話",
    attention_to="{name} 様",
    ap_contact="経理ご担当者",
    more_contacts="その他の経理ご担当者",
    unconfirmed="メールアドレス確認待ち",
    vat_id="VAT番号",
    vat_number="VAT番号",
    tax_id="税務番号",
    not_added="未登録",
    issued="発行日",
    terms="支払条件",
    net_days="{days}日以内",
    on_receipt="受領後直ちに",
    early_payment=(
        "{day}までにお支払いの場合は{amount}で完済となります（早期支払割引{percent}、{discount}）。"
    ),
    due="支払期日",
    contract="契約",
    for_invoice="対象請求書",
    replaces="差し替え元の請求書",
    replaced_by="差し替え後の請求書",
    credit_left="本請求後の利用クレジット残高：{amount}",
    net="小計",
    tax_of="税 {rate}（対象額 {net}）",
    tax_rate="税 {rate}",
    tax_rounding="税 {rate} に含まれる端数調整",
    total="合計",
    memo="備考",
    remit_to="お振込先",
    holder="口座名義",
    bank="銀行",
    account="口座番号",
    routing="ルーティング番号（ABA）",
    bic="BIC（SWIFT）",
    currency="通貨",
    reference="振込時の参照番号",
    copy="コピー",
    copied="コピーしました",
    copy_what="{what}をコピー",
    bank_since=(
        "この振込先は {day} より変更ありません。変更の連絡があった場合は、"
        "既にご存じの電話番号でご確認ください。"
    ),
    bank_safe=(
        "このページで振込先や金額を変更することは誰にもできません。リンクが第三者に渡っても、"
        "お支払い先が変えられることはありません。"
    ),
    history="履歴",
    version="第{number}版",
    pdf_of_version="第{number}版のPDF",
    by_ap="{name}（経理部門）",
    by_ap_unverified="{name}（未確認、経理部門）",
    no_file=(
        "この請求書の {file} はご利用いただけません。必要な場合は {seller} にお問い合わせください。"
    ),
    meanwhile="この間の変更",
    added="{what}を追加：{new}",
    removed="{what}を削除：{old}",
    changed="{what}：{old} → {new}",
    was_issued="発行済み",
    status="状態",
    address="請求先住所",
    ap_email_fact="経理部門のメール",
)
