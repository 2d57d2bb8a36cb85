/** Block Kit's text objects. */

import { h } from "../frame/dom.js";
import { withEmoji } from "./emoji.js";
import { mrkdwn } from "./mrkdwn.js";

/** plain_text as shown: verbatim, with emoji only where it says so. */
const verbatim = (object) =>
  object.emoji === true ? withEmoji(object.text ?? "") : (object.text ?? "");

/** A text object as plain words, for names of controls. */
export function words(object, otherwise = "") {
  if (!object) return otherwise;
  if (typeof object === "string") return object;
  if (object.type !== "mrkdwn") return verbatim(object) || otherwise;
  const holder = h("div", {}, mrkdwn(object.text, object));
  return holder.textContent.trim() || otherwise;
}

/** A text object as nodes: mrkdwn formatted, plain text verbatim with its line breaks. */
export function plain(object, otherwise = "") {
  if (!object) return otherwise;
  if (typeof object === "string") return object;
  if (object.type === "mrkdwn") return mrkdwn(object.text, object);
  return h("span", { class: "verbatim" }, verbatim(object));
}
