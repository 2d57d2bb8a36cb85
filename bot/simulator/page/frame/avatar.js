/** A person's initials in their colour; an app has its own mark. */

import { h } from "./dom.js";
import { displayName } from "./directory.js";

const FALLBACK = "5b6b7a";

const channelOf = (hex, at) => {
  const part = parseInt(hex.slice(at, at + 2), 16) / 255;
  return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
};

/** White where it reads at 4.5:1, else black. */
function inkOn(hex) {
  const light =
    0.2126 * channelOf(hex, 0) + 0.7152 * channelOf(hex, 2) + 0.0722 * channelOf(hex, 4);
  return 1.05 / (light + 0.05) >= 4.5 ? "#fff" : "#000";
}

const initials = (name) => {
  const words = name.split(/\s+/).filter(Boolean);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : words;
  return letters
    .map((word) => [...word][0])
    .join("")
    .toUpperCase();
};

/** `size` is "small", "" or "large". */
export function avatar(who, size = "") {
  if (!who || who.is_bot)
    return h(
      "span",
      { class: `avatar avatar-app ${size}`, "aria-hidden": "true" },
      h("span", { class: "planet" }),
    );
  const hex = /^[0-9a-f]{6}$/i.test((who.color ?? "").replace("#", ""))
    ? who.color.replace("#", "")
    : FALLBACK;
  return h(
    "span",
    {
      class: `avatar ${size}`,
      "aria-hidden": "true",
      css: { background: `#${hex}`, color: inkOn(hex) },
    },
    initials(displayName(who)),
  );
}
