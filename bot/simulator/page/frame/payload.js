/** Shows the raw JSON of a message or a view. */

import { h } from "./dom.js";
import { openDialog } from "./dialog.js";

const PIECE = /("(?:\\.|[^"\\])*")(\s*:)?|\b(true|false|null)\b|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** Pretty JSON as spans; the text itself is only ever text. */
function coloured(json) {
  const parts = [];
  let from = 0;
  for (const match of json.matchAll(PIECE)) {
    const [all, string, colon, word] = match;
    const kind = string ? (colon ? "key" : "string") : word ? "word" : "number";
    const shown = string ?? all;
    parts.push(json.slice(from, match.index), h("span", { class: `json-${kind}` }, shown));
    from = match.index + shown.length;
  }
  return [...parts, json.slice(from)];
}

/** The JSON as a scrollable block that the keyboard reaches. */
export function jsonBlock(value, name) {
  return h(
    "pre",
    { class: "json", tabindex: "0", role: "group", "aria-label": name },
    coloured(JSON.stringify(value, null, 2)),
  );
}

export function showPayload(value, title) {
  const copy = h("button", { type: "button", class: "button" }, "Copy");
  copy.addEventListener("click", async () => {
    await navigator.clipboard?.writeText(JSON.stringify(value, null, 2));
    copy.textContent = "Copied";
  });
  openDialog({ title, body: jsonBlock(value, "Payload"), foot: copy, kind: "dialog-wide" });
}
