// Puts the page together: whom this tab plays stands in its address, so several tabs are several people.

import { startChats } from "./chats.js";
import { startClock } from "./clock.js";
import { startComposer } from "./composer.js";
import { choosePerson, startDialogs } from "./dialogs.js";
import { byId, people } from "./dom.js";
import { startInside } from "./inside.js";
import { startLog } from "./log.js";
import { on, openChat, state } from "./state.js";
import { listen } from "./wire.js";

let arriving = false;

function play(id) {
  const address = new URL(location.href);
  address.searchParams.set("me", id);
  history.replaceState(null, "", address);
  state.open = null;
  arriving = true;
  listen(id);
}

on("all", () => {
  if (!arriving || state.open === null) return;
  arriving = false;
  openChat(state.open);
});

startLog();
startChats();
startComposer();
startDialogs();
startClock();
startInside();

byId("me").addEventListener("click", () => choosePerson(play));
byId("language").addEventListener("change", (event) => {
  const address = new URL(location.href);
  address.searchParams.set("lang", event.target.value);
  location.assign(address);
});

const asked = Number(new URLSearchParams(location.search).get("me"));
if (people.some((person) => person.id === asked)) play(asked);
else choosePerson(play);
