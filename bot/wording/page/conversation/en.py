"""What AP can say on the customer's page, in English."""

from bot.wording.page.conversation.words import PageConversation

WORDS = PageConversation(
    talk="Questions about this invoice",
    talk_lead="Your message goes to {seller}. The answer comes by e-mail and is shown here.",
    ask="Ask a question",
    ask_label="Your question",
    ask_send="Send question",
    said_question="Question",
    said_answer="Answer",
    question_sent="Your question was sent to {seller}.",
    said_sent_text="The answer comes by e-mail and is shown on this page.",
    said_too_often="Not sent: too many attempts within a minute.",
    said_too_often_text="What you entered is still below. Wait a minute, then send it again.",
    said_too_many="Not sent: too many messages about this invoice.",
    said_too_many_text="What you entered is still below. Try again in an hour, or reply by e-mail.",
)
