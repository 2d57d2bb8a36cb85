/**
 * Text, numbers, e-mail and web addresses. What is typed is sent when the typing pauses, and each
 * character at once where the app asked for that.
 */

import { h } from "../frame/dom.js";
import { words } from "../text/object.js";
import { controlProps, focusSoon, read } from "./place.js";

const NEARLY_FULL = 0.8;
const KINDS = {
  number_input: { type: "text", inputmode: "decimal", autocomplete: "off" },
  email_text_input: { type: "email", autocomplete: "off" },
  url_text_input: { type: "url", autocomplete: "off" },
};

/** When a character, a pause or Enter in this element is sent. */
function triggers(element, { block, input }) {
  const on = element.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"];
  const dispatches = !input || Boolean(block.dispatch_action);
  return {
    enter: dispatches && on.includes("on_enter_pressed"),
    character: dispatches && on.includes("on_character_entered"),
    pause: !dispatches,
  };
}

function grow(area) {
  area.style.height = "auto";
  if (area.scrollHeight) area.style.height = `${Math.min(area.scrollHeight + 2, 320)}px`;
}

/** How much room is left, once there is little. */
function countDown(element, field) {
  const count = h("span", { class: "count", "aria-hidden": "true" });
  const show = () => {
    const left = (element.max_length ?? Infinity) - [...field.value].length;
    count.textContent = left < element.max_length * (1 - NEARLY_FULL) ? String(left) : "";
    count.classList.toggle("over", left < 0);
  };
  field.addEventListener("input", show);
  show();
  return count;
}

function listen(field, element, place) {
  const { block, surface } = place;
  const on = triggers(element, place);
  field.addEventListener("input", () => {
    const value = field.value === "" ? null : field.value;
    if (on.character) surface.keystroke(block, element, value);
    else if (on.pause) surface.soon(block, element, value);
    else surface.hold(block, element, value);
  });
  field.addEventListener("change", () => !on.enter && surface.leave(block, element));
  field.addEventListener("keydown", (event) => {
    if (
      event.key !== "Enter" ||
      event.shiftKey ||
      event.isComposing ||
      element.multiline ||
      !on.enter
    )
      return;
    event.preventDefault();
    surface.set(block, element, field.value === "" ? null : field.value);
  });
}

export function textInput(element, place) {
  const area = element.multiline || element.type === "rich_text_input";
  const shown = () => {
    const value = read(element, place);
    return typeof value === "string" ? value : value === null ? "" : JSON.stringify(value);
  };
  const kind = area
    ? { rows: "3" }
    : (KINDS[element.type] ?? { type: "text", autocomplete: "off" });
  const field = h(area ? "textarea" : "input", {
    ...kind,
    ...controlProps(element, place),
    class: "field",
    placeholder: words(element.placeholder) || null,
    value: shown(),
  });
  field.showValue = () => {
    if (field.value !== shown()) field.value = shown();
  };
  listen(field, element, place);
  if (area) {
    field.addEventListener("input", () => grow(field));
    requestAnimationFrame(() => grow(field));
  }
  focusSoon(element, field);
  return element.max_length
    ? h("div", { class: "counted" }, field, countDown(element, field))
    : field;
}
