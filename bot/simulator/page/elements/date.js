/** Dates and times, by the browser's own pickers. */

import { h } from "../frame/dom.js";
import { choose, controlProps, focusSoon, read } from "./place.js";

const two = (number) => String(number).padStart(2, "0");

/** Seconds since 1970 ↔ what a datetime-local field holds, in the browser's zone. */
function toLocal(seconds) {
  if (!seconds) return "";
  const at = new Date(Number(seconds) * 1000);
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`;
}
const fromLocal = (text) => (text ? Math.floor(new Date(text).getTime() / 1000) : null);

function picker(type, shown, taken) {
  return (element, place) => {
    const field = h("input", { type, ...controlProps(element, place), class: "field field-date" });
    field.showValue = () => {
      if (document.activeElement !== field) field.value = shown(read(element, place));
    };
    field.showValue();
    field.addEventListener("change", () =>
      choose(element, place, taken(field.value), field.showValue),
    );
    return focusSoon(element, field);
  };
}

const asText = (value) => value ?? "";
const orNull = (text) => text || null;

export const datePicker = picker("date", asText, orNull);
export const timePicker = picker("time", asText, orNull);
export const dateTimePicker = picker("datetime-local", toLocal, fromLocal);
