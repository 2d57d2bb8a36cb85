"""The ids of what can be pressed and typed on the desk."""

NEW_INVOICE, NEW_CONTRACT, SETUP = "home_new", "desk_new_contract", "home_setup"
APPROVE, SHOW_ALL, REVIEW = "desk_approve", "desk_show_all", "desk_review"
PAGE, PAGE_LATER = "desk_page", "desk_page_later"
DISCARD_FORM = "desk_discard_form"
ENTITY = "home_entity"
AGING = "desk_aging"
AWAY, AWAY_END, AWAY_FORM = "desk_away", "desk_away_end", "away_form"
ALL_VIEW, REVIEW_VIEW = "desk_all", "desk_review_view"
SEVERAL = "desk_approve_several"
SEVERAL_FORM, SEVERAL_CONFIRM, SEVERAL_DONE = (
    "desk_several",
    "desk_several_approve",
    "desk_several_done",
)
FORMS = "forms"
"""Beside the names of sections: what is typed and not submitted."""
