"""Who may do what in Slack: a row for each listener, a cell for each kind of people.

Written by reading README and SECURITY, not by running the code: `+` carried out, `-` refused,
which leaves everything as it is and shows nothing, `=` refused in the window that they have open
and may have, `.` an acknowledgement and nothing else.
A new listener gets its row here, and what it does in `actions_*.py`.
"""

from tests.attacks.roles.people import KINDS

_TABLE = """
                                                       author
                                                       |drafter
                                                       ||former
                                                       ||| approver
                                                       ||| |writer
                                                       ||| ||first
                                                       ||| |||owner
                                                       ||| ||||proposer
                                                       ||| |||||appointed
                                                       ||| |||||| receivables
                                                       ||| |||||| | admin
                                                       ||| |||||| | |boss
                                                       ||| |||||| | ||member
                                                       ||| |||||| | ||| guest
                                                       ||| |||||| | ||| |single
                                                       ||| |||||| | ||| ||stranger
                                                       ||| |||||| | ||| |||left
                                                       ||| |||||| | ||| ||||other
# the commands
command /invoice                                       ++- -+-+-- - --- -----
command /invoice new                                   ++- -+-+-- - --- -----
command /invoice one line                              ++- -+-+-- - --- -----
command /invoice list                                  +++ ++++++ + +++ -----
command /invoice list · all                            +++ ++++++ + +++ -----
command /invoice find                                  +++ ++++++ + +++ -----
command /invoice show                                  +++ ++++++ + +++ -----
command /invoice po                                    ++- ++++++ - -+- -----
command /invoice history                               +++ ++++++ + +++ -----
command /invoice contracts                             +++ ++++++ + +++ -----
command /invoice contract                              ++- -+-+-- - --- -----
command /invoice contract · by name                    +++ ++++++ + +++ -----
command /invoice contract · one line                   ++- -+-+-- - --- -----
command /invoice renew                                 ++- -+-+-- - --- -----
command /invoice claim                                 ++- -+-+-- - --- -----
command /invoice setup                                 --- ----+- - ++- -----
command /invoice export                                --- ++++++ - ++- -----
command /invoice help                                  +++ ++++++ + +++ ++++-
shortcut invoice_from_message                          ++- -+-+-- - --- -----
# what Slack tells of by itself, and the App Home
event app_home_opened                                  +++ ++++++ + +++ -----
event app_mention                                      +++ ++++++ + +++ -----
event message                                          +++ ++++++ + +++ -----
event link_shared                                      +++ ++++++ + +++ ++++-
event app_uninstalled                                  ... ...... . ... .....
event team_access_granted                              ... ...... . ... .....
event team_access_revoked                              ... ...... . ... .....
event tokens_revoked                                   ... ...... . ... .....
action home_new                                        ++- -+-+-- - --- -----
action home_setup                                      --- ----+- - ++- -----
action home_entity                                     --- ----+- - ++- -----
action desk_new_contract                               ++- -+-+-- - --- -----
action desk_approve                                    === +===++ = =+= -----
action desk_approve · contract                         === +===++ = =+= -----
action desk_discard_form                               +== ====== = === -----
action desk_show_all                                   +++ ++++++ + +++ -----
action desk_page                                       +++ ++++++ + +++ -----
action desk_page_later                                 +++ ++++++ + +++ -----
action desk_review                                     --- ++++++ - ++- -----
action delivery_resend                                 +-- ++++++ - ++- -----
action delivery_resend_all                             +-- ++++++ - ++- -----
# many at once
command /invoice approve                               --- ++++++ - -+- -----
command /invoice away                                  --- ++++++ - -+- -----
action desk_away                                       --- ++++++ - -+- -----
action desk_away_end                                   --- ++++++ - -+- -----
action delegate                                        --- ++++++ - -+- -----
view away_form                                         --- ++++++ - -+- -----
action desk_approve_several                            --- ++++++ - -+- -----
view desk_several                                      --- ++++++ - -+- -----
view desk_several_approve                              --- +===++ - -+- -----
# who Slack says has left
event user_change                                      ... ...... . ... ...+.
# a user group that approves has changed in Slack
event channel_rename                                   ... ...... . ... .....
event group_rename                                     ... ...... . ... .....
event channel_archive                                  ... ...... . ... .....
event group_archive                                    ... ...... . ... .....
event channel_unarchive                                ... ...... . ... .....
event group_unarchive                                  ... ...... . ... .....
event channel_deleted                                  ... ...... . ... .....
event group_deleted                                    ... ...... . ... .....
event channel_left                                     ... ...... . ... .....
event group_left                                       ... ...... . ... .....
event channel_shared                                   ... ...... . ... .....
event channel_unshared                                 ... ...... . ... .....
event channel_id_changed                               ... ...... . ... .....
event team_join                                        ... ...... . ... .....
event member_joined_channel                            ... ...... . ... .....
event member_left_channel                              ... ...... . ... .....
event subteam_members_changed                          +++ ++++++ + +++ ++++-
event subteam_updated                                  +++ ++++++ + +++ ++++-
# looking for something
action command_again                                   +++ ++++++ + +++ -----
action command_again_find                              +++ ++++++ + +++ -----
action command_again_help                              +++ ++++++ + +++ ++++-
action command_as_new                                  ++- -+-+-- - --- -----
action desk_search                                     +++ ++++++ + +++ -----
action found_show                                      +++ ++++++ + +++ -----
action found_show_contract                             +++ ++++++ + +++ -----
action found_earlier                                   +++ ++++++ + +++ -----
action found_later                                     +++ ++++++ + +++ -----
action found_sort                                      +++ ++++++ + +++ -----
action found_csv                                       +++ ++++++ + +++ -----
action help_all                                        +++ ++++++ + +++ ++++-
# an invoice
action invoice_show                                    +++ ++++++ + +++ -----
action invoice_more                                    +++ ++++++ + +++ -----
action invoice_edit                                    ++- -+-+-- - --- -----
action invoice_add_po                                  ++- ++++++ - -+- -----
action invoice_record_payment                          --- ++++++ + -+- -----
action invoice_void                                    --- ++++++ - -+- -----
action invoice_void · a draft                          +-+ ++++++ - -+- -----
action invoice_history                                 +++ ++++++ + +++ -----
action invoice_history_page                            +++ ++++++ + +++ -----
action invoice_history_page_older                      +++ ++++++ + +++ -----
action invoice_credit_note                             ++- ++++++ - -+- -----
action invoice_reissue                                 --- ++++++ - -+- -----
action invoice_duplicate                               ++- -+-+-- - --- -----
action invoice_late_fee                                ++- -+-+-- - --- -----
action invoice_e_invoice                               ++- ++++++ - -+- -----
action invoice_send_to_ap                              ++- ++++++ - -+- -----
action invoice_replace_link                            ++- ++++++ - -+- -----
action invoice_view                                    ... ...... . ... .....
action invoice_channel                                 ++- ++++++ - -+- -----
action invoice_hold                                    +-- ++++++ - -+- -----
view export_form                                       --- ++++++ - ++- -----
view invoice_po_form                                   ++- ++++++ - -+- -----
view invoice_send_form                                 ++- ++++++ - -+- -----
action deal_channel                                    ++- ++++++ - -+- -----
view invoice_channel_form                              ++- ++++++ - -+- -----
view invoice_payment_form                              --- ++++++ + -+- -----
view invoice_void_form                                 --- ++++++ - -+- -----
view invoice_void_form · a draft                       +-+ ++++++ - -+- -----
view invoice_credit_note_form                          ++- ++++++ - -+- -----
view invoice_reissue_form                              --- ++++++ - -+- -----
action invoice_approve                                 --- +---++ - -+- -----
action invoice_request_changes                         --- ++++++ - -+- -----
view invoice_changes_form                              --- ++++++ - -+- -----
# money in
action invoice_payments                                --- ++++++ + -+- -----
action invoice_settle                                  --- ++++++ + -+- -----
view invoice_settle_form                               --- ++++++ + -+- -----
action invoice_refund                                  --- ++++++ + -+- -----
view invoice_refund_form                               --- ++++++ + -+- -----
action invoice_apply_credit                            --- ++++++ + -+- -----
action invoice_keep_surplus                            --- ++++++ + -+- -----
action invoice_money_undo                              --- ++++++ + -+- -----
view invoice_money_undo_form · payment                 --- ++++++ + -+- -----
view invoice_money_undo_form · settlement              --- ++++++ + -+- -----
view invoice_money_undo_form · credit                  --- ++++++ + -+- -----
view invoice_money_undo_form · refund                  --- ++++++ + -+- -----
# bank statements
event file_shared                                      --- ++++++ + -+- -----
event file_shared · a CSV file                         --- ++++++ + -+- -----
event file_shared · another system's file              --- ++++++ - ++- -----
action import_new                                      --- ++++++ - ++- -----
action import_all                                      --- ++++++ - ++- -----
action import_how                                      --- ++++++ - ++- -----
view import_form                                       --- ++++++ - ++- -----
action statement_columns                               --- ++++++ + -+- -----
view statement_form                                    --- ++++++ + -+- -----
action entry_show_all                                  --- ++++++ + -+- -----
action entry_row                                       --- ++++++ + -+- -----
action entry_book                                      --- ++++++ + -+- -----
action entry_choose                                    --- ++++++ + -+- -----
action entry_ignore                                    --- ++++++ + -+- -----
options entry_invoices                                 --- ++++++ + -+- -----
view entry_book_form                                   --- ++++++ + -+- -----
view entry_ignore_form                                 --- ++++++ + -+- -----
# what is owed, and what AP says of it
command /invoice aging                                 +++ ++++++ + +++ -----
action desk_aging                                      +++ ++++++ + +++ -----
action aging_owed                                      +++ ++++++ + +++ -----
action aging_overdue                                   +++ ++++++ + +++ -----
action aging_issued                                    +++ ++++++ + +++ -----
action aging_paid                                      +++ ++++++ + +++ -----
action aging_approval                                  +++ ++++++ + +++ -----
action aging_behind                                    +++ ++++++ + +++ -----
action aging_picture                                   +++ ++++++ + +++ -----
command /invoice reminders                             ++- ++++++ + -+- -----
action reminder_row · hold                             ++- ++++++ + -+- -----
action reminder_row · send                             ++- ++++++ + -+- -----
action invoice_collection                              ++- ++++++ + -+- -----
view invoice_collection_form                           ++- ++++++ + -+- -----
action invoice_mark_uploaded                           ++- ++++++ + -+- -----
action invoice_undo_uploaded                           ++- ++++++ + -+- -----
action invoice_portal_files                            ++- ++++++ + -+- -----
action invoice_answer                                  ++- ++++++ + -+- -----
view invoice_answer_form                               ++- ++++++ + -+- -----
action invoice_resolve_dispute                         ++- ++++++ + -+- -----
view invoice_resolve_dispute_form                      ++- ++++++ + -+- -----
action invoice_forward_confirm                         ++- ++++++ - -+- -----
action invoice_forward_discard                         ++- ++++++ - -+- -----
action invoice_forward_revoke                          ++- ++++++ - -+- -----
action invoice_record_po                               ++- ++++++ - -+- -----
action invoice_po_file                                 +++ ++++++ + +++ -----
command /invoice mail                                  --- ++++++ + ++- -----
action setup_mail                                      --- ++++++ + ++- -----
action mail_status_send                                --- ++++++ - -+- -----
action mail_status_withhold                            --- ++++++ - -+- -----
# the audit trail
command /invoice audit                                 --- ++++++ - ++- -----
action audit_person                                    --- ++++++ - ++- -----
action audit_from                                      --- ++++++ - ++- -----
action audit_to                                        --- ++++++ - ++- -----
action audit_scope                                     --- ++++++ - ++- -----
action audit_everyone                                  --- ++++++ - ++- -----
action audit_file                                      --- ++++++ - ++- -----
# what AP asks for by link, and the link that may write
action invoice_ap_contact                              ++- ++++++ - -+- -----
view invoice_ap_contact_form                           ++- ++++++ - -+- -----
action invoice_ap_link                                 ++- ++++++ - -+- -----
action invoice_confirm_ap_email                        ++- ++++++ - -+- -----
action invoice_discard_ap_email                        ++- ++++++ - -+- -----
action invoice_confirm_change                          ++- ++++++ - -+- -----
action invoice_discard_change                          ++- ++++++ - -+- -----
action contract_confirm_po                             ++- ++++++ - -+- -----
action contract_discard_po                             ++- ++++++ - -+- -----
action invoice_mail_send                               -+- ++++++ - -+- -----
action invoice_mail_withhold                           ++- ++++++ - -+- -----
# the builder of an invoice: the author's form, or an own one
action builder_customer                                +-- ------ - --- -----
action builder_entity                                  +-- ------ - --- -----
action builder_channel                                 +-- ------ - --- -----
action builder_currency                                +-- ------ - --- -----
action builder_terms                                   +-- ------ - --- -----
action builder_days                                    +-- ------ - --- -----
action builder_early                                   +-- ------ - --- -----
action builder_late_fee                                +-- ------ - --- -----
action builder_date                                    +-- ------ - --- -----
action builder_po                                      +-- ------ - --- -----
action builder_po · that nobody typed in                +-- ------ - --- -----
action builder_memo                                    +-- ------ - --- -----
action builder_refs                                    +-- ------ - --- -----
action builder_adjustments                             +-- ------ - --- -----
action builder_prices                                  +-- ------ - --- -----
action builder_tax_currency                            +-- ------ - --- -----
options builder_customer                               ++- -+-+-- - --- -----
action builder_take_up                                 +-- ------ - --- -----
action builder_take_up · own form                      +++ ++++++ + +++ -----
action builder_take_up · in the builder                +-- ------ - --- -----
view builder                                           +-- ------ - --- -----
view builder · own form                                ++- -+-+-- - --- -----
view_closed builder                                    +-- ------ - --- -----
action builder_add_line                                +-- ------ - --- -----
action builder_line                                    +-- ------ - --- -----
action builder_line · remove                           +-- ------ - --- -----
action line_product                                    +-- ------ - --- -----
options line_product                                   ++- -+-+-- - --- -----
action builder_paste                                   +-- ------ - --- -----
view builder_pasted                                    +-- ------ - --- -----
view builder_pasted · shown                            +-- ------ - --- -----
action line_quantity                                   +-- ------ - --- -----
action line_unit_price                                 +-- ------ - --- -----
action line_tax_rate                                   +-- ------ - --- -----
action line_taxes                                      +-- ------ - --- -----
action line_exempt                                     +-- ------ - --- -----
action line_list_price                                 +-- ------ - --- -----
action line_discount                                   +-- ------ - --- -----
action line_another                                    ... ...... . ... .....
view builder_line_editor                               +-- ------ - --- -----
action builder_new_customer                            +-- ------ - --- -----
action builder_new_customer · own form                 ++- -+-+-- - --- -----
view builder_customer_saved                            +-- ------ - --- -----
action setup_edit_customer_section · in the builder    +-- ------ - --- -----
view setup_customer_section_saved · in the builder     +-- ------ - --- -----
# the builder of a contract
action contract_name                                   +-- ------ - --- -----
action contract_start                                  +-- ------ - --- -----
action contract_term                                   +-- ------ - --- -----
action contract_frequency                              +-- ------ - --- -----
action contract_timing                                 +-- ------ - --- -----
action contract_months                                 +-- ------ - --- -----
action contract_taxes                                  +-- ------ - --- -----
action contract_instead                                +-- ------ - --- -----
view contract_builder                                  +-- ------ - --- -----
view contract_builder · own form                       ++- -+-+-- - --- -----
view_closed contract_builder                           +-- ------ - --- -----
action contract_add_subscription                       +-- ------ - --- -----
action contract_add_one_time                           +-- ------ - --- -----
action contract_add_milestones                         +-- ------ - --- -----
action contract_add_usage_credit                       +-- ------ - --- -----
action contract_line                                   +-- ------ - --- -----
action contract_line · remove                          +-- ------ - --- -----
action contract_lines                                  +-- ------ - --- -----
action contract_line_product                           +-- ------ - --- -----
options contract_line_product                          ++- -+-+-- - --- -----
action contract_line_quantity                          +-- ------ - --- -----
action contract_line_annual_price                      +-- ------ - --- -----
action contract_line_list_price                        +-- ------ - --- -----
action contract_line_escalators                        +-- ------ - --- -----
action contract_line_discount_percent                  +-- ------ - --- -----
action contract_line_discount_years                    +-- ------ - --- -----
action contract_line_amount                            +-- ------ - --- -----
action contract_line_indexation                        +-- ------ - --- -----
action contract_line_parts                             +-- ------ - --- -----
action contract_line_tax_rate                          +-- ------ - --- -----
view contract_line_editor                              +-- ------ - --- -----
action contract_calendar_open                          +-- ------ - --- -----
view contract_calendar                                 +-- ------ - --- -----
action contract_schedule                               +-- ------ - --- -----
action contract_schedule_back                          +-- ------ - --- -----
action contract_schedule_on                            +-- ------ - --- -----
# a contract
action contract_show                                   +++ ++++++ + +++ -----
action contract_show_proposed                          +++ ++++++ + +++ -----
action contract_page                                   +++ ++++++ + +++ -----
action contract_page_later                             +++ ++++++ + +++ -----
action contract_switch                                 +++ ++++++ + +++ -----
action contract_history                                +++ ++++++ + +++ -----
action contract_history_page                           +++ ++++++ + +++ -----
action contract_history_page_older                     +++ ++++++ + +++ -----
action contract_edit                                   ++- -+-+-- - --- -----
action contract_po                                     ++- ++++++ - -+- -----
action contract_channel                                ++- ++++++ - -+- -----
action contract_usage                                  ++- -+-+-- - --- -----
action contract_end                                    +-- ++++++ - -+- -----
view contract_po_form                                  ++- ++++++ - -+- -----
view contract_channel_form                             ++- ++++++ - -+- -----
view contract_usage_form                               ++- -+-+-- - --- -----
view contract_end_form                                 +-- ++++++ - -+- -----
action contract_approve                                --- +---++ - -+- -----
action contract_request_changes                        --- ++++++ - -+- -----
view contract_changes_form                             --- ++++++ - -+- -----
action contract_renew                                  ++- -+-+-- - --- -----
action contract_renewal_dismiss                        ++- -+-+-- - --- -----
action contract_show_other                             +++ ++++++ + +++ -----
view contract_renewal_dismiss_form                     ++- -+-+-- - --- -----
action contract_index                                  ++- -+-+-- - --- -----
view contract_index_form                               ++- -+-+-- - --- -----
action contract_accept                                 ++- -+-+-- - --- -----
view contract_accept_form                              ++- -+-+-- - --- -----
action contract_change                                 ++- -+-+-- - --- -----
action change_kind                                     ++- -+-+-- - --- -----
view contract_change_form                              ++- -+-+-- - --- -----
view contract_change_preview                           ++- -+-+-- - --- -----
# set-up
action setup_add_profile                               --- ----+- - ++- -----
action setup_edit_profile                              --- ----+- - ++- -----
action setup_find_profile                              --- ----+- - ++- -----
view setup_entity_begun                                --- ----+- - ++- -----
action setup_step_back                                 --- ----+- - ++- -----
view setup_entity_made                                 --- ----+- - ++- -----
action setup_edit_section                              --- ----+- - ++- -----
view setup_section_saved                               --- ----+- - ++- -----
action setup_paper_preview                             --- ----+- - ++- -----
action setup_tax_form                                  --- ----+- - ++- -----
view setup_tax_form_saved                              --- ----+- - -+- -----
action setup_add_customer                              --- ----+- - ++- -----
action setup_edit_customer                             --- ----+- - ++- -----
action setup_find_customer                             --- ----+- - ++- -----
view setup_customer_saved                              --- ----+- - ++- -----
action setup_edit_customer_section                     --- ----+- - ++- -----
view setup_customer_section_saved                      --- ----+- - ++- -----
action setup_add_product                               --- ----+- - ++- -----
action setup_find_product                              --- ----+- - ++- -----
view setup_product_saved                               --- ----+- - ++- -----
action setup_edit_team                                 --- ----+- - ++- -----
view setup_team_saved                                  --- ----+- - ++- -----
action setup_bank                                      --- ----+- - ++- -----
action setup_find_bank                                 --- ----+- - ++- -----
action setup_add_account                               --- ----+- - ++- -----
action setup_change_account                            --- ----+- - ++- -----
action ^setup_remove_account_                          --- ----+- - ++- -----
action setup_scheme                                    --- ----+- - ++- -----
view setup_account_proposed                            --- ----+- - ++- -----
action setup_add_key                                   --- ----+- - ++- -----
view setup_key_made                                    --- ----+- - ++- -----
action setup_revoke_key                                --- ----+- - ++- -----
action setup_webhooks                                  --- ----+- - ++- -----
action setup_webhook                                   --- ----+- - ++- -----
action setup_add_webhook                               --- ----+- - ++- -----
view setup_webhook_form                                --- ----+- - ++- -----
view setup_webhook_form · a change                     --- ----+- - ++- -----
action setup_edit_webhook                              --- ----+- - ++- -----
action setup_test_webhook                              --- ----+- - ++- -----
action setup_switch_webhook                            --- ----+- - ++- -----
action setup_rotate_webhook                            --- ----+- - ++- -----
action setup_remove_webhook                            --- ----+- - ++- -----
options setup_find_profile                             --- ----+- - ++- -----
options setup_find_bank                                --- ----+- - ++- -----
options setup_find_customer                            --- ----+- - ++- -----
options setup_find_product                             --- ----+- - ++- -----
options setup_country                                  ++- -+-++- - ++- -----
options setup_currency                                 --- ----+- - ++- -----
options setup_time_zone                                --- ----+- - ++- -----
# the second person's word
action bank_confirm                                    --- ++++-- - -+- -----
action bank_confirm · in setup                         --- ----=- - =+- -----
action bank_drop                                       --- ++++++ - -+- -----
action bank_drop · in setup                            --- ----+- - =+- -----
action proposal_confirm · policy                       --- ++++-- - ++- -----
action proposal_confirm · names                        --- ++++-- - -+- -----
action proposal_confirm · scopes                       --- +++--- - -+- -----
action proposal_cancel · policy                        --- ++++++ - ++- -----
action proposal_cancel · names                         --- ++++++ - -+- -----
action proposal_cancel · scopes                        --- ++++++ - -+- -----
"""

