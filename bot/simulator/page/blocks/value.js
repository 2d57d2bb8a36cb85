/** An element's value as the control API takes it, read from Slack's state or from what the app set. */

const valueOf = (option) => option?.value ?? null;
const values = (options) => (options ?? []).map(valueOf);

/** Per kind of element: [how the state holds it, how the app presets it]. */
const KINDS = {
  plain_text_input: [(s) => s.value, (e) => e.initial_value],
  email_text_input: [(s) => s.value, (e) => e.initial_value],
  url_text_input: [(s) => s.value, (e) => e.initial_value],
  number_input: [(s) => s.value, (e) => e.initial_value],
  rich_text_input: [(s) => s.rich_text_value, (e) => e.initial_value],
  static_select: [(s) => valueOf(s.selected_option), (e) => valueOf(e.initial_option)],
  external_select: [(s) => valueOf(s.selected_option), (e) => valueOf(e.initial_option)],
  radio_buttons: [(s) => valueOf(s.selected_option), (e) => valueOf(e.initial_option)],
  multi_static_select: [(s) => values(s.selected_options), (e) => values(e.initial_options)],
  multi_external_select: [(s) => values(s.selected_options), (e) => values(e.initial_options)],
  checkboxes: [(s) => values(s.selected_options), (e) => values(e.initial_options)],
  users_select: [(s) => s.selected_user, (e) => e.initial_user],
  multi_users_select: [(s) => s.selected_users, (e) => e.initial_users],
  conversations_select: [(s) => s.selected_conversation, (e) => e.initial_conversation],
  multi_conversations_select: [(s) => s.selected_conversations, (e) => e.initial_conversations],
  channels_select: [(s) => s.selected_channel, (e) => e.initial_channel],
  multi_channels_select: [(s) => s.selected_channels, (e) => e.initial_channels],
  datepicker: [(s) => s.selected_date, (e) => e.initial_date],
  timepicker: [(s) => s.selected_time, (e) => e.initial_time],
  datetimepicker: [(s) => s.selected_date_time, (e) => e.initial_date_time],
  file_input: [(s) => s.files, () => []],
};

export const holdsValue = (element) => element.type in KINDS;

/** What the app preset; null when it preset nothing. */
export const preset = (element) => KINDS[element.type]?.[1](element) ?? null;

/** What the state says, or the preset while the state knows nothing of it. */
export function current(element, entry) {
  if (!KINDS[element.type]) return null;
  return entry === undefined ? preset(element) : (KINDS[element.type][0](entry) ?? null);
}

/** Options chosen in the state: an external select's labels are known from nowhere else. */
export const chosenOptions = (entry) =>
  entry?.selected_options ?? (entry?.selected_option ? [entry.selected_option] : []);

export const isEmpty = (value) =>
  value === null || value === undefined || value === "" || (Array.isArray(value) && !value.length);
