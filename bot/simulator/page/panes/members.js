/** Who is in a channel, and adding or removing them: the app too. */

import { avatar } from "../frame/avatar.js";
import { act } from "../frame/control.js";
import { openDialog } from "../frame/dialog.js";
import { h } from "../frame/dom.js";
import { channel, channelTitle, directory, displayName, isMember } from "../frame/directory.js";
import { told } from "../frame/toast.js";

function row(one, place) {
  const within = isMember(place, one.id);
  const change = async () => {
    button.disabled = true;
    const done = await told(() =>
      act("membership", { channel: place.id, user: one.id, member: !within }),
    );
    if (!done) return;
    const members = within
      ? place.members.filter((id) => id !== one.id)
      : [...place.members, one.id];
    node.replaceWith(row(one, { ...place, members }));
  };
  const button = h(
    "button",
    {
      type: "button",
      class: "button",
      "aria-label": `${within ? "Remove" : "Add"} ${displayName(one)}`,
      on: { click: change },
    },
    within ? "Remove" : "Add",
  );
  const node = h(
    "li",
    { class: within ? "" : "outside" },
    avatar(one, "small"),
    h(
      "span",
      {},
      h("strong", {}, displayName(one)),
      h("small", {}, one.is_bot ? "App" : one.title),
    ),
    button,
  );
  return node;
}

export function showMembers(id) {
  const place = channel(id);
  openDialog({
    title: `Members of ${channelTitle(place)}`,
    body: h(
      "ul",
      { class: "members" },
      directory.users.map((one) => row(one, place)),
    ),
  });
}
