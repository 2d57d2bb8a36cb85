/** A popup menu under a button: arrow keys move, Enter chooses, Escape closes. */

import { h } from "./dom.js";

/** Puts a popover beside `anchor`, inside the window: below it, or above where there is no room. */
export function placeBeside(popup, anchor, { width = false, end = false } = {}) {
  const box = anchor.getBoundingClientRect();
  if (width) popup.style.width = `${box.width}px`;
  const { offsetWidth: wide, offsetHeight: high } = popup;
  const below = box.bottom + 4 + high <= innerHeight || box.top < high + 8;
  const left = end ? box.right - wide : box.left;
  popup.style.top = `${below ? box.bottom + 4 : box.top - high - 4}px`;
  popup.style.left = `${Math.max(8, Math.min(left, innerWidth - wide - 8))}px`;
}

function move(event, items) {
  const at = items.indexOf(document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  items[(to + items.length) % items.length].focus();
}

/** Opens `choices` (`{text, danger?, run}`) at `anchor`, inside whatever dialog it is in. */
export function openMenu(anchor, choices, name) {
  const close = () => {
    if (!menu.isConnected) return;
    anchor.setAttribute("aria-expanded", "false");
    menu.remove();
    removeEventListener("pointerdown", away, true);
    removeEventListener("scroll", away, true);
  };
  const away = (event) => {
    if (!menu.contains(event.target)) close();
  };
  const items = choices.map(({ text, note, run }) =>
    h(
      "button",
      {
        type: "button",
        role: "menuitem",
        class: "menu-item",
        tabindex: "-1",
        on: {
          click: () => {
            close();
            anchor.focus();
            run();
          },
        },
      },
      h("span", {}, text),
      note ? h("small", {}, note) : null,
    ),
  );
  const menu = h(
    "div",
    { class: "menu", role: "menu", "aria-label": name, popover: "manual" },
    items,
  );
  menu.addEventListener("keydown", (event) => {
    move(event, items);
    if (event.key !== "Escape" && event.key !== "Tab") return;
    event.preventDefault();
    event.stopPropagation();
    close();
    anchor.focus();
  });
  anchor.after(menu);
  anchor.setAttribute("aria-expanded", "true");
  menu.showPopover();
  placeBeside(menu, anchor, { end: true });
  addEventListener("pointerdown", away, true);
  addEventListener("scroll", away, true);
  items[0]?.focus({ preventScroll: true });
}

/** The props that make a button one that opens a menu. */
export const opensMenu = { "aria-haspopup": "menu", "aria-expanded": "false" };
