// What an agent's events say: its items as they grow, and the events themselves.

import { button, element } from "./dom.js";

const MAX_LINES = 500; // of events; the oldest go
const PREFIX = "agent.session.";

export class EventLog {
  #blocks = new Map(); // items by id
  #lines = element("ol", { class: "log", tabindex: "0", "aria-label": "Events" });
  #last = null; // the line of deltas that the next delta goes on with

  constructor() {
    this.items = element("ol", { class: "items", role: "log", "aria-label": "What the agent says and does" });
    this.element = element("details", { class: "events" }, element("summary", {}, "Events"), this.#lines);
  }

  add(event) {
    const type = event.type.replace(PREFIX, "");
    if (event.item) this.#item(event.item);
    if (type.endsWith("text.delta")) this.#grow(event);
    this.#line(type, event);
  }

  #item(item) {
    const block = this.#blocks.get(item.id) ?? this.#newBlock(item.id);
    block.head.textContent = titleOf(item);
    const text = textOf(item);
    // While a message grows, its deltas have more of it than the item that announced it.
    if (item.status !== "in_progress" || text !== "") block.text.textContent = text;
    block.note.textContent = noteOf(item);
  }

  #newBlock(id) {
    const block = { head: element("strong"), note: element("span", { class: "muted" }), text: element("pre", { class: "text" }) };
    this.items.append(element("li", {}, element("div", { class: "item-head" }, block.head, block.note), block.text));
    this.#blocks.set(id, block);
    return block;
  }

  #grow(event) {
    const block = this.#blocks.get(event.item_id);
    block?.text.append(event.delta);
  }

  #line(type, event) {
    const number = event.sequence_number;
    if (this.#last?.type === type && type.endsWith(".delta")) {
      this.#last.numbers.textContent = `${this.#last.from}-${number}`;
      return;
    }
    const numbers = element("span", { class: "muted" }, String(number));
    this.#last = { type, from: number, numbers };
    this.#lines.append(element("li", {}, numbers, element("code", {}, type), detailsOf(event)));
    if (this.#lines.childElementCount > MAX_LINES) this.#lines.firstElementChild.remove();
  }
}

function detailsOf(event) {
  const shown = element("pre", { class: "text", hidden: true });
  const toggle = button(
    "JSON",
    () => {
      shown.textContent = JSON.stringify(event, null, 2);
      shown.hidden = !shown.hidden;
      toggle.setAttribute("aria-expanded", String(!shown.hidden));
    },
    { class: "quiet", "aria-expanded": "false", "aria-label": `JSON of event ${event.sequence_number}` },
  );
  return [toggle, shown];
}

function titleOf(item) {
  if (item.type === "message") return item.role;
  if (item.type === "mcp_call") return `${item.server_label}.${item.name}`;
  return item.name ?? item.type.replaceAll("_", " ");
}

function textOf(item) {
  if (item.type === "message") return partsOf(item.content);
  if (item.type === "reasoning") return partsOf(item.summary);
  return [item.command ?? item.arguments, item.output, item.error?.message].filter(isSaid).map(plain).join("\n");
}

const partsOf = (parts) => (parts ?? []).map((part) => part.text ?? `[${part.type}]`).join("\n");
const isSaid = (value) => value !== null && value !== undefined && value !== "";

function plain(value) {
  if (Array.isArray(value) && value.every((part) => typeof part?.text === "string")) return partsOf(value);
  return typeof value === "string" ? value : JSON.stringify(value);
}

function noteOf(item) {
  const approval = item["tenure:approval"];
  const decided = approval ? `${approval.decision} by ${approval.by ?? "somebody"}` : "";
  const status = item.type === "message" || item.status === "completed" ? "" : (item.status ?? "").replaceAll("_", " ");
  return [status, item.error?.type, decided].filter(Boolean).join(", ");
}
