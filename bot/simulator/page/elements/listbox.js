/** The list under a combobox: options in groups, one of them active. Lives in the top layer. */

import { h, uid } from "../frame/dom.js";
import { placeBeside } from "../frame/menu.js";
import { plain, words } from "../text/object.js";

export class Listbox {
  /** `pick(option)` when one is chosen by mouse or keyboard. */
  constructor(field, { multiple, pick }) {
    this.id = uid("list");
    this.field = field;
    this.pick = pick;
    this.rows = [];
    this.active = -1;
    this.node = h("div", {
      class: "listbox",
      id: this.id,
      role: "listbox",
      "aria-label": "Choices",
      "aria-multiselectable": multiple ? "true" : null,
      popover: "manual",
    });
    this.node.addEventListener("pointerdown", (event) => event.preventDefault());
    this.follow = () => placeBeside(this.node, field.parentElement, { width: true });
  }

  get isOpen() {
    return this.node.isConnected && this.node.matches(":popover-open");
  }

  open() {
    if (this.isOpen) return;
    if (!this.node.isConnected) this.field.parentElement.after(this.node);
    this.node.showPopover();
    this.field.setAttribute("aria-expanded", "true");
    addEventListener("scroll", this.follow, true);
    addEventListener("resize", this.follow);
    this.follow();
  }

  close() {
    if (!this.isOpen) return;
    this.node.hidePopover();
    this.field.setAttribute("aria-expanded", "false");
    this.field.removeAttribute("aria-activedescendant");
    removeEventListener("scroll", this.follow, true);
    removeEventListener("resize", this.follow);
  }

  /** Says something instead of options: "Searching…", "Nothing found". */
  say(text) {
    this.rows = [];
    this.active = -1;
    this.field.removeAttribute("aria-activedescendant");
    this.node.replaceChildren(
      h(
        "div",
        {
          class: "listbox-note",
          role: "option",
          "aria-disabled": "true",
          "aria-selected": "false",
        },
        text,
      ),
    );
    if (this.isOpen) this.follow();
  }

  /** `groups` are `{label?, options}`; `chosen` says which are selected. */
  show(groups, chosen) {
    this.rows = [];
    const drawn = groups.map(({ label, options }) => {
      const rows = options.map((option) => this.row(option, chosen(option)));
      if (!label) return rows;
      const id = uid("group");
      return h(
        "div",
        { role: "group", "aria-describedby": id },
        h("div", { class: "listbox-group", id, role: "presentation" }, plain(label)),
        rows,
      );
    });
    this.node.replaceChildren(...drawn.flat());
    const selected = this.rows.findIndex(
      ({ node }) => node.getAttribute("aria-selected") === "true",
    );
    this.activate(Math.max(0, selected));
    if (this.isOpen) this.follow();
  }

  row(option, selected) {
    const note = words(option.description);
    const node = h(
      "div",
      {
        class: "listbox-option",
        id: uid("option"),
        role: "option",
        "aria-selected": String(selected),
        data: { value: option.value },
      },
      h("span", {}, plain(option.text)),
      note ? h("small", {}, note) : null,
    );
    const at = this.rows.push({ node, option }) - 1;
    node.addEventListener("click", () => this.pick(option));
    node.addEventListener("pointermove", () => this.active !== at && this.activate(at, false));
    return node;
  }

  activate(at, scroll = true) {
    this.rows[this.active]?.node.classList.remove("active");
    this.active = at;
    const row = this.rows[at];
    if (!row) return;
    row.node.classList.add("active");
    this.field.setAttribute("aria-activedescendant", row.node.id);
    if (scroll && this.isOpen) row.node.scrollIntoView({ block: "nearest" });
  }

  /** Moves by arrow, Home or End; answers whether the key was one of those. */
  move(key) {
    const last = this.rows.length - 1;
    const to = {
      ArrowDown: this.active < last ? this.active + 1 : 0,
      ArrowUp: this.active > 0 ? this.active - 1 : last,
      PageDown: Math.min(last, this.active + 8),
      PageUp: Math.max(0, this.active - 8),
    }[key];
    if (to === undefined) return false;
    this.activate(to);
    return true;
  }

  get option() {
    return this.rows[this.active]?.option ?? null;
  }
}
