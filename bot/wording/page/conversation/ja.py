"""What AP can say on the customer's page, in Japanese."""

from bot.wording.page.conversation.words import PageConversation

WORDS = PageConversation(
    talk="この請求書に関するお問い合わせ",
    talk_lead=(
        "メッセージは {seller} に送信されます。回答はメールで届き、このページにも表示されます。"
    ),
    ask="質問する",
    ask_label="ご質問",
    ask_send="質問を送信",
    said_question="ご質問",
    said_answer="回答",
    question_sent="ご質問を {seller} に送信しました。",
    said_sent_text="回答はメールで届き、このページにも表示されます。",
    said_too_often="送信されていません：1分間の試行回数が上限を超えました。",
    said_too_often_text="入力内容は下に残っています。1分ほど待ってから、もう一度送信してください。",
    said_too_many="送信されていません：この請求書に関するメッセージが多すぎます。",
    said_too_many_text=(
        "入力内容は下に残っています。1時間後にもう一度お試しいただくか、メールでご返信ください。"
    ),
    dispute="この請求書に異議を申し立てる",
    dispute_send="異議を送信",
    reason="理由",
    details="詳細",
    choose_reason="理由を選択",
    wrong_amount="金額の誤り",
    wrong_po="発注番号の誤り",
    not_received="商品・サービスを受領していない",
    already_paid="支払済み",
    other="その他",
    promise="支払予定日を知らせる",
    promise_send="支払予定日を送信",
    promised="支払予定日",
    promise_comment="コメント（任意）",
    said_dispute="異議：{reason}",
    said_promise="支払予定日：{day}",
    said_resolution="異議は解決済み",
    dispute_sent="異議を {seller} に送信しました。",
    promise_sent="支払予定日を {seller} に送信しました。",
    said_closed="送信されていません：この請求書は現在受け付けの対象外です。",
    said_closed_text="現在の状況は下に表示されています。",
)
