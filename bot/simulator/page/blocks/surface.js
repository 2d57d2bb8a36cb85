/**
 * One place with elements (a view, or a message as one person sees it): what was typed and chosen
 * there, and its way to the server. What is typed stands until the server has it.
 */

import { act, options } from "../frame/control.js";
import { directory } from "../frame/directory.js";
import { toastError } from "../frame/toast.js";
import { current } from "./value.js";

const PAUSE_MS = 250;
const keyOf = (block, element) => `${block.block_id ?? ""}|${element.action_id ?? ""}`;

export class Surface {
  /** `target` is `{view_id}` or `{channel, ts}`; `conversation` is where it was opened from. */
  constructor(target, { conversation = null, dispatched = () => {} } = {}) {
    Object.assign(this, { target, conversation, dispatched });
    this.state = {};
    this.drafts = new Map();
    this.timers = new Map();
    this.line = Promise.resolve();
    this.chosen = new Map();
    this.filled = new Set();
  }

  entry(block, element) {
    return this.state[block.block_id]?.[element.action_id];
  }

  read(block, element) {
    const draft = this.drafts.get(keyOf(block, element));
    return draft ? draft.value : current(element, this.entry(block, element));
  }

  /** Takes the server's state. `settled`: it was read after all that was sent. */
  learn(values, settled) {
    this.state = values ?? {};
    if (!settled) return;
    for (const [key, draft] of this.drafts) if (draft.sent) this.drafts.delete(key);
  }

  /** Keeps a value without sending it yet. */
  hold(block, element, value) {
    this.drafts.set(keyOf(block, element), { block, element, value, sent: false });
  }

  /** Keeps a value and sends it when the typing pauses. */
  soon(block, element, value) {
    this.hold(block, element, value);
    const key = keyOf(block, element);
    clearTimeout(this.timers.get(key));
    this.timers.set(
      key,
      setTimeout(() => this.sendDraft(key), PAUSE_MS),
    );
  }

  /** Keeps a value and sends it, whatever was typed before it and is still on its way. */
  keystroke(block, element, value) {
    this.hold(block, element, value);
    const key = keyOf(block, element);
    return this.queue(async () => {
      const answer = await this.post(block, element, { value });
      const now = this.drafts.get(key);
      if (now?.value === value) now.sent = true;
      return answer;
    });
  }

  /** Keeps a value and sends it now. */
  set(block, element, value) {
    this.hold(block, element, value);
    return this.sendDraft(keyOf(block, element));
  }

  /** Queues what is kept for one element; what was typed meanwhile goes with it. */
  sendDraft(key) {
    clearTimeout(this.timers.get(key));
    this.timers.delete(key);
    return this.queue(async () => {
      const draft = this.drafts.get(key);
      if (!draft || draft.sent) return null;
      const { value } = draft;
      const answer = await this.post(draft.block, draft.element, { value });
      const now = this.drafts.get(key);
      if (now?.value === value) now.sent = true;
      return answer;
    });
  }

  /** Sends what is kept for one element, if anything; for when the person leaves it. */
  leave(block, element) {
    return this.sendDraft(keyOf(block, element));
  }

  /** A press, with all that was typed before it; `value` is an overflow's option. */
  press(block, element, value) {
    this.sendAll();
    return this.queue(() => this.post(block, element, value === undefined ? {} : { value }));
  }

  sendAll() {
    for (const [key, draft] of this.drafts) if (!draft.sent) this.sendDraft(key);
  }

  /** Everything typed is with the server when this resolves. */
  async flush() {
    this.sendAll();
    await this.line;
  }

  ask(block, element, query) {
    return options({ user: directory.me, ...this.ids(block, element), query });
  }

  ids(block, element) {
    return { ...this.target, block_id: block.block_id, action_id: element.action_id };
  }

  /** In order, one at a time; a failure is told and does not stop the next. */
  queue(work) {
    this.line = this.line.then(work).catch((error) => {
      toastError(error);
      return null;
    });
    return this.line;
  }

  async post(block, element, more) {
    const answer = await act("action", {
      user: directory.me,
      ...this.ids(block, element),
      ...more,
    });
    if (answer.error) toastError(answer.error);
    this.dispatched(answer);
    return answer;
  }
}
