// What this tab knows: who it plays, their chats and messages, which chat is open. Whoever shows it listens.

export const state = { me: null, chats: new Map(), open: null, blocked: false, reply: null };

const listeners = new Map();

/** Have `listener(detail)` called for `name`: all, message, gone, pinned, answer, clock, open, inside. */
export function on(name, listener) {
  listeners.set(name, [...(listeners.get(name) ?? []), listener]);
}

export function tell(name, detail) {
  for (const listener of listeners.get(name) ?? []) listener(detail);
}

export const here = () => state.chats.get(state.open);
export const privateChat = () => [...state.chats.values()].find((chat) => chat.private);

/** Take one event of the stream. */
export function take(event) {
  const chat = state.chats.get(event.chat ?? event.message?.chat);
  if (event.event === "all") takeAll(event);
  else if (event.event === "message" && chat) takeMessage(chat, event.message);
  else if (event.event === "gone" && chat) chat.messages.delete(event.id);
  else if (event.event === "pinned" && chat) chat.pinned = event.pinned;
  tell(event.event, event);
  tell("inside");
}

function takeAll(event) {
  const unread = new Map([...state.chats.values()].map((chat) => [chat.id, chat.unread]));
  state.blocked = event.blocked;
  state.chats = new Map(
    event.chats.map((chat) => {
      const messages = new Map(chat.messages.map((message) => [message.id, message]));
      return [chat.id, { ...chat, messages, unread: unread.get(chat.id) ?? 0 }];
    }),
  );
  if (!state.chats.has(state.open)) state.open = event.chats[0]?.id ?? null;
}

function takeMessage(chat, message) {
  const isNew = !chat.messages.has(message.id);
  chat.messages.set(message.id, message);
  const shown = chat.id === state.open && document.visibilityState === "visible" && document.body.dataset.view === "chat";
  if (isNew && !shown && message.from !== state.me && !message.service) chat.unread += 1;
}

export function openChat(id, { focus = true } = {}) {
  state.open = id;
  state.reply = null;
  const chat = here();
  if (chat) chat.unread = 0;
  document.body.dataset.view = "chat";
  tell("open", { focus });
}
