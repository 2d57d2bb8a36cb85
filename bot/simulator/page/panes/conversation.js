/** A channel, a direct conversation or a thread: its log and its composer, kept in step with the server. */

import * as control from "../frame/control.js";
import { h } from "../frame/dom.js";
import { channelTitle, directory, isMember } from "../frame/directory.js";
import { single } from "../frame/stream.js";
import { toastError, told } from "../frame/toast.js";
import { Composer } from "./composer.js";
import { MessageLog } from "./log.js";
import { addNote, withNotes } from "./notes.js";

/** Instead of a composer, for those who only look in. */
function joinBar(place) {
  const join = () =>
    told(() => control.act("membership", { channel: place.id, user: directory.me, member: true }));
  return h(
    "div",
    { class: "join" },
    h("span", {}, `You are not in ${channelTitle(place)}.`),
    h(
      "button",
      { type: "button", class: "button button-primary", on: { click: join } },
      "Join channel",
    ),
  );
}

function emptyNote(place) {
  return h(
    "div",
    { class: "empty" },
    h(
      "h2",
      {},
      place.is_im
        ? `This is your conversation with ${channelTitle(place)}`
        : `This is the start of ${channelTitle(place)}`,
    ),
    h("p", {}, place.topic || "Type / to see what the app can do."),
  );
}

export class Conversation {
  /** `loaded(messages)` is called with what was read. `thread` is the parent's ts, for a thread. */
  constructor(place, { thread = null, loaded = () => {} } = {}) {
    Object.assign(this, { place, thread, loaded, me: directory.me, messages: [] });
    const title = channelTitle(place);
    this.log = new MessageLog({
      label: thread ? "Thread" : `Messages in ${title}`,
      channel: place.id,
      inThread: Boolean(thread),
    });
    this.within = isMember(place, directory.me);
    this.composer = this.within
      ? new Composer({
          label: thread ? "Reply in thread" : `Message ${title}`,
          channel: place.id,
          thread,
          said: (note) => this.said(note),
        })
      : null;
    this.nodes = [this.log.holder, this.composer?.node ?? joinBar(place)];
    this.refresh = single(() => this.load());
  }

  async load(own = false) {
    const { place, thread, me } = this;
    if (!this.within) {
      this.draw(own);
      return;
    }
    try {
      const { messages } = thread
        ? await control.thread(place.id, thread, me)
        : await control.messages(place.id, me);
      this.messages = messages;
    } catch (error) {
      toastError(error);
      return;
    }
    this.loaded(this.messages);
    this.draw(own);
  }

  draw(own) {
    const { place, thread } = this;
    this.log.show(withNotes(place.id, thread, this.messages), { own, empty: emptyNote(place) });
  }

  said(note) {
    if (note) addNote(this.place.id, this.thread, note);
    this.log.atEnd = true;
    this.draw(true);
    return this.refresh();
  }
}
