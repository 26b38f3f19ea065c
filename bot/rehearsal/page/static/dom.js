// Elements from plain data. Text only ever becomes text: nothing here parses HTML.

const setting = JSON.parse(document.getElementById("setting").textContent);

export const { words, locale, zone, people, username } = setting;

export const byId = (id) => document.getElementById(id);

/** An element with attributes; `on…` are listeners, `null` and `false` are left out. */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== null && value !== false && value !== undefined) element.setAttribute(name, String(value));
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}

const SVG = "http://www.w3.org/2000/svg";

/** One of the page's signs. */
export function icon(name) {
  const sign = document.createElementNS(SVG, "svg");
  sign.setAttribute("class", "i");
  sign.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `#i-${name}`);
  sign.append(use);
  return sign;
}

/** A sentence with its `{parameters}` filled in. */
export function say(sentence, parameters) {
  return sentence.replace(/\{(\w+)\}/g, (whole, name) => (name in parameters ? String(parameters[name]) : whole));
}

const clock = new Intl.DateTimeFormat(locale, { timeZone: zone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const date = new Intl.DateTimeFormat(locale, { timeZone: zone, month: "short", day: "numeric" });
const weekday = new Intl.DateTimeFormat(locale, { timeZone: zone, weekday: "short" });

/** Moments are seconds since 1970, shown on the clocks of the community. */
export const timeOf = (moment) => clock.format(new Date(moment * 1000));
export const dayOf = (moment) => `${date.format(new Date(moment * 1000))} ${weekday.format(new Date(moment * 1000))}`;

/** A round sign with the first letter of a name, in the colour the name has everywhere. */
export function avatar(name) {
  const sign = el("span", { class: "avatar", "aria-hidden": "true" }, [...name][0] ?? "?");
  sign.style.background = colour(name);
  return sign;
}

export function colour(name) {
  let sum = 7;
  for (const letter of name) sum = (sum * 31 + letter.codePointAt(0)) % 9973;
  return `var(--c${sum % 7})`;
}

/** Up, down, Home and End move the focus among the buttons of a list. */
export function arrows(list) {
  list.addEventListener("keydown", (event) => {
    const buttons = [...list.querySelectorAll("button:not(:disabled)")];
    const here = buttons.indexOf(document.activeElement);
    const to = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: buttons.length - 1 }[event.key];
    if (here < 0 || to === undefined) return;
    event.preventDefault();
    buttons[Math.min(Math.max(to, 0), buttons.length - 1)].focus();
  });
}
