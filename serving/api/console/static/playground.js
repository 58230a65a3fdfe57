// A chat in a session of its own. Its history is kept by the page, as by any client.

import { getJson, streamJson } from "./api.js";
import { coldSentence } from "./cold.js";
import { button, element } from "./dom.js";
import { count, seconds } from "./format.js";
import { complain } from "./notice.js";
import { keep, transcriptOf } from "./transcripts.js";

let current = null; // the session that was spoken with last
let turn = null; // aborts the one under way

export async function showPlayground(main, signal, id) {
  const sessionId = id ?? current ?? newId();
  current = sessionId;
  const messages = transcriptOf(sessionId) ?? [];
  const link = element("a", { href: `#/sessions/${encodeURIComponent(sessionId)}`, id: "playground-session" }, sessionId);
  const log = element("ol", { class: "items chat", role: "log", "aria-label": "The conversation" }, messages.map(blockOf));
  const model = element("select", { id: "model" });
  const maxTokens = element("input", { id: "max-tokens", type: "number", min: 1, value: 256 });
  const temperature = element("input", { id: "temperature", type: "number", min: 0, max: 2, step: 0.1, placeholder: "the model's" });
  const system = element("textarea", { id: "system", rows: 2 });
  const systemField = field("System prompt, if there is to be one", system);
  systemField.hidden = messages.length > 0;
  const text = element("textarea", { id: "prompt", rows: 3, required: true, "aria-describedby": "prompt-hint" });
  const sendButton = element("button", { type: "submit", class: "primary" }, "Send");
  const stopButton = button("Stop", () => turn?.abort(), { disabled: true });
  const anew = button("New session", () => {
    turn?.abort();
    current = null;
    if (location.hash === "#/playground") showPlayground(main, signal, null);
    else location.hash = "#/playground";
  });
  const form = element(
    "form",
    { class: "message" },
    element("label", { for: "prompt" }, "Message"),
    text,
    element("p", { class: "muted", id: "prompt-hint" }, "Enter sends, Shift+Enter begins a line."),
    element("div", { class: "actions" }, sendButton, stopButton),
  );
  main.replaceChildren(
    element("div", { class: "title" }, element("h1", {}, "Playground"), anew),
    element("p", { class: "muted" }, "Session ", link),
    element(
      "div",
      { class: "settings" },
      field("Model", model),
      field("Most tokens", maxTokens),
      field("Temperature", temperature),
    ),
    systemField,
    log,
    form,
  );
  text.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (turn === null) ask();
  });
  signal.addEventListener("abort", () => turn?.abort());
  try {
    const { data } = await getJson("v1/models", {}, signal);
    model.append(...data.map((one) => element("option", { value: one.id }, one.id)));
  } catch (error) {
    complain(error);
  }

  async function ask() {
    if (messages.length === 0 && system.value !== "") {
      messages.push({ role: "system", content: system.value });
      log.append(blockOf(messages[0]));
    }
    systemField.hidden = true;
    messages.push({ role: "user", content: text.value });
    const reply = { role: "assistant", content: "" };
    const block = blockOf(reply);
    log.append(blockOf(messages.at(-1)), block);
    text.value = "";
    turn = new AbortController();
    sendButton.disabled = true;
    stopButton.disabled = false;
    let isWhole = false;
    try {
      await stream({ ...settings(), messages, session_id: sessionId }, reply, block, turn.signal);
      isWhole = true;
    } catch (error) {
      complain(error);
    }
    // A reply that was stopped is part of the history; a message that got none is not.
    if (isWhole || reply.content !== "") messages.push(reply);
    else {
      log.lastElementChild.remove();
      log.lastElementChild.remove();
      const unanswered = messages.pop();
      text.value ||= unanswered.content;
    }
    keep(sessionId, messages);
    turn = null;
    sendButton.disabled = false;
    stopButton.disabled = true;
    if (!signal.aborted) text.focus();
  }

  function settings() {
    const chosen = { model: model.value };
    if (maxTokens.value !== "") chosen.max_tokens = Number(maxTokens.value);
    if (temperature.value !== "") chosen.temperature = Number(temperature.value);
    return chosen;
  }
}

const newId = () => `console-${crypto.getRandomValues(new Uint32Array(2)).join("-")}`;

function field(name, input) {
  return element("div", { class: "field" }, element("label", { for: input.id }, name), input);
}

function blockOf({ role, content }) {
  const head = element("div", { class: "item-head" }, element("strong", {}, role), element("span", { class: "muted" }));
  return element("li", { class: role }, head, element("pre", { class: "text" }, content));
}

// One turn: `reply` and its block grow as it comes.
async function stream(asked, reply, block, signal) {
  const text = block.querySelector(".text");
  const note = block.querySelector(".item-head .muted");
  const begin = performance.now();
  let first = null;
  const body = { ...asked, stream: true, stream_options: { include_usage: true } };
  for await (const chunk of streamJson("v1/chat/completions", { method: "POST", body, signal })) {
    if (chunk.error) throw new Error(chunk.error.message);
    const { content: said, reasoning_content: thought } = chunk.choices[0]?.delta ?? {};
    if (said || thought) first ??= performance.now();
    if (thought) reasoningOf(block).append(thought);
    if (said) {
      reply.content += said;
      text.append(said);
      block.scrollIntoView({ block: "nearest" });
    }
    if (chunk.usage) note.textContent = noteOf(chunk.usage, first - begin, performance.now() - first);
  }
}

// What the model thinks before it answers is shown, and is no part of the history.
function reasoningOf(block) {
  const found = block.querySelector(".reasoning");
  if (found !== null) return found;
  const made = element("pre", { class: "text reasoning muted" });
  block.querySelector(".text").before(made);
  return made;
}

function noteOf(usage, firstMs, restMs) {
  const cached = usage.prompt_tokens_details?.cached_tokens ?? 0;
  const parts = [`${count(usage.prompt_tokens, "prompt token")}, ${cached.toLocaleString("en")} cached`];
  parts.push(count(usage.completion_tokens, "new token"), `first after ${seconds(firstMs / 1000)}`);
  if (restMs > 0 && usage.completion_tokens > 1) parts.push(`${((usage.completion_tokens - 1) / restMs * 1000).toFixed(1)} tokens/s`);
  const cold = usage["tenure:cold"];
  return parts.join(", ") + (cold ? `. Cold (${cold.reason}): ${coldSentence(cold)}` : "");
}
