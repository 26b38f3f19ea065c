// To and from the server: the stream of events, and what is done. Every address is relative to the page's own.

import { byId, words } from "./dom.js";
import { state, take, tell } from "./state.js";

let stream = null;

/** Play this person from now on. */
export function listen(me) {
  stream?.close();
  state.me = me;
  state.chats = new Map();
  stream = new EventSource(`events?me=${me}`);
  stream.onmessage = (message) => {
    byId("trouble").hidden = true;
    take(JSON.parse(message.data));
  };
  stream.onerror = () => {
    byId("trouble").textContent = stream.readyState === EventSource.CLOSED ? words.gone : words.reconnecting;
    byId("trouble").hidden = false;
  };
}

/** Do something as this person; false where it was refused, which is told. */
export async function act(doing) {
  const answer = await post("do", { me: state.me, ...doing });
  if (answer && !answer.ok) tell("answer", { text: words.not_possible, alert: false, url: null });
  return Boolean(answer?.ok);
}

export const setClock = (asked) => post("clock", asked);

async function post(path, body) {
  try {
    return await fetch(path, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
  } catch {
    byId("trouble").textContent = words.reconnecting;
    byId("trouble").hidden = false;
    return null;
  }
}

/** What the side panel shows; null where the server is gone, which the stream of events tells. */
export async function lookInside(locale) {
  try {
    const answer = await fetch(`inside?lang=${locale}`);
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}
