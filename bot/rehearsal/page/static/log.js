// The conversation: one element a message, edited in place, keyboards that keep the focus when they change.

import { avatar, byId, colour, dayOf, el, icon, say, timeOf, words } from "./dom.js";
import { leadsToBot, rich } from "./rich.js";
import { here, on, openChat, privateChat, state, tell } from "./state.js";
import { act } from "./wire.js";

const FILES = { document: words.file, voice: words.voice };
const list = byId("messages");
const log = byId("log");
let below = 0;

/** Open a link: the bot's own lead to the private chat, others are only named. */
export async function follow(url) {
  if (!leadsToBot(url)) {
    tell("answer", { text: `${words.link_elsewhere} ${url}`, alert: true, url: null });
    return;
  }
  const chat = privateChat();
  if (chat && (await act({ does: "follow", url }))) openChat(chat.id);
}

async function press(chat, message, button, key) {
  if (button.url) {
    await follow(button.url);
    return;
  }
  key.classList.add("busy");
  key.setAttribute("aria-busy", "true");
  await act({ does: "press", chat: chat.id, message: message.id, data: button.data });
  key.classList.remove("busy");
  key.removeAttribute("aria-busy");
}

function keyboard(chat, message) {
  if (!message.rows.length) return null;
  return el(
    "div",
    { class: "keys" },
    ...message.rows.map((row) =>
      el(
        "div",
        { class: "row" },
        ...row.map((button) => {
          const key = el("button", { class: "key", type: "button" }, button.text);
          key.addEventListener("click", () => press(chat, message, button, key));
          return key;
        }),
      ),
    ),
  );
}

function serviceText(service) {
  if (service.kind === "new_chat_members") return say(words.joined, { names: service.names.join("、") });
  if (service.kind === "left_chat_member") return say(words.left, { names: service.names.join("、") });
  return service.kind === "pinned_message" ? words.pinned_it : "";
}

function bubble(chat, message) {
  const own = message.from === state.me;
  const name = el("span", { class: "name" }, message.name, message.bot ? el("small", {}, words.bot) : "");
  name.style.color = message.bot ? "var(--on-key)" : colour(message.name);
  const quote =
    message.reply &&
    el(
      "button",
      { class: "quote", type: "button", onclick: () => find(message.reply.id) },
      el("b", {}, message.reply.name),
      el("span", {}, message.reply.text),
    );
  const photo =
    message.media === "photo" &&
    el("img", { src: `photo/${message.file}?me=${state.me}`, alt: say(words.photo_by, { name: message.name }) });
  const text = el(
    "div",
    { class: "text" },
    ...rich(message.text, message.entities, { command: (said) => tell("command", said), link: follow }),
    el("span", { class: "meta" }, message.edited ? `${words.edited} ` : "", el("time", {}, timeOf(message.at))),
  );
  return el(
    "div",
    { class: "bubble" },
    own ? "" : name,
    quote || "",
    photo || "",
    message.alone ? el("small", { class: "alone" }, words.only_you) : "",
    FILES[message.media] ? el("small", { class: "alone" }, FILES[message.media]) : "",
    text,
  );
}

function row(chat, message) {
  if (message.service) {
    const text = serviceText(message.service);
    return text ? el("li", { class: "service", id: `m${message.id}` }, text) : null;
  }
  const own = message.from === state.me;
  const label = say(words.said_at, { name: own ? words.you : message.name, time: timeOf(message.at) });
  const reply = el(
    "button",
    { class: "reply icon", type: "button", "aria-label": say(words.reply_to, { name: message.name }) },
    icon("reply"),
  );
  reply.addEventListener("click", () => tell("reply", message));
  const parts = [avatar(message.name), bubble(chat, message), keyboard(chat, message), !message.alone && reply];
  const item = el("li", { class: `message${own ? " own" : ""}`, id: `m${message.id}`, "aria-label": label, tabindex: -1 });
  item.append(...parts.filter(Boolean));
  item.dataset.from = message.from;
  item.dataset.day = dayOf(message.at);
  return item;
}

/** Days between messages, and names only where the speaker changes. */
function tidy() {
  for (const day of list.querySelectorAll(".day")) day.remove();
  let before = null;
  for (const item of [...list.children]) {
    if (item.dataset.day && item.dataset.day !== before?.dataset.day) {
      list.insertBefore(el("li", { class: "day" }, item.dataset.day), item);
      before = null;
    }
    const follows = Boolean(before && before.dataset.from === item.dataset.from && item.classList.contains("message"));
    item.classList.toggle("follows", follows);
    before = item.classList.contains("message") ? item : before;
  }
}

const atEnd = () => log.scrollHeight - log.scrollTop - log.clientHeight < 80;

function toEnd() {
  log.scrollTop = log.scrollHeight;
  below = 0;
  byId("below").hidden = true;
}

function showAll() {
  const chat = here();
  list.replaceChildren();
  if (!chat) return;
  list.append(...[...chat.messages.values()].map((message) => row(chat, message)).filter(Boolean));
  if (!chat.messages.size) list.append(el("li", { class: "empty" }, words.empty));
  tidy();
  toEnd();
}

function showOne(message) {
  const chat = here();
  if (!chat || message.chat !== chat.id) return;
  const stay = !atEnd() && message.from !== state.me;
  const old = byId(`m${message.id}`);
  const fresh = row(chat, message);
  if (!fresh) return;
  list.querySelector(".empty")?.remove();
  if (old) replace(old, fresh);
  else {
    fresh.classList.add("new");
    list.append(fresh);
  }
  tidy();
  if (!stay) toEnd();
  else if (!old) {
    below += 1;
    byId("below").textContent = `↓ ${below}`;
    byId("below").setAttribute("aria-label", say(words.new_below, { count: below }));
    byId("below").hidden = false;
  }
}

/** Put the new state of a message in its place; whoever stood on one of its buttons stands there again. */
function replace(old, fresh) {
  const focusable = (item) => [...item.querySelectorAll("button")];
  const stood = old.contains(document.activeElement) ? focusable(old).indexOf(document.activeElement) : -1;
  const label = stood >= 0 ? document.activeElement.textContent : "";
  old.replaceWith(fresh);
  if (stood < 0) return;
  const now = focusable(fresh);
  (now.find((key) => key.textContent === label) ?? now[stood] ?? fresh).focus({ preventScroll: true });
}

/** Remember where the focus stands: gives that place back later, or what has taken it in an edited message. */
export function place() {
  const stood = document.activeElement;
  const [item, label] = [stood.closest(".message")?.id, stood.textContent];
  return () => {
    if (stood.isConnected) return stood;
    const keys = [...(byId(item ?? "")?.querySelectorAll("button") ?? [])];
    return keys.find((key) => key.textContent === label) ?? log;
  };
}

/** Show a message of this chat, and where it is. */
export function find(id) {
  const item = byId(`m${id}`);
  if (!item) return;
  item.scrollIntoView({ block: "center" });
  item.classList.remove("found");
  requestAnimationFrame(() => item.classList.add("found"));
  item.focus({ preventScroll: true });
}

export function startLog() {
  on("all", showAll);
  on("open", showAll);
  on("message", (event) => showOne(event.message));
  on("gone", (event) => {
    if (event.chat === state.open) byId(`m${event.id}`)?.remove();
    tidy();
  });
  log.addEventListener("scroll", () => atEnd() && toEndQuietly());
  byId("below").addEventListener("click", () => {
    toEnd();
    log.focus();
  });
}

function toEndQuietly() {
  below = 0;
  byId("below").hidden = true;
}
