"""The words of a mail in Japanese."""

from bot.delivery.email.words import MailWords

WORDS = MailWords(
    hello="{name} 様",
    hello_company="{name} 御中",
    subject_due="請求書 {number}（{seller}）：{amount}、支払期日 {day}",
    subject_invoice="請求書 {number}（{seller}）",
    subject_credit_note="クレジットノート {number}（{seller}）",
    sends_invoice="{seller} より請求書 {number} をお送りします。PDFを添付しております。",
    sends_credit_note=(
        "{seller} より請求書 {corrects} に対するクレジットノート {number} をお送りします。"
        "PDFを添付しております。"
    ),
    amount_due="ご請求金額",
    amount_credited="返金金額",
    paid_in_full="支払済み",
    total="合計",
    due_date="支払期日",
    po_number="発注番号",
    po_pending="発注番号待ちです。",
    po_none="発注番号は未登録です。",
    add_po="こちらからご登録ください",
    open_invoice="請求書を開く",
    open_credit_note="クレジットノートを開く",
    no_account="アカウントは不要です。",
    nothing_to_pay="お控えとして保管してください。お支払いは不要です。",
    bank_note=(
        "振込先は請求書に記載のとおりで、メールで変更をお知らせすることは決してありません。"
        "変更を知らせるメールが届いた場合は、お支払いの前に、"
        "既にご存じの電話番号までお電話でご確認ください。"
    ),
    reply="ご不明な点は、このメールにご返信ください。",
    code_subject="{seller} の請求書 {number} を変更するためのコード",
    code_lead=(
        "メールアドレス {writer} を入力した方が、"
        "{seller} の請求書 {number} をウェブページで変更しようとしています。"
        "お心当たりのある方であれば、次のコードをお伝えください。"
    ),
    code_label="コード",
    code_until="有効期間は15分間、1回限りです。",
    code_not_you=(
        "お心当たりのない場合は、コードを誰にも伝えないでください。請求書は変更されていません。"
    ),
    answer_subject="請求書 {number}（{seller}）についての回答",
    answer_lead="{seller} の {person} より、請求書 {number} に関するお問い合わせに回答しました。",
    answer_asked="お問い合わせ内容",
    answer_page="回答は請求書のページにも掲載されています。",
    forward_lead="{person}（{email}）より、{seller} の請求書 {number} が転送されました。",
    remind_before_subject="請求書 {number}（{seller}）のお支払期日は {day} です：{amount}",
    remind_due_subject="請求書 {number}（{seller}）のお支払期日は本日です：{amount}",
    remind_overdue_subject="請求書 {number}（{seller}）のお支払期日が過ぎています：{amount}",
    remind_before=(
        "{seller} の請求書 {number} のお支払期日は {day} です。PDFを再度添付しております。"
    ),
    remind_due=(
        "{seller} の請求書 {number} のお支払期日は本日です。PDFを再"
        "度添付しております。すでにお支払い済みの場合はご容赦ください。"
    ),
    remind_overdue=(
        "{seller} の請求書 {number} のお支払期日は {day} でした"
        "が、ご入金を確認できておりません。PDFを再度添付しております。最近お支払いいた"
        "だいた場合はご容赦ください。請求書に問題がある場合はお知らせください。"
    ),
    colon="：",
)
