"""The ids of what can be pressed and typed on the desk."""

NEW_INVOICE, NEW_CONTRACT, SETUP = "home_new", "desk_new_contract", "home_setup"
APPROVE, SHOW_ALL, REVIEW = "desk_approve", "desk_show_all", "desk_review"
PAGE, PAGE_LATER = "desk_page", "desk_page_later"
DISCARD_FORM = "desk_discard_form"
ALL_VIEW, REVIEW_VIEW = "desk_all", "desk_review_view"
FORMS = "forms"
"""Beside the names of sections: what is typed and not submitted."""
