/** Buttons, and menus of choices that act at once. */

import { h, icon } from "../frame/dom.js";
import { confirmed } from "../frame/dialog.js";
import { directory } from "../frame/directory.js";
import { openMenu, opensMenu } from "../frame/menu.js";
import { safeUrl } from "../text/entity.js";
import { plain, words } from "../text/object.js";
import { hooks } from "./place.js";

/** Presses, once at a time, with the button busy meanwhile. */
async function press(node, element, place, value) {
  if (node.getAttribute("aria-busy") === "true" || !(await confirmed(element.confirm))) return;
  node.setAttribute("aria-busy", "true");
  await place.surface.press(place.block, element, value);
  node.removeAttribute("aria-busy");
}

function linkButton(element, place, looks, url) {
  const node = h(
    "a",
    { ...looks, href: url, target: "_blank", rel: "noopener noreferrer", role: "button" },
    plain(element.text),
    h("span", { class: "outward", "aria-hidden": "true" }, "↗"),
  );
  node.addEventListener("click", () => place.surface.press(place.block, element));
  node.addEventListener("keydown", (event) => {
    if (event.key !== " ") return;
    event.preventDefault();
    node.click();
  });
  return node;
}

export function button(element, place) {
  const style = { primary: "button-primary", danger: "button-danger" }[element.style] ?? "";
  const looks = {
    class: `button ${style}`,
    "aria-label": element.accessibility_label,
    data: hooks(element, place),
  };
  const url = safeUrl(element.url);
  if (url) return linkButton(element, place, looks, url);
  const node = h("button", { type: "button", ...looks }, plain(element.text));
  node.addEventListener("click", () => press(node, element, place));
  return node;
}

export function iconAction(element, place) {
  const seers = element.visible_to_user_ids ?? [];
  const name = element.accessibility_label ?? words(element.text, "Action");
  const node = h(
    "button",
    {
      type: "button",
      class: "icon-button",
      "aria-label": name,
      title: words(element.text),
      data: hooks(element, place),
    },
    icon(element.icon === "trash" ? "trash" : "more"),
  );
  node.hidden = seers.length > 0 && !seers.includes(directory.me);
  node.addEventListener("click", () => press(node, element, place));
  return node;
}

export function feedbackButtons(element, place) {
  const one = (choice, shape) => {
    const name = choice.accessibility_label ?? words(choice.text, shape);
    const node = h(
      "button",
      {
        type: "button",
        class: `icon-button ${shape}`,
        "aria-label": name,
        title: words(choice.text),
      },
      icon("up"),
    );
    node.addEventListener("click", () => press(node, element, place, choice.value));
    return node;
  };
  return h(
    "span",
    { class: "feedback", role: "group", "aria-label": "Feedback", data: hooks(element, place) },
    one(element.positive_button ?? {}, "good"),
    one(element.negative_button ?? {}, "bad"),
  );
}

export function overflow(element, place) {
  const node = h(
    "button",
    {
      type: "button",
      class: "icon-button",
      "aria-label": "More actions",
      title: "More actions",
      data: hooks(element, place),
      ...opensMenu,
    },
    icon("more"),
  );
  const run = (option) => () => {
    const url = safeUrl(option.url);
    if (url) open(url, "_blank", "noopener,noreferrer");
    return press(node, element, place, option.value);
  };
  node.addEventListener("click", () => {
    const choices = (element.options ?? []).map((option) => ({
      text: words(option.text),
      note: words(option.description),
      run: run(option),
    }));
    openMenu(node, choices, "More actions");
  });
  return node;
}
