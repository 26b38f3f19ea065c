// A text with its entities, as Telegram counts them (UTF-16 units, like JavaScript), as elements.

import { el, username } from "./dom.js";

const TAGS = {
  bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code", pre: "pre",
  blockquote: "blockquote", expandable_blockquote: "blockquote",
};

const BLOCKS = new Set(["pre", "blockquote", "expandable_blockquote"]);

/** Nodes for `text`; `act` has `command(text)` and `link(url)`, called when one of them is pressed. */
export function rich(text, entities, act) {
  return within(text, 0, text.length, [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length), act);
}

function within(text, from, to, entities, act) {
  const nodes = [];
  let at = from;
  while (entities.length && entities[0].offset < to) {
    const entity = entities.shift();
    if (entity.offset < at) continue;
    const end = Math.min(entity.offset + entity.length, to);
    const inner = [];
    while (entities.length && entities[0].offset < end) inner.push(entities.shift());
    if (entity.offset > at) nodes.push(text.slice(at, entity.offset));
    nodes.push(marked(entity, text.slice(entity.offset, end), within(text, entity.offset, end, inner, act), act));
    // a block ends its line by itself
    at = BLOCKS.has(entity.kind) && text[end] === "\n" && end < to ? end + 1 : end;
  }
  if (at < to) nodes.push(text.slice(at, to));
  return nodes;
}

function marked(entity, words, children, act) {
  if (TAGS[entity.kind]) return el(TAGS[entity.kind], {}, ...children);
  if (entity.kind === "spoiler") return el("span", { class: "spoiler", tabindex: 0 }, ...children);
  if (entity.kind === "bot_command") {
    return el("button", { class: "command", type: "button", onclick: () => act.command(words) }, ...children);
  }
  if (entity.kind === "url" || entity.kind === "text_link") {
    const url = entity.url ?? words;
    return el("button", { class: "command", type: "button", onclick: () => act.link(url) }, ...children);
  }
  return el("span", {}, ...children);
}

/** Whether a link leads to the bot's private chat. */
export function leadsToBot(url) {
  try {
    const address = new URL(url);
    const name = address.pathname.replaceAll("/", "").toLowerCase();
    return ["t.me", "telegram.me"].includes(address.hostname) && name === username.toLowerCase();
  } catch {
    return false;
  }
}
