/** A scrolling list of messages that stays at its end while the person is there. */

import { dayName } from "../frame/clock.js";
import { h } from "../frame/dom.js";
import { reconcile } from "../frame/reconcile.js";
import { drawMessage } from "./message.js";

const GROUP_SECONDS = 300;
const NEAR_PX = 80;

const byOne = (before, message) =>
  before &&
  before.user === message.user &&
  before.bot_id === message.bot_id &&
  !before.note &&
  !message.note &&
  !message.subtype &&
  before.ephemeral === message.ephemeral &&
  dayName(before.ts) === dayName(message.ts) &&
  Number(message.ts) - Number(before.ts) < GROUP_SECONDS;

export class MessageLog {
  constructor({ label, channel, inThread = false }) {
    Object.assign(this, { channel, inThread, atEnd: true, count: 0 });
    this.list = h("div", { class: "log-list" });
    this.node = h(
      "div",
      { class: "log", role: "log", "aria-label": label, tabindex: "0" },
      this.list,
    );
    this.jump = h(
      "button",
      { type: "button", class: "jump", hidden: true, on: { click: () => this.toEnd() } },
      "New messages ↓",
    );
    this.holder = h("div", { class: "log-holder" }, this.node, this.jump);
    this.node.addEventListener("scroll", () => this.scrolled());
    new ResizeObserver(() => this.atEnd && this.toEnd()).observe(this.list);
    new ResizeObserver(() => this.atEnd && this.toEnd()).observe(this.node);
  }

  scrolled() {
    const { scrollTop, scrollHeight, clientHeight } = this.node;
    this.atEnd = scrollHeight - scrollTop - clientHeight < NEAR_PX;
    if (this.atEnd) this.jump.hidden = true;
  }

  toEnd() {
    this.node.scrollTop = this.node.scrollHeight;
    this.jump.hidden = true;
  }

  /** Shows these messages, oldest first, with a line where a day begins. `top` is drawn above. */
  show(messages, { own = false, empty = null } = {}) {
    const grown = messages.length > this.count && this.count > 0;
    this.count = messages.length;
    reconcile(
      this.list,
      messages.length
        ? this.items(messages)
        : [this.line("empty", () => empty)].filter(() => empty),
    );
    if (own || this.atEnd) this.toEnd();
    else if (grown) this.jump.hidden = false;
  }

  items(messages) {
    const first = this.inThread ? messages[0] : null;
    return messages.flatMap((message, at) => {
      const before = messages[at - 1];
      const item = this.item(message, before, messages);
      const lines = [];
      if (!this.inThread && (!before || dayName(before.ts) !== dayName(message.ts)))
        lines.push(this.day(message.ts));
      if (before && before === first) lines.push(this.replies(messages.length - 1));
      return [...lines, item];
    });
  }

  item(message, before, messages) {
    const compact = Boolean(byOne(before, message)) && !(this.inThread && before === messages[0]);
    const broadcast = message.subtype === "thread_broadcast";
    const parent = broadcast ? messages.find(({ ts }) => ts === message.thread_ts) : null;
    const place = { channel: this.channel, inThread: this.inThread, compact, parent };
    return {
      key: `${message.ts}${message.note ? "/note" : ""}`,
      signature: JSON.stringify([message, compact, parent?.text ?? null, dayName(message.ts)]),
      build: () => drawMessage(message, place),
    };
  }

  line(key, build) {
    return { key, signature: key, build };
  }

  day(ts) {
    const name = dayName(ts);
    return this.line(`day ${name}`, () =>
      h("div", { class: "day", role: "separator", "aria-label": name }, h("span", {}, name)),
    );
  }

  replies(count) {
    const text = `${count} ${count === 1 ? "reply" : "replies"}`;
    return {
      key: "replies",
      signature: text,
      build: () => h("div", { class: "day replies" }, h("span", {}, text)),
    };
  }
}
