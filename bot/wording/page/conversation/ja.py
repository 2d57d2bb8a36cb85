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
)
