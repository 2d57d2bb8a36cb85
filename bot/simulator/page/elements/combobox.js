/** A field that searches and chooses: one option, or several as chips. */

import { h, icon } from "../frame/dom.js";
import { words } from "../text/object.js";
import { Listbox } from "./listbox.js";

export class Combobox {
  /**
   * `find(query)` answers groups of options; `chosen()` the options chosen now; `change(options)` is
   * called with the new choice; `props` go to the input; `minimum` is the shortest query.
   */
  constructor({
    find,
    chosen,
    change,
    props,
    placeholder,
    multiple = false,
    clearable = false,
    minimum = 0,
    most = Infinity,
  }) {
    Object.assign(this, { find, chosen, change, multiple, minimum, most, asked: 0 });
    this.field = h("input", {
      type: "text",
      class: "combobox-field",
      role: "combobox",
      autocomplete: "off",
      spellcheck: "false",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      placeholder,
      ...props,
    });
    this.hint = placeholder ?? "";
    this.chips = h("span", { class: "chips" });
    this.wipe = clearable && !multiple ? this.wipeButton() : null;
    this.box = h(
      "div",
      { class: "combobox field" },
      multiple ? this.chips : null,
      this.field,
      this.wipe,
      icon("down"),
    );
    this.node = h("div", { class: "combobox-holder" }, this.box);
    this.list = new Listbox(this.field, { multiple, pick: (option) => this.pick(option) });
    this.field.setAttribute("aria-controls", this.list.id);
    this.field.showValue = () => this.list.isOpen || this.showValue();
    this.node.append(this.list.node);
    this.listen();
    this.showValue();
  }

  wipeButton() {
    const wipe = h(
      "button",
      {
        type: "button",
        class: "icon-button",
        "aria-label": "Clear selection",
        title: "Clear selection",
      },
      icon("close"),
    );
    wipe.addEventListener("click", () => {
      this.change([]);
      this.showValue();
      this.field.focus();
    });
    return wipe;
  }

  listen() {
    const { field } = this;
    this.box.addEventListener("pointerdown", (event) => {
      if (event.target.closest("button") || event.target === field) return;
      event.preventDefault();
      field.focus();
      this.start();
    });
    field.addEventListener("click", () => this.start());
    field.addEventListener("focus", () => !this.multiple && field.select());
    field.addEventListener("input", () => this.search(field.value));
    field.addEventListener("blur", () => this.stop());
    field.addEventListener("keydown", (event) => this.key(event));
  }

  /** Opens with everything, whatever is chosen. */
  start() {
    if (!this.list.isOpen) this.search(this.multiple ? this.field.value : "");
  }

  stop() {
    this.asked += 1;
    this.list.close();
    this.showValue();
  }

  /** Each letter is a question of its own; only the last one's answer is shown. */
  search(query) {
    const ask = (this.asked += 1);
    if (query.length < this.minimum) this.list.say(`Type ${this.minimum} or more characters`);
    else if (!this.list.isOpen) this.list.say("Searching…");
    this.list.open();
    if (query.length >= this.minimum) this.load(query, ask);
  }

  async load(query, ask) {
    let groups = [];
    let trouble = null;
    try {
      groups = await this.find(query.trim());
    } catch (error) {
      trouble = error.message;
    }
    if (ask !== this.asked) return;
    const values = this.chosen().map((option) => option.value);
    if (groups.some(({ options }) => options.length))
      this.list.show(groups, (option) => values.includes(option.value));
    else this.list.say(trouble ?? "Nothing found");
  }

  pick(option) {
    const now = this.chosen();
    if (!this.multiple) {
      this.change([option]);
      this.stop();
      return;
    }
    const had = now.some(({ value }) => value === option.value);
    if (!had && now.length >= this.most) return;
    this.change(had ? now.filter(({ value }) => value !== option.value) : [...now, option]);
    this.field.value = "";
    this.showValue();
    this.search("");
  }

  key(event) {
    const { list } = this;
    if (event.key === "Escape" && list.isOpen) {
      event.preventDefault();
      event.stopPropagation();
      this.stop();
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (list.isOpen && list.option) this.pick(list.option);
      else this.start();
    } else if (event.key === "Backspace" && this.multiple && !this.field.value) {
      this.change(this.chosen().slice(0, -1));
      this.showValue();
    } else if (!list.isOpen && ["ArrowDown", "ArrowUp"].includes(event.key)) {
      event.preventDefault();
      this.start();
    } else if (list.isOpen && list.move(event.key)) {
      event.preventDefault();
    }
  }

  showValue() {
    const now = this.chosen();
    if (this.wipe) this.wipe.hidden = !now.length;
    if (!this.multiple) {
      this.field.value = now.length ? words(now[0].text) : "";
      return;
    }
    if (document.activeElement !== this.field) this.field.value = "";
    this.field.placeholder = now.length ? "" : this.hint;
    this.chips.replaceChildren(...now.map((option) => this.chip(option)));
  }

  chip(option) {
    const name = words(option.text);
    const off = h("button", { type: "button", "aria-label": `Remove ${name}` }, icon("close"));
    off.addEventListener("click", () => {
      this.change(this.chosen().filter(({ value }) => value !== option.value));
      this.showValue();
      this.field.focus();
    });
    return h("span", { class: "chip" }, name, off);
  }
}