WORDS = {"+": "allowed", "-": "refused", "=": "refused in place", ".": "ignored"}
_CELLS_AT = 55


def expected() -> dict[str, dict[str, str]]:
    """By row and kind: allowed, refused or ignored."""
    return {line[:_CELLS_AT].strip(): _cells(line) for line in _lines()}


def sections() -> list[tuple[str, list[str]]]:
    """The rows under the headings of the table."""
    found: list[tuple[str, list[str]]] = []
    for line in _TABLE.splitlines():
        if line.startswith("# "):
            found.append((line.removeprefix("# "), []))
        elif line and not line.startswith(" "):
            found[-1][1].append(line[:_CELLS_AT].strip())
    return found


def _lines() -> list[str]:
    lines = [each for each in _TABLE.splitlines() if each and each[0] not in "# "]
    twice = {
        each for each in lines if sum(each[:_CELLS_AT] == one[:_CELLS_AT] for one in lines) > 1
    }
    assert not twice, f"rows that stand twice: {twice}"
    return lines


def _cells(line: str) -> dict[str, str]:
    marks = line[_CELLS_AT:].replace(" ", "")
    names = [each.name for each in KINDS]
    assert len(marks) == len(names), f"{len(marks)} cells instead of {len(names)}: {line}"
    return {name: WORDS[mark] for name, mark in zip(names, marks, strict=True)}
