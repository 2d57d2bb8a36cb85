/** Selects of every kind: where their options come from, and what is chosen. */

import { channelTitle, channelsFor, directory, displayName } from "../frame/directory.js";
import { chosenOptions } from "../blocks/value.js";
import { words } from "../text/object.js";
import { Combobox } from "./combobox.js";
import { controlProps, choose, focusSoon, read } from "./place.js";

const text = (words) => ({ type: "plain_text", text: words });
const inGroups = ({ options, option_groups: groups }) => groups ?? [{ options: options ?? [] }];

const users = () =>
  directory.users.map((one) => ({
    value: one.id,
    text: text(displayName(one)),
    description: one.title ? text(one.title) : null,
  }));
const places = (list) => list.map((one) => ({ value: one.id, text: text(channelTitle(one)) }));

/** Conversations that a filter lets in: channels that the person sees, and their direct ones. */
function conversations({ filter = {} }) {
  const mine = directory.channels.filter((one) => one.is_im && one.members?.includes(directory.me));
  const kinds = filter.include ?? ["public", "private", "im"];
  const fits = (one) => kinds.includes(one.is_im ? "im" : one.is_private ? "private" : "public");
  return places([...channelsFor(directory.me), ...mine].filter(fits));
}

/** Options that the page knows itself, by kind of element. */
const KNOWN = {
  users_select: users,
  channels_select: () => places(channelsFor(directory.me).filter((one) => !one.is_private)),
  conversations_select: conversations,
};

const baseKind = (element) => element.type.replace(/^multi_/, "");

function groupsOf(element) {
  const known = KNOWN[baseKind(element)];
  return known ? [{ options: known(element) }] : inGroups(element);
}

function matching(groups, query) {
  const wanted = query.toLowerCase();
  const fits = (option) =>
    `${words(option.text)} ${words(option.description)}`.toLowerCase().includes(wanted);
  return groups
    .map((group) => ({ ...group, options: group.options.filter(fits) }))
    .filter(({ options }) => options.length);
}

/** Labels of values that no list of ours holds: from the state, the preset, or what was searched. */
function optionFor(value, element, place) {
  const { block, surface } = place;
  const listed = groupsOf(element).flatMap(({ options }) => options);
  const preset = [element.initial_option, ...(element.initial_options ?? [])];
  const searched = surface.chosen.get(`${element.action_id}/${value}`);
  const all = [...listed, ...chosenOptions(surface.entry(block, element)), ...preset, searched];
  return all.find((option) => option?.value === value) ?? { value, text: text(String(value)) };
}

async function search(element, place, query) {
  if (baseKind(element) !== "external_select") return matching(groupsOf(element), query);
  const groups = inGroups(await place.surface.ask(place.block, element, query));
  for (const option of groups.flatMap(({ options }) => options)) {
    place.surface.chosen.set(`${element.action_id}/${option.value}`, option);
  }
  return groups;
}

/** `default_to_current_conversation` fills in where the view was opened, where nothing else is set. */
function fillConversation(element, place) {
  const { block, surface } = place;
  const here = surface.conversation;
  const key = `${block.block_id}/${element.action_id}`;
  if (!element.default_to_current_conversation || !here || surface.filled.has(key)) return;
  surface.filled.add(key);
  if (read(element, place)?.length) return;
  const value = element.type.startsWith("multi_") ? [here] : here;
  if (conversations(element).some((option) => option.value === here))
    surface.hold(block, element, value);
}

function select(element, place, multiple) {
  fillConversation(element, place);
  const values = () => [read(element, place) ?? []].flat();
  const combobox = new Combobox({
    find: (query) => search(element, place, query),
    chosen: () => values().map((value) => optionFor(value, element, place)),
    change: (options) => {
      const next = options.map((option) => option.value);
      return choose(element, place, multiple ? next : (next[0] ?? null), () =>
        combobox.showValue(),
      );
    },
    props: controlProps(element, place),
    placeholder: words(element.placeholder) || "Choose",
    multiple,
    clearable: place.input && !place.required,
    minimum: baseKind(element) === "external_select" ? (element.min_query_length ?? 3) : 0,
    most: element.max_selected_items ?? Infinity,
  });
  focusSoon(element, combobox.field);
  return combobox.node;
}

export const singleSelect = (element, place) => select(element, place, false);
export const multiSelect = (element, place) => select(element, place, true);
