/** Who and what there is in the workspace, as last read, and how each is called. */

export const directory = {
  team: {},
  app: { commands: [], shortcuts: [] },
  users: [],
  channels: [],
  me: null,
};

/** Takes in an answer of `GET /control/workspace`. */
export function learn({ team, app, users, channels }) {
  Object.assign(directory, { team, app: { commands: [], shortcuts: [], ...app }, users, channels });
}

export const user = (id) => directory.users.find((one) => one.id === id);
export const channel = (id) => directory.channels.find((one) => one.id === id);
export const people = () => directory.users.filter((one) => !one.is_bot);
export const displayName = (one) => one?.real_name || one?.name || one?.id || "Someone";
export const appName = () => directory.app.name || "App";

/** Channels that `id` sees: those they are in, and the other public ones unless they are a guest. */
export function channelsFor(id) {
  const guest = Boolean(user(id)?.is_restricted);
  const sees = (one) => one.members?.includes(id) || (!one.is_private && !guest);
  return directory.channels.filter((one) => !one.is_im && sees(one));
}

/** The direct conversation between a person and the app, if there is one yet. */
export function directWithApp(id) {
  return directory.channels.find(
    (one) => one.is_im && (one.user === id || one.members?.includes(id)),
  );
}

export const isMember = (place, id) => place.is_im || Boolean(place.members?.includes(id));

/** "deal-acme", or the names of the others in a group message. */
export function channelName(place) {
  if (!place.is_mpim) return place.name;
  const others = (place.members ?? []).filter((id) => id !== directory.me);
  return others.map((id) => displayName(user(id))).join(", ");
}

/** "#deal-acme", the names of a group, or the app's name for a direct conversation. */
export function channelTitle(place) {
  if (!place) return "a channel";
  if (place.is_mpim) return channelName(place);
  return place.is_im ? appName() : `#${place.name}`;
}

/** What stands before its name. */
export function channelMark(place) {
  if (place.is_mpim) return "@";
  return place.is_private ? "◆" : "#";
}
