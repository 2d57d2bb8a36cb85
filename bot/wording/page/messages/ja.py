"""The forms and messages of the customer's page in Japanese."""

from bot.wording.page.words import PageMessages

WORDS = PageMessages(
    po_missing="発注番号が未登録です",
    po_add="発注番号を追加",
    po_lead=(
        "請求書に直ちに反映され、新しいPDFをこのページでダウンロードできます。{seller} "
        "にも通知いたします。"
    ),
    po_save="発注番号を保存",
    covers="この発注番号の対象",
    covers_invoice="この請求書のみ",
    covers_contract="この契約の本請求書と今後のすべての請求書",
    optional="任意",
    name="お名前",
    email="勤務先のメールアドレス",
    po_number="発注番号",
    attention="宛名",
    attention_hint="住所の上に印字されます（部署名またはお名前）。",
    cost_centre="原価センター",
    deliver_to="納品先",
    po_line="発注明細 {number}",
    ap_name="経理ご担当者：お名前",
    ap_email="経理ご担当者：メール",
    ap_email_hint=(
        "この請求書に関する連絡先です。新しいアドレスは当方で確認してから有効になります。"
    ),
    street="番地・建物名",
    city="市区町村",
    region="都道府県・地域",
    postal_code="郵便番号",
    country="国",
    choose_country="国を選択",
    beside="現在の請求書の記載：{value}。上はご入力の内容です。",
    nothing="なし",
    edit_billing="請求先情報を編集",
    edit_all="発注番号と請求先情報を編集",
    your_change="ご入力の変更",
    whole_lead=(
        "金額、日付、正式名称、振込先はここでは変更できません。"
        "金額の誤りはクレジットノートと新しい請求書で訂正します。"
        "このリンクで振込先を変更することはできないため、"
        "第三者の手に渡ってもお支払い先が変えられることはありません。"
    ),
    references="参照情報",
    accounts_payable="経理部門",
    address_of="{customer} の請求先住所",
    you="ご入力者",
    you_hint="この請求書の履歴に表示されます。",
    save_changes="変更を保存",
    overwrite="上書きして保存",
    change_po="発注番号の変更または請求先情報の編集",
    add_po="発注番号の追加または請求先情報の編集",
    mailed_only=(
        "このリンクは閲覧専用です。変更用のリンクは {customer} "
        "の経理ご担当者にのみメールでお送りします。"
    ),
    send_me="経理担当者として変更用リンクを受け取る",
    goes_to="{mailbox} にお送りします。",
    ask_for_link="このリンクは閲覧専用です。変更用のリンクは {seller} にお問い合わせください。",
    code_title="{number} のコードを入力",
    code_heading="保存するにはコードを入力してください",
    code_lead=(
        "この請求書の経理ご担当者である {mailbox} に6桁のコードをお送りしました。"
        "変更がご担当者からのものであることを {seller} に示すためのものです。"
        "ご入力の内容は1時間保持されます。"
    ),
    code_label="メールに記載のコード",
    code_save="変更を保存",
    code_unsaved="まだ保存されていません",
    code_by="変更者：{name}、{email}",
    code_covers="{seller} の確認後、この発注番号は契約の今後のすべての請求書にも適用されます。",
    code_again="コードを再送",
    code_edit="入力内容を変更",
    mistaken="次の項目を修正してください",
    too_often="保存されていません：1分間の試行回数が上限に達しました。",
    too_often_text="ご入力の内容は下に残っています。1分ほど待ってから、もう一度保存してください。",
    too_many="保存されていません：確認待ちの変更が多すぎます。",
    too_many_text="ご入力の内容は下に残っています。1時間後にもう一度お試しください。",
    overtaken="まだ保存されていません：ページを開いた後に、この請求書が変更されました。",
    overtaken_text="変更点をご覧になり、下のご自身の変更を確認してから、もう一度保存してください。",
    reads_only="保存されていません：このリンクは閲覧専用です。",
    reads_only_text="変更用リンクの受け取り方は下に記載しています。",
    closed_now_paid="保存されていません：この請求書は支払済みのため、変更できません。",
    closed_now_void="保存されていません：この請求書は無効のため、変更できません。",
    saved="保存しました：{changes}。",
    saved_text="{seller} に通知しました。",
    download_new="新しいPDFをダウンロード",
    saved_awaited="今後のすべての請求書に使う発注番号を、確認のため {seller} に送りました。",
    saved_covered="この発注番号は、この契約の今後のすべての請求書にも適用されます。",
    saved_mail_to=(
        "新しい経理部門のメールアドレスを、確認のため {seller} に送りました。確認されるまで、"
        "メールは現在のアドレスに届きます。"
    ),
    same="保存する変更はありません：請求書は既にこの内容です。",
    same_text="新しい版はありません。",
    gone="その変更は保留されていません。",
    gone_text="既に保存されたか、期限が切れています。現在の請求書は下にあります。",
    asked="確認のため {seller} に送りました。",
    asked_text="確認され次第、請求書に反映されます。ほかに必要な操作はありません。",
    sent="{mailbox} が正しければ、変更用のリンクが届きます。",
    sent_text="1分ほどかかることがあります。迷惑メールフォルダーもご確認ください。",
    awaited="今後のすべての請求書に使う発注番号 {po_number} を、確認のため {seller} に送りました。",
    covered=(
        "保存しました：発注番号 {po_number} は、この契約の今後のすべての請求書にも適用されます。"
    ),
    unchanged_text="この請求書に変更はありません。",
    code_wrong="コードが正しくありません。",
    code_wrong_text="何も保存されていません。最新のメールの6桁の数字をもう一度入力してください。",
    code_old="このコードは期限切れです。コードの有効期間は15分です。",
    code_old_text=(
        "まだ何も保存されていませんが、ご入力の内容は失われていません。コードを再送してください。"
    ),
    code_many="この請求書では、誤ったコードの入力が上限に達しました。",
    code_many_text="何も保存されていません。1時間後にもう一度お試しください。",
    code_sent="コードを再送しました。",
    code_sent_text="1分ほどかかることがあります。",
    code_often="試行回数が上限に達しました。",
    code_often_text=(
        "何も保存されていませんが、ご入力の内容は失われていません。数分待ってから続けてください。"
    ),
    required="{what}は必須です。",
    too_long="{what}は{limit}文字までです（現在{length}文字）。",
    unprintable="{what}の {character} は請求書に印字できません。",
    invalid_email="「{typed}」はメールアドレスではありません。",
    payment_words=(
        "「{found}」は口座情報のようです。お支払いに関する指示は振込先の欄にのみ記載できます。"
    ),
    check_entry="{what}：入力がないか、内容が適切ではありません。ご確認ください。",
    check_address="住所をご確認ください。",
    dead="このリンクに請求書はありません",
    dead_text=(
        "リンクが不完全か、新しいものに置き換えられた可能性があります。"
        "送信者に新しいリンクをご請求ください。"
    ),
    replaced="このリンクは新しいものに置き換えられました",
    replaced_text=(
        "{seller} からの請求書のリンクでした。最新のメールのリンクをお使いになるか、{seller} "
        "に新しいリンクをご請求ください。"
    ),
    method="このリンクはその方法では使えません",
    method_text="届いたメッセージから、ブラウザーで開いてください。",
    incomplete="フォームの内容が完全に届きませんでした",
    incomplete_text="何も保存されていません。リンクを開き直し、もう一度ご入力ください。",
    broken="当方で問題が発生しました",
    broken_text="何も保存されていません。数分後にもう一度お試しください。",
    away="現在このページを開けません",
    away_text="当方の問題で、通常は数分で復旧します。失われたものはありません。",
    away_kept="まだ保存されていません：現在、当方のデータにアクセスできません",
    away_kept_text="ご入力の内容は失われていません。少し待ってから、もう一度送信してください。二重に登録されることはありません。",
    away_again="もう一度試す",
    away_send="もう一度送信する",
    no_file_title="{number} 第{revision}版の {file} はありません",
    no_file_text="必要な場合は {seller} にお問い合わせください。",
    too_many_requests="1分間のリクエスト数が上限に達しました。1分ほどお待ちください。",
)
