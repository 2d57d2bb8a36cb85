/** Draws Block Kit elements. Each gets `place`: `{block, surface, name, id?, labelled?, described?, invalid?, required?, input?}`. */

import { h } from "../frame/dom.js";
import { words } from "../text/object.js";
import { picture } from "../blocks/simple.js";
import { button, feedbackButtons, iconAction, overflow } from "./button.js";
import { checkboxes, radioButtons } from "./choice.js";
import { datePicker, dateTimePicker, timePicker } from "./date.js";
import { fileInput } from "./file.js";
import { multiSelect, singleSelect } from "./select.js";
import { textInput } from "./text.js";

const KINDS = {
  button,
  workflow_button: button,
  feedback_buttons: feedbackButtons,
  icon_button: iconAction,
  overflow,
  image: picture,
  checkboxes,
  radio_buttons: radioButtons,
  datepicker: datePicker,
  timepicker: timePicker,
  datetimepicker: dateTimePicker,
  file_input: fileInput,
  plain_text_input: textInput,
  number_input: textInput,
  email_text_input: textInput,
  url_text_input: textInput,
  rich_text_input: textInput,
  static_select: singleSelect,
  external_select: singleSelect,
  users_select: singleSelect,
  conversations_select: singleSelect,
  channels_select: singleSelect,
  multi_static_select: multiSelect,
  multi_external_select: multiSelect,
  multi_users_select: multiSelect,
  multi_conversations_select: multiSelect,
  multi_channels_select: multiSelect,
};

/** Fields of several controls: named as a group, not by a label for one. */
export const isGroup = (element) =>
  element.type === "checkboxes" || element.type === "radio_buttons";

export function drawElement(element, place) {
  const draw = Object.hasOwn(KINDS, element?.type ?? "") ? KINDS[element.type] : null;
  if (!draw)
    return h(
      "span",
      { class: "unknown", role: "note" },
      `This page does not draw “${element?.type}”: ${JSON.stringify(element)}`,
    );
  return draw(element, {
    ...place,
    name: place.name || words(element.placeholder, element.action_id),
  });
}
