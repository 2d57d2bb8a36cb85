/** The stack of modal views: the top one is a dialog; what was typed in those below is kept. */

import { act } from "../frame/control.js";
import { directory } from "../frame/directory.js";
import { h, iconButton, uid } from "../frame/dom.js";
import { showPayload } from "../frame/payload.js";
import { setOpen } from "../frame/dialog.js";
import { told } from "../frame/toast.js";
import { syncBlocks } from "../blocks/block.js";
import { Surface } from "../blocks/surface.js";
import { words } from "../text/object.js";

const FIRST = "input:not([type=hidden]), textarea, select, [role=combobox]";

export class Modal {
  /** `place()` answers the conversation that is open; `closed()` is called when the stack is gone. */
  constructor({ place }) {
    this.place = place;
    this.surfaces = new Map();
    this.mended = new Map();
    this.stack = [];
    this.shown = null;
    this.busy = false;
    this.name = uid("modal");
    this.blocks = h("div", { class: "blocks" });
    this.title = h("h2", { id: this.name });
    this.head = h("header", { class: "dialog-head" });
    this.foot = h("footer", { class: "dialog-foot" });
    this.form = h(
      "form",
      { class: "modal-form", novalidate: true },
      h("div", { class: "dialog-body" }, this.blocks),
      this.foot,
    );
    this.node = h(
      "dialog",
      { class: "dialog modal", "aria-labelledby": this.name },
      this.head,
      this.form,
    );
    this.listen();
    document.body.append(this.node);
  }

  get view() {
    return this.stack.at(-1) ?? null;
  }

  listen() {
    this.node.addEventListener("cancel", (event) => {
      event.preventDefault();
      if (event.target === this.node) this.close();
    });
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.submit();
    });
    for (const kind of ["input", "change"])
      this.form.addEventListener(kind, (event) => this.mend(event.target));
  }

  surface(view) {
    if (!this.surfaces.has(view.id)) {
      this.surfaces.set(view.id, new Surface({ view_id: view.id }, { conversation: this.place() }));
    }
    return this.surfaces.get(view.id);
  }

  /** Takes a stack as last read. */
  show(stack, settled) {
    this.stack = stack ?? [];
    for (const id of this.surfaces.keys())
      if (!this.stack.some((view) => view.id === id)) this.surfaces.delete(id);
    const { view } = this;
    if (!view) {
      this.shown = null;
      setOpen(this.node, false);
      return;
    }
    const surface = this.surface(view);
    surface.learn(view.state?.values, settled);
    const fresh = this.shown !== view.id;
    if (fresh) this.blocks.replaceChildren();
    this.shown = view.id;
    this.drawFrame(view);
    syncBlocks(this.blocks, view.blocks, surface, this.errors(view));
    this.node.dataset.viewId = view.id;
    this.node.dataset.callbackId = view.callback_id ?? "";
    setOpen(this.node, true);
    if (fresh) this.focusFirst(view);
  }

  /** What the last submit found wrong, without what was mended since. */
  errors(view) {
    const mended = this.mended.get(view.id) ?? new Set();
    return Object.fromEntries(
      Object.entries(view.errors ?? {}).filter(([block]) => !mended.has(block)),
    );
  }

  mend(target) {
    const block = target.closest(".with-error");
    if (!block || !this.view) return;
    const { id } = this.view;
    this.mended.set(id, (this.mended.get(id) ?? new Set()).add(block.dataset.blockId));
    block.classList.remove("with-error");
    block.querySelector(".field-error")?.remove();
    for (const field of block.querySelectorAll("[aria-invalid]"))
      field.removeAttribute("aria-invalid");
  }

  focusFirst(view) {
    this.form.querySelector(".dialog-body").scrollTop = 0;
    const wanted = this.blocks.querySelector("[autofocus]") ?? this.blocks.querySelector(FIRST);
    (
      wanted ??
      this.foot.querySelector(".button-primary") ??
      this.head.querySelector("button")
    )?.focus({ preventScroll: true });
    if (view.type !== "modal") return;
    // A box, a number and a file have no caret: their selection is null.
    if (wanted?.value && typeof wanted.selectionStart === "number")
      wanted.setSelectionRange(wanted.value.length, wanted.value.length);
  }

  drawFrame(view) {
    const deep = this.stack.length > 1;
    const key = JSON.stringify([view.id, view.title, view.submit, view.close, this.stack.length]);
    if (this.frame === key) return;
    this.frame = key;
    this.title.replaceChildren(words(view.title, "Dialog"));
    this.head.replaceChildren(
      ...[
        deep ? iconButton("back", "Go back", () => this.close()) : null,
        this.title,
        iconButton("code", "View payload", () => showPayload(this.view, "View payload")),
        iconButton("close", "Dismiss window", () => this.close(deep)),
      ].filter(Boolean),
    );
    const submit = view.submit
      ? h("button", { type: "submit", class: "button button-primary" }, words(view.submit))
      : null;
    const close = h(
      "button",
      { type: "button", class: "button", on: { click: () => this.close() } },
      words(view.close, submit ? "Cancel" : "Close"),
    );
    this.foot.replaceChildren(...[close, submit].filter(Boolean));
  }

  setBusy(busy) {
    this.busy = busy;
    this.node.toggleAttribute("aria-busy", busy);
    this.node.classList.toggle("busy", busy);
  }

  async submit() {
    const { view } = this;
    if (!view?.submit || this.busy) return;
    this.setBusy(true);
    await this.surface(view).flush();
    const answer = await told(() => act("submit", { user: directory.me, view_id: view.id }));
    this.setBusy(false);
    if (!answer) return;
    this.mended.delete(view.id);
    const stack = answer.stack ?? this.stack;
    const wrong = answer.errors ?? {};
    this.show(
      stack.map((one) =>
        one.id === view.id && Object.keys(wrong).length ? { ...one, errors: wrong } : one,
      ),
      false,
    );
    if (Object.keys(wrong).length) this.focusError();
  }

  focusError() {
    const block = this.blocks.querySelector(".with-error");
    block?.querySelector("input, textarea, [role=combobox]")?.focus();
    block?.scrollIntoView({ block: "nearest" });
  }

  async close(clear = false) {
    const { view } = this;
    if (!view || this.busy) return;
    const answer = await told(() =>
      act("close", { user: directory.me, view_id: view.id, ...(clear ? { clear } : {}) }),
    );
    if (answer) this.show(answer.stack ?? [], false);
  }
}
