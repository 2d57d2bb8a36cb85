/** Checkboxes and radio buttons: groups of native inputs. */

import { h, uid } from "../frame/dom.js";
import { plain } from "../text/object.js";
import { choose, controlProps, read } from "./place.js";

function group(element, place, { type, chosen, change }) {
  const name = uid("choice");
  const rows = (element.options ?? []).map((option, at) => {
    const box = h("input", {
      type,
      name,
      value: option.value,
      id: `${name}-${at}`,
      data: { focus: `${place.block.block_id}/${element.action_id}/${option.value}` },
    });
    const note = option.description
      ? h("small", { id: `${name}-${at}-note` }, plain(option.description))
      : null;
    if (note) box.setAttribute("aria-describedby", note.id);
    box.addEventListener("change", () => change(box));
    return h(
      "div",
      { class: "choice" },
      box,
      h("div", {}, h("label", { for: box.id }, plain(option.text)), note),
    );
  });
  const {
    id,
    "aria-required": required,
    "aria-invalid": invalid,
    ...props
  } = controlProps(element, place);
  const radio = type === "radio" ? { "aria-required": required, "aria-invalid": invalid } : {};
  const node = h(
    "div",
    {
      ...props,
      ...radio,
      id,
      class: "choices",
      role: type === "radio" ? "radiogroup" : "group",
      "aria-labelledby": place.labelled,
    },
    rows,
  );
  node.boxes = [...node.querySelectorAll("input")];
  node.showValue = () => {
    for (const box of node.boxes) box.checked = chosen().includes(box.value);
  };
  node.showValue();
  return node;
}

export function checkboxes(element, place) {
  const chosen = () => read(element, place) ?? [];
  const change = () => {
    const value = node.boxes.filter((box) => box.checked).map((box) => box.value);
    return choose(element, place, value, node.showValue);
  };
  const node = group(element, place, { type: "checkbox", chosen, change });
  return node;
}

export function radioButtons(element, place) {
  const chosen = () => [read(element, place)].filter((value) => value !== null);
  const node = group(element, place, {
    type: "radio",
    chosen,
    change: (box) => choose(element, place, box.value, node.showValue),
  });
  return node;
}
