// The list of chats, the head of the open one and its pinned board, and who this tab plays.

import { arrows, avatar, byId, colour, el, people, say, words } from "./dom.js";
import { find } from "./log.js";
import { here, on, openChat, state } from "./state.js";
import { act } from "./wire.js";

const list = byId("chats");

const last = (chat) => [...chat.messages.values()].filter((message) => !message.service).at(-1);
const firstLine = (message) => (message ? message.text.split("\n")[0] || words.photo : words.empty);

function showList() {
  const focused = list.contains(document.activeElement) ? document.activeElement.dataset.chat : null;
  list.replaceChildren(
    ...[...state.chats.values()].map((chat) => {
      const unread = chat.unread
        ? el("span", { class: "unread", "aria-label": say(words.unread, { count: chat.unread }) }, String(chat.unread))
        : "";
      const kind = chat.private ? words.private : words.group;
      return el(
        "li",
        {},
        el(
          "button",
          {
            class: "chat-row",
            type: "button",
            "data-chat": chat.id,
            "aria-current": chat.id === state.open ? "true" : null,
            onclick: () => openChat(chat.id),
          },
          avatar(chat.title),
          el("span", {}, el("strong", {}, chat.title), el("small", {}, `${kind} · ${firstLine(last(chat))}`)),
          unread,
        ),
      );
    }),
  );
  const waiting = [...state.chats.values()].reduce((sum, chat) => sum + chat.unread, 0);
  byId("waiting").hidden = !waiting;
  byId("waiting").textContent = String(waiting);
  byId("back").setAttribute("aria-label", waiting ? `${words.back}, ${say(words.unread, { count: waiting })}` : words.back);
  if (focused) list.querySelector(`[data-chat="${focused}"]`)?.focus();
}

function showHead() {
  const chat = here();
  byId("chat").hidden = !chat;
  if (!chat) return;
  byId("chat").classList.toggle("private", chat.private);
  byId("chat-title").textContent = chat.title;
  byId("chat-about").textContent = chat.private
    ? words.private
    : `${words.group} · ${say(words.members, { count: chat.members })}`;
  byId("chat-avatar").textContent = [...chat.title][0];
  byId("chat-avatar").style.background = colour(chat.title);
  const block = byId("block");
  block.hidden = !chat.private || !chat.messages.size;
  block.textContent = state.blocked ? words.unblock : words.block;
  showPinned();
}

function showPinned() {
  const chat = here();
  const message = chat && chat.messages.get(chat.pinned.at(-1));
  byId("pinned").hidden = !message;
  if (message) byId("pinned").replaceChildren(el("b", {}, words.pinned), el("span", {}, message.text.split("\n").slice(0, 2).join(" ")));
}

function showMe() {
  const person = people.find((one) => one.id === state.me);
  if (!person) return;
  byId("me").replaceChildren(
    avatar(person.name),
    el("span", {}, el("strong", {}, say(words.playing, { name: person.name })), el("small", {}, person.part)),
    el("span", { class: "change" }, words.change_person),
  );
}

export function startChats() {
  for (const name of ["all", "open", "message", "gone", "pinned"]) {
    on(name, () => {
      showList();
      showHead();
    });
  }
  on("all", showMe);
  arrows(list);
  byId("back").addEventListener("click", () => {
    document.body.dataset.view = "list";
    list.querySelector("[aria-current]")?.focus();
  });
  byId("pinned").addEventListener("click", () => find(here()?.pinned.at(-1)));
  byId("block").addEventListener("click", () => act({ does: "block", blocked: !state.blocked }));
}
