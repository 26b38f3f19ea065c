// Writing: text, commands, a reply, a photo; and Start, where the private chat has not been opened yet.

import { arrows, byId, el, say, words } from "./dom.js";
import { busy } from "./clock.js";
import { here, on, state } from "./state.js";
import { act } from "./wire.js";

const PHOTO_SIDE = 1280;
const write = byId("write");
const commands = byId("commands");

function fit() {
  write.style.height = "auto";
  write.style.height = `${write.scrollHeight + 2}px`;
}

/** What is being sent leaves the field at once, so that the next words are not taken with it; refused, it comes back. */
async function send(text) {
  const chat = here();
  if (!chat || !text.trim()) return;
  const [kept, reply] = [write.value, state.reply];
  write.value = "";
  setReply(null);
  showCommands(false);
  fit();
  if (await act({ does: "say", chat: chat.id, text, reply: reply?.id ?? null })) return;
  if (write.value || here() !== chat) return;
  write.value = kept;
  if (reply) setReply(reply);
  fit();
}

function setReply(message) {
  state.reply = message;
  byId("replying").hidden = !message;
  if (!message) return;
  byId("replying-to").textContent = `${say(words.replying_to, { name: message.name })}: ${message.text.split("\n")[0]}`;
  write.focus();
}

function showCommands(shown) {
  const known = here()?.commands ?? [];
  commands.hidden = !shown || !known.length;
  byId("slash").setAttribute("aria-expanded", String(!commands.hidden));
  if (commands.hidden) return;
  commands.replaceChildren(
    ...known.map((one) =>
      el(
        "li",
        {},
        el("button", { type: "button", onclick: () => choose(one.command) }, el("b", {}, `/${one.command}`), one.description),
      ),
    ),
  );
}

function choose(command) {
  showCommands(false);
  write.focus();
  send(`/${command}`);
}

/** What the person can do here: write, press Start, or nothing because they blocked the bot. */
function showFooting() {
  const chat = here();
  const toStart = Boolean(chat?.private && !chat.messages.size);
  const stopped = toStart || Boolean(chat?.private && state.blocked);
  byId("composer").classList.toggle("stopped", stopped);
  byId("start").hidden = !toStart;
  byId("start").disabled = Boolean(state.blocked);
}

/** A picture no larger than Telegram would keep it, as JPEG in base64. */
async function shrunk(file) {
  const bitmap = await createImageBitmap(file);
  const scale = Math.min(1, PHOTO_SIDE / Math.max(bitmap.width, bitmap.height));
  const canvas = el("canvas", { width: Math.round(bitmap.width * scale), height: Math.round(bitmap.height * scale) });
  canvas.getContext("2d").drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL("image/jpeg", 0.85).split(",")[1];
}

async function sendPhoto(event) {
  event.preventDefault();
  const file = byId("photo-file").files[0];
  const doing = { does: "photo", chat: here().id, caption: byId("photo-caption").value, reply: state.reply?.id ?? null };
  let picture = "";
  try {
    picture = file ? await shrunk(file) : "";
  } catch {
    byId("photo-file").value = "";
    return;
  }
  byId("photo").close();
  if (await act({ ...doing, picture })) setReply(null);
  byId("photo-form").reset();
}

export function startComposer() {
  write.addEventListener("input", () => {
    fit();
    busy();
    if (write.value === "/") showCommands(true);
    else if (!write.value.startsWith("/")) showCommands(false);
  });
  write.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      send(write.value);
    } else if (event.key === "ArrowDown" && !commands.hidden) {
      event.preventDefault();
      commands.querySelector("button").focus();
    }
  });
  byId("composer").addEventListener("submit", (event) => {
    event.preventDefault();
    send(write.value);
    write.focus();
  });
  byId("composer").addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    if (!commands.hidden) showCommands(false);
    else if (state.reply) setReply(null);
    write.focus();
  });
  arrows(commands);
  byId("slash").addEventListener("click", () => {
    showCommands(commands.hidden);
    commands.querySelector("button")?.focus();
  });
  byId("reply-cancel").addEventListener("click", () => setReply(null));
  byId("attach").addEventListener("click", () => byId("photo").showModal());
  byId("photo-form").addEventListener("submit", sendPhoto);
  byId("start").addEventListener("click", () => act({ does: "start" }));
  on("reply", setReply);
  on("command", (text) => send(text));
  on("open", ({ focus }) => {
    setReply(null);
    showCommands(false);
    showFooting();
    if (focus) (byId("start").hidden ? write : byId("start")).focus({ preventScroll: true });
  });
  on("all", showFooting);
  on("message", showFooting);
}
