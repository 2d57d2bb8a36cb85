/** The left side: the workspace, its channels, the app, and who you are. */

import { avatar } from "../frame/avatar.js";
import { h, icon, uid } from "../frame/dom.js";
import {
  appName,
  channelMark,
  channelName,
  channelsFor,
  directory,
  directWithApp,
  displayName,
  people,
  user,
} from "../frame/directory.js";
import { address, go } from "../frame/route.js";
import { isUnread } from "./unread.js";

function row({ to, here, unread, mark, name }) {
  return h(
    "li",
    {},
    h(
      "a",
      {
        href: to,
        data: { focus: to },
        class: `side-row ${unread ? "unread" : ""}`,
        "aria-current": here ? "page" : null,
        "aria-label": unread ? `${name}, unread` : null,
      },
      mark,
      h("span", { class: "side-name" }, name),
      unread ? h("span", { class: "dot", "aria-hidden": "true" }) : null,
    ),
  );
}

function channels(route, grouped) {
  const shown = channelsFor(route.user).filter((one) => Boolean(one.is_mpim) === grouped);
  return shown.map((channel) =>
    row({
      to: address(route.user, channel.id),
      here: route.place === channel.id,
      unread: isUnread(route.user, channel.id),
      mark: h("span", { class: "hash", "aria-hidden": "true" }, channelMark(channel)),
      name: channelName(channel),
    }),
  );
}

function app(route) {
  const direct = directWithApp(route.user);
  return row({
    to: address(route.user, direct && isUnread(route.user, direct.id) ? direct.id : "home"),
    here: route.place === "home" || route.place === direct?.id,
    unread: Boolean(direct) && isUnread(route.user, direct.id),
    mark: avatar(null, "small"),
    name: appName(),
  });
}

function list(title, rows) {
  const id = uid("list");
  return h("section", {}, h("h2", { id }, title), h("ul", { "aria-labelledby": id }, rows));
}

/** A native select under a card: it is the control, the card is its looks. */
function whoYouAre(route) {
  const me = user(route.user);
  const id = uid("who");
  const select = h(
    "select",
    { id, data: { focus: "who" } },
    people().map((one) =>
      h(
        "option",
        { value: one.id, selected: one.id === route.user },
        one.title ? `${displayName(one)} – ${one.title}` : displayName(one),
      ),
    ),
  );
  select.addEventListener("change", () => {
    const direct = directWithApp(route.user)?.id;
    const place =
      route.place === direct ? (directWithApp(select.value)?.id ?? "home") : route.place;
    go(address(select.value, place, route.thread));
  });
  return h(
    "div",
    { class: "who" },
    h("label", { for: id }, "You are"),
    h(
      "div",
      { class: "who-card" },
      avatar(me, "small"),
      h(
        "span",
        { class: "who-words", "aria-hidden": "true" },
        h("strong", {}, displayName(me)),
        h("small", {}, me?.title ?? ""),
      ),
      icon("down"),
      select,
    ),
  );
}

/** The sidebar for a route. */
export function drawSidebar(route) {
  const groups = channels(route, true);
  const online = directory.app.connected !== false;
  return [
    h(
      "div",
      { class: "side-head" },
      h(
        "div",
        {},
        h("strong", {}, directory.team.name ?? "Workspace"),
        h("small", {}, "Local workspace"),
      ),
      h("span", {
        class: `presence ${online ? "on" : ""}`,
        title: online ? `${appName()} is connected` : `${appName()} is not connected`,
        role: "img",
        "aria-label": online ? "App connected" : "App not connected",
      }),
    ),
    h(
      "div",
      { class: "side-lists" },
      list("Channels", channels(route, false)),
      groups.length ? list("Group messages", groups) : null,
      list("Apps", [app(route)]),
    ),
    whoYouAre(route),
  ];
}
