/** Where one writes: Enter sends, Shift+Enter breaks the line, `/` offers commands. */

import { act } from "../frame/control.js";
import { h, icon, iconButton, uid } from "../frame/dom.js";
import { directory } from "../frame/directory.js";
import { openMenu, opensMenu } from "../frame/menu.js";
import { told } from "../frame/toast.js";
import { attachButton } from "./attaching.js";
import { commandOf, sendTyped, suggestions } from "./commands.js";

const drafts = new Map();

export class Composer {
  /** `said(note)` is called after sending, with a sentence for the person alone or null. */
  constructor({ label, channel, thread = null, said }) {
    Object.assign(this, { channel, thread, said, active: 0, offered: [] });
    this.key = `${directory.me}/${channel}/${thread ?? ""}`;
    this.listId = uid("commands");
    this.area = h("textarea", {
      rows: "1",
      "aria-label": label,
      placeholder: label,
      "aria-autocomplete": "list",
      "aria-controls": this.listId,
      value: drafts.get(this.key) ?? "",
    });
    this.list = h("div", {
      class: "commands",
      id: this.listId,
      role: "listbox",
      "aria-label": "Commands",
      hidden: true,
    });
    this.usage = h("div", { class: "usage", hidden: true });
    this.sendButton = h(
      "button",
      {
        type: "button",
        class: "send",
        "aria-label": "Send",
        title: "Send",
        disabled: true,
        on: { click: () => this.send() },
      },
      icon("send"),
    );
    this.node = h(
      "div",
      { class: "composer" },
      this.list,
      this.usage,
      h("div", { class: "composer-box" }, this.shortcuts(), attachButton(channel, thread), this.area, this.sendButton),
    );
    this.area.addEventListener("input", () => this.typed());
    this.area.addEventListener("keydown", (event) => this.keyDown(event));
    this.area.addEventListener("blur", () => this.offer([]));
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    requestAnimationFrame(() => this.typed());
  }

  shortcuts() {
    const offered = directory.app.shortcuts.filter(({ type }) => type === "global");
    if (!offered.length) return null;
    const bolt = iconButton(
      "bolt",
      "Shortcuts",
      () =>
        openMenu(
          bolt,
          offered.map((one) => ({
            text: one.name,
            note: one.description,
            run: () =>
              told(() =>
                act("shortcut", {
                  user: directory.me,
                  callback_id: one.callback_id,
                  channel: this.channel,
                }),
              ),
          })),
          "Shortcuts",
        ),
      opensMenu,
    );
    return bolt;
  }

  typed() {
    const { value } = this.area;
    drafts.set(this.key, value);
    this.area.style.height = "auto";
    this.area.style.height = `${Math.min(this.area.scrollHeight, 220)}px`;
    this.sendButton.disabled = !value.trim();
    const focused = document.activeElement === this.area;
    this.offer(focused && !this.thread ? suggestions(value) : []);
    const command = value.includes(" ") ? commandOf(value) : null;
    this.usage.hidden = !command?.usage_hint;
    this.usage.textContent = command ? `${command.command} ${command.usage_hint ?? ""}` : "";
  }

  offer(commands) {
    this.offered = commands;
    this.active = 0;
    this.list.hidden = !commands.length;
    this.list.replaceChildren(...commands.map((one, at) => this.row(one, at)));
    this.point();
  }

  row(one, at) {
    return h(
      "div",
      {
        class: "command",
        id: `${this.listId}-${at}`,
        role: "option",
        "aria-selected": "false",
        on: { click: () => this.take(one) },
      },
      h("strong", {}, one.command),
      h("span", { class: "command-hint" }, one.usage_hint ?? ""),
      h("small", {}, one.description ?? ""),
    );
  }

  point() {
    [...this.list.children].forEach((row, at) =>
      row.setAttribute("aria-selected", String(at === this.active)),
    );
    const row = this.list.children[this.active];
    if (row) this.area.setAttribute("aria-activedescendant", row.id);
    else this.area.removeAttribute("aria-activedescendant");
  }

  take(one) {
    this.area.value = `${one.command} `;
    this.area.focus();
    this.typed();
  }

  keyDown(event) {
    if (event.isComposing) return;
    const open = this.offered.length > 0;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (open && step) {
      event.preventDefault();
      this.active = (this.active + step + this.offered.length) % this.offered.length;
      this.point();
    } else if (open && event.key === "Escape") {
      event.preventDefault();
      this.offer([]);
    } else if (
      open &&
      (event.key === "Tab" || (event.key === "Enter" && !commandOf(this.area.value)))
    ) {
      event.preventDefault();
      this.take(this.offered[this.active]);
    } else if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.send();
    }
  }

  async send() {
    const text = this.area.value.trim();
    if (!text) return;
    this.area.value = "";
    this.typed();
    this.node.setAttribute("aria-busy", "true");
    const { sent, note } = await sendTyped(text, this.channel, this.thread);
    this.node.removeAttribute("aria-busy");
    if (!sent && !this.area.value) {
      this.area.value = text;
      this.typed();
    }
    this.said(note ?? null);
  }
}
