// What the bot answers to a press, and the choice of whom to play.

import { arrows, avatar, byId, el, people, words } from "./dom.js";
import { follow, place } from "./log.js";
import { here, on, state } from "./state.js";

const TOAST_MS = 3500;
let timer = null;

function toast(text) {
  const place = byId("toast");
  place.textContent = text;
  place.classList.add("shown");
  clearTimeout(timer);
  timer = setTimeout(() => place.classList.remove("shown"), TOAST_MS);
}

/** An alert waits for its OK; the focus then returns to where it was, or to its successor. */
function alert(text) {
  const dialog = byId("alert");
  const stood = place();
  byId("alert-from").textContent = here()?.title ?? words.bot;
  byId("alert-text").textContent = text;
  if (dialog.open) return;
  dialog.addEventListener("close", () => stood().focus({ preventScroll: true }), { once: true });
  dialog.showModal();
}

function take(answer) {
  if (answer.url) follow(answer.url);
  else if (answer.text && answer.alert) alert(answer.text);
  else if (answer.text) toast(answer.text);
}

/** Ask whom to play; `chosen(id)` is called with the answer. */
export function choosePerson(chosen) {
  const dialog = byId("people");
  byId("people-list").replaceChildren(
    ...people.map((person) =>
      el(
        "li",
        {},
        el(
          "button",
          {
            type: "button",
            "aria-current": person.id === state.me ? "true" : null,
            onclick: () => {
              dialog.close();
              chosen(person.id);
            },
          },
          avatar(person.name),
          el("span", {}, el("strong", {}, person.name), el("small", {}, person.part)),
        ),
      ),
    ),
  );
  byId("people-close").hidden = state.me === null;
  dialog.showModal();
}

export function startDialogs() {
  on("answer", take);
  arrows(byId("people-list"));
  byId("people").addEventListener("cancel", (event) => state.me === null && event.preventDefault());
}
