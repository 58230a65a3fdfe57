// The server's HTTP API, as any client has it. The key lives as long as the tab.

import { readEvents } from "./event_stream.js";

const KEY = "tenure-key";

export class ApiError extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

export const apiKey = {
  get: () => sessionStorage.getItem(KEY),
  set: (key) => sessionStorage.setItem(KEY, key),
  forget: () => sessionStorage.removeItem(KEY),
};

// The answer, once its status is known to be good. A key that is no longer good ends the log-in.
export async function send(path, { method = "GET", body, query = {}, headers = {}, signal } = {}) {
  const url = new URL(path, document.baseURI);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  const given = new Headers(headers);
  const key = apiKey.get();
  if (key !== null) given.set("authorization", `Bearer ${key}`);
  if (body !== undefined) given.set("content-type", "application/json");
  const text = body === undefined ? undefined : JSON.stringify(body);
  const answer = await reach(url, { method, headers: given, body: text, signal });
  if (answer.ok) return answer;
  const error = new ApiError(answer.status, await messageOf(answer));
  if (error.status === 401) document.dispatchEvent(new CustomEvent("logged-out", { detail: error.message }));
  throw error;
}

async function reach(url, options) {
  try {
    return await fetch(url, { ...options, cache: "no-store", credentials: "omit", redirect: "error" });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Error("The server cannot be reached.");
  }
}

export async function getJson(path, query, signal) {
  return (await send(path, { query, signal })).json();
}

export async function postJson(path, body) {
  const text = await (await send(path, { method: "POST", body })).text();
  return text === "" ? null : JSON.parse(text);
}

// The data of each event of a stream, as an object.
export async function* streamJson(path, options) {
  const answer = await send(path, options);
  for await (const event of readEvents(answer.body)) {
    if (event.data !== "[DONE]") yield JSON.parse(event.data);
  }
}

export function sessionPath(id, verb = "") {
  return `v1/sessions/${encodeURIComponent(id)}${verb}`;
}

export function agentSessionPath(id, verb = "") {
  return `v1/agents/sessions/${encodeURIComponent(id)}${verb}`;
}

async function messageOf(answer) {
  try {
    const said = await answer.json();
    return said.error?.message ?? said.message ?? answer.statusText;
  } catch {
    return `The server answered ${answer.status}.`;
  }
}
