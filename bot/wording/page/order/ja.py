"""The customer's purchase order on the page, in Japanese."""

from bot.wording.page.order.words import PageOrder

WORDS = PageOrder(
    order="発注書",
    order_amount="発注金額",
    order_with_tax="発注金額（税込）",
    order_used="請求済み",
    order_left="残額",
    order_exceeded="超過額",
    order_until="有効期限",
    order_closed="終了",
    po_upload="発注書をアップロード",
    po_upload_hint="PDF、PNG、JPEG、WebP（最大 {most} MB）。ファイルは {seller} に送られます。",
    po_file="ファイル",
    po_upload_send="ファイルをアップロード",
    po_documents="送付済みの発注書",
    po_sent="発注書を {seller} に送りました。",
    po_sent_text="ほかに必要な操作はありません。",
    po_read_text=(
        "発注番号 {po_number} を読み取りました。下で確認し、保存すると請求書に記載されます。"
    ),
    po_known="{seller} はこのファイルをすでに受け取っています。",
    po_known_text="ほかに必要な操作はありません。",
    po_not_sent_often="送信されていません：1分間の試行回数が多すぎます。",
    po_not_sent_many="送信されていません：この請求書のファイルが多すぎます。",
    po_not_sent_text="後でもう一度ファイルを選ぶか、メールでお送りください。",
    po_file_large="ファイルが {most} MB を超えています。",
    po_file_kind="このファイルは PDF、PNG、JPEG、WebP のいずれでもありません。",
    po_file_again="ファイルをもう一度選んでください。",
)
