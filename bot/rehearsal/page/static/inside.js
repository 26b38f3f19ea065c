// The side panel for those who want to learn: rounds, minutes, what is owed and due, updates and calls.

import { byId, dayOf, el, locale, say, timeOf, words } from "./dom.js";
import { on } from "./state.js";
import { lookInside } from "./wire.js";

const PAUSE_MS = 300;
const ROOMY_REM = 75;
const panel = byId("inside");
let timer = null;

const when = (moment) => `${dayOf(moment)} ${timeOf(moment)}`;

function line(moment, ...content) {
  return el("div", { class: "line" }, el("time", {}, moment), el("span", {}, ...content));
}

function part(title, items, nothing = words.inside_nothing) {
  return el("section", {}, el("h3", {}, title), ...(items.length ? items : [el("p", { class: "about" }, nothing)]));
}

function round(one) {
  const state = { announced: words.state_announced, open: words.state_open, frozen: words.state_frozen }[one.state];
  const acted =
    one.acted === null || !one.electorate
      ? ""
      : el("p", {}, say(words.inside_acted, { acted: one.acted, electorate: one.electorate }));
  return el(
    "div",
    { class: "round" },
    el("p", {}, el("strong", {}, one.label), " ", el("small", {}, state, one.lap > 1 ? ` · ${say(words.inside_lap, { lap: one.lap })}` : "")),
    ...one.issues.map((title) => el("p", {}, `· ${title}`)),
    one.due ? el("p", {}, el("small", {}, say(words.inside_due, { when: when(one.due) }))) : "",
    acted,
    el("p", { class: one.guard ? "held" : "" }, one.guard ? `${words.inside_guard}${one.guard}` : el("small", {}, words.inside_guard_none)),
  );
}

function show(inside) {
  const scrolled = panel.scrollTop;
  byId("inside-body").replaceChildren(
    part(words.inside_rounds, inside.rounds.map(round), words.inside_no_rounds),
    part(
      words.inside_coming,
      inside.coming.map((due) => line(when(due.at), due.said)),
    ),
    part(
      `${words.inside_owes} · ${say(words.inside_owed, { count: inside.owed })}`,
      inside.waiting.map((row) =>
        line(
          row.private ? words.inside_in_private : words.inside_in_group,
          `${row.said} `,
          el("small", {}, `≥ ${when(row.ready)}`),
        ),
      ),
    ),
    part(
      words.inside_journal,
      inside.journal.toReversed().map((row) =>
        line(`${row.seq} ${timeOf(row.at)}`, `${row.said} `, el("small", {}, `#${row.hash}`)),
      ),
    ),
    part(
      words.inside_traffic,
      inside.traffic.toReversed().map((row) =>
        line(
          `${row.in ? "→" : "←"} ${timeOf(row.at)}`,
          el("code", { class: row.refused ? "refused" : "" }, row.name),
          el("small", {}, row.private ? words.inside_in_private : row.about),
        ),
      ),
    ),
  );
  panel.scrollTop = scrolled;
}

async function refresh() {
  timer = null;
  if (panel.hidden) return;
  const inside = await lookInside(locale);
  if (inside) show(inside);
}

function open(shown, { focus = true } = {}) {
  panel.hidden = !shown;
  byId("inside-toggle").setAttribute("aria-expanded", String(shown));
  if (shown) refresh();
  if (focus) (shown ? byId("inside-close") : byId("inside-toggle")).focus();
}

export function startInside() {
  byId("inside-toggle").addEventListener("click", () => open(panel.hidden));
  byId("inside-close").addEventListener("click", () => open(false));
  panel.addEventListener("keydown", (event) => event.key === "Escape" && open(false));
  on("inside", () => {
    timer ??= setTimeout(refresh, PAUSE_MS);
  });
  const size = parseFloat(getComputedStyle(document.documentElement).fontSize);
  if (innerWidth >= ROOMY_REM * size) open(true, { focus: false });
}
