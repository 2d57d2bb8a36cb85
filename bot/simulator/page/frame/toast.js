/** Short notices at the foot of the window, above open dialogs too. */

import { h, iconButton } from "./dom.js";

const SHOWN_MS = 7000;
const SENTENCES = {
  operation_timeout: "The app did not answer in time",
  app_error: "The app answered with an error",
  unknown_command: "That is not a command of this workspace",
};

let shelf = null;

/** Dialogs make the rest of the page inert, so the shelf moves into the topmost one. */
function place() {
  shelf ??= h("div", { class: "toasts", role: "status", "aria-live": "polite", popover: "manual" });
  const open = [...document.querySelectorAll("dialog[open]")].at(-1) ?? document.body;
  if (shelf.parentElement !== open) open.append(shelf);
  if (shelf.matches(":popover-open")) shelf.hidePopover();
  shelf.showPopover();
  return shelf;
}

export function toast(sentence, kind = "error") {
  const gone = () => {
    note.remove();
    if (!shelf.childElementCount && shelf.isConnected && shelf.matches(":popover-open"))
      shelf.hidePopover();
  };
  const note = h(
    "div",
    { class: `toast toast-${kind}` },
    h("span", {}, sentence),
    iconButton("close", "Dismiss notice", gone),
  );
  place().append(note);
  setTimeout(gone, SHOWN_MS);
}

/** Says what an answer's `error` code, or a thrown refusal, means. */
export function toastError(error) {
  if (error instanceof Error) {
    toast(SENTENCES[error.code] ?? error.message);
    return;
  }
  toast(SENTENCES[error] ?? `The app answered: ${error}`);
}

/** Runs an act; what goes wrong becomes a toast, and the answer is null. */
export async function told(work) {
  try {
    const answer = await work();
    if (answer?.error) toastError(answer.error);
    return answer;
  } catch (error) {
    toastError(error);
    return null;
  }
}
