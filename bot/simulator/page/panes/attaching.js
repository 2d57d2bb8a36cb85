/** Sharing files: a button that asks for them, and posts each into the channel or thread. */

import { act } from "../frame/control.js";
import { h, iconButton } from "../frame/dom.js";
import { directory } from "../frame/directory.js";
import { told } from "../frame/toast.js";
import { contentOf } from "../elements/file.js";

export function attachButton(channel, thread) {
  const field = h("input", { type: "file", multiple: true, hidden: true, "aria-label": "Files" });
  field.addEventListener("change", async () => {
    for (const file of [...field.files]) {
      const content = await contentOf(file);
      const said = { user: directory.me, channel, name: file.name, content };
      await told(() => act("file", thread ? { ...said, thread_ts: thread } : said));
    }
    field.value = "";
  });
  const button = iconButton("clip", "Share a file", () => field.click());
  return h("span", { class: "attach" }, button, field);
}
