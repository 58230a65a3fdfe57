// Elements. Text goes in as text: what models and tools say is never read as markup.

export function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined));
  return made;
}

export function button(text, act, properties = {}) {
  return element("button", { type: "button", onclick: act, ...properties }, text);
}

const shown = new WeakMap();

// Shows `value` in `container`, by `build`, unless it shows the same already. Focus, and what is unfolded, stay:
// by `data-key`.
export function show(container, value, build) {
  const text = JSON.stringify(value);
  if (shown.get(container) === text) return;
  shown.set(container, text);
  const focused = container.contains(document.activeElement) ? document.activeElement.dataset.key : undefined;
  const open = new Set(keysOf(container.querySelectorAll("details[open]")));
  container.replaceChildren(...[build(value)].flat(Infinity).filter(Boolean));
  for (const details of container.querySelectorAll("details[data-key]")) {
    if (open.has(details.dataset.key)) details.open = true;
  }
  if (focused !== undefined) container.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
}

function keysOf(elements) {
  return [...elements].map((one) => one.dataset.key).filter(Boolean);
}
