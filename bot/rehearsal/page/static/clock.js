// The story's clock: what it shows, how fast it runs, and the buttons that change that.

import { byId, dayOf, icon, timeOf, words } from "./dom.js";
import { on } from "./state.js";
import { setClock } from "./wire.js";

let clock = { now: 0, speed: 1, passing: false, running: false, leaping: false };
let heard = 0;

const now = () => clock.now + (clock.passing ? ((performance.now() - heard) / 1000) * clock.speed : 0);

function show() {
  const moment = now();
  if (!moment) return;
  const text = `${dayOf(moment)} ${timeOf(moment)}`;
  if (byId("now").textContent !== text) byId("now").textContent = text;
}

function take(told) {
  const stoodStill = clock.now && !clock.running;
  clock = told;
  heard = performance.now();
  const run = byId("run");
  run.replaceChildren(icon(clock.running ? "pause" : "play"));
  run.title = clock.running ? words.clock_pause : words.clock_resume;
  run.setAttribute("aria-label", run.title);
  if (document.activeElement !== byId("speed")) byId("speed").value = clock.leaping ? "leap" : String(clock.speed);
  if (Boolean(stoodStill) === clock.running) byId("passing").textContent = clock.running ? "" : words.clock_paused;
  show();
}

export function startClock() {
  on("clock", take);
  setInterval(show, 200);
  byId("run").addEventListener("click", () => setClock({ does: clock.running ? "pause" : "resume" }));
  byId("step").addEventListener("click", async () => {
    byId("step").disabled = true;
    await setClock({ does: "step" });
    byId("step").disabled = false;
    byId("step").focus();
  });
  byId("speed").addEventListener("change", (event) => {
    const chosen = event.target.value;
    setClock(chosen === "leap" ? { does: "leap" } : { does: "run", speed: Number(chosen) });
  });
}

let lastBusy = 0;

/** Somebody is writing here: time should not leap away from them. */
export function busy() {
  if (performance.now() - lastBusy < 2000) return;
  lastBusy = performance.now();
  setClock({ does: "busy" });
}
