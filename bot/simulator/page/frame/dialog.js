/** Modal dialogs on the browser's own `<dialog>`: it keeps the focus in and gives it back. */

import { h, iconButton, uid } from "./dom.js";
import { plain } from "../text/object.js";

const openers = new Map();

/** Opens or closes a dialog; what lies under one is out of reach for everyone, readers too. */
export function setOpen(dialog, open) {
  if (open && !dialog.open) {
    openers.set(dialog, document.activeElement);
    dialog.showModal();
  }
  if (!open && dialog.open) dialog.close();
  const under = document.querySelector("#app");
  under.inert = Boolean(document.querySelector("dialog[open]"));
  under.ariaHidden = under.inert ? "true" : null;
  if (!open && openers.has(dialog)) goBack(dialog);
}

/** The browser gives the focus back too early: what lies under is still out of reach then. */
function goBack(dialog) {
  const opener = openers.get(dialog);
  openers.delete(dialog);
  const { activeElement: now, body } = document;
  if (opener?.isConnected && (now === body || dialog.contains(now))) opener.focus();
}

/** A dialog in the page; `title` names it. Removes itself when closed. */
export function openDialog({ title, body, foot, kind = "", closed = () => {} }) {
  const name = uid("dialog");
  const shut = () => dialog.close();
  const dialog = h(
    "dialog",
    { class: `dialog ${kind}`, "aria-labelledby": name },
    h(
      "header",
      { class: "dialog-head" },
      h("h2", { id: name }, title),
      iconButton("close", "Dismiss window", shut),
    ),
    h("div", { class: "dialog-body" }, body),
    foot ? h("footer", { class: "dialog-foot" }, foot) : null,
  );
  dialog.addEventListener("close", () => {
    dialog.remove();
    setOpen(dialog, false);
    closed(dialog.returnValue);
  });
  document.body.append(dialog);
  setOpen(dialog, true);
  return dialog;
}

/** Asks a Block Kit confirm object; true when the person confirms. No object: true at once. */
export function confirmed(question) {
  if (!question) return Promise.resolve(true);
  return new Promise((answer) => {
    const danger = question.style === "danger";
    const yes = h(
      "button",
      { type: "button", class: `button ${danger ? "button-danger" : "button-primary"}` },
      plain(question.confirm, "Yes"),
    );
    const no = h("button", { type: "button", class: "button" }, plain(question.deny, "Cancel"));
    const dialog = openDialog({
      title: plain(question.title, "Are you sure?"),
      body: plain(question.text, ""),
      foot: [no, yes],
      kind: "dialog-confirm",
      closed: (value) => answer(value === "yes"),
    });
    yes.addEventListener("click", () => dialog.close("yes"));
    no.addEventListener("click", () => dialog.close("no"));
    (danger ? no : yes).focus();
  });
}
