// Where a session's KV is.

import { element, show } from "./dom.js";
import { bytes, clock, count, seconds } from "./format.js";

const TIERS = { device: "Device", host: "Host memory", disk: "Disk", object: "Object store" };

export function showKV(place, state) {
  const { residency, lease, last_restored, kv_usage } = state;
  show(place, [residency, lease, last_restored, kv_usage], () => [
    element("h3", {}, "KV by tier"),
    residency.length === 0 ? element("p", { class: "muted" }, "It holds no KV.") : tableOf(residency),
    lease && element("p", {}, `Leased until ${clock(lease.expires_at)}: ${count(lease.num_blocks, "block")}.`),
    last_restored && element("p", { class: "muted" }, restoredText(last_restored)),
    kv_usage && (kv_usage.restored_bytes || kv_usage.recomputed_tokens) ? element("p", { class: "muted" }, usageText(kv_usage)) : null,
  ]);
}

function tableOf(residency) {
  const most = Math.max(1, ...residency.map((tier) => tier.num_blocks));
  const hasReplicas = residency.some((tier) => tier.replica !== null && tier.replica !== "local");
  return element(
    "table",
    {},
    element("thead", {}, element("tr", {}, heads(["Tier", ...(hasReplicas ? ["Replica"] : []), "Blocks", "", "Memory"]))),
    element("tbody", {}, residency.map((tier) => rowOf(tier, most, hasReplicas))),
  );
}

function heads(names) {
  return names.map((name) => (name ? element("th", { scope: "col" }, name) : element("td")));
}

function rowOf(tier, most, hasReplicas) {
  const name = TIERS[tier.tier] ?? tier.tier;
  const leased = tier.num_leased_blocks > 0 ? ` (${tier.num_leased_blocks} leased)` : "";
  return element(
    "tr",
    {},
    element("th", { scope: "row" }, name),
    hasReplicas ? element("td", {}, tier.replica ?? "all") : null,
    element("td", { class: "number" }, `${tier.num_blocks}${leased}`),
    element("td", {}, element("meter", { max: most, value: tier.num_blocks, "aria-label": `${name}: ${count(tier.num_blocks, "block")}` })),
    element("td", { class: "number" }, bytes(tier.num_bytes)),
  );
}

function restoredText({ tier, tokens, bytes: read, seconds: waited, at }) {
  const from = TIERS[tier]?.toLowerCase() ?? tier;
  return tier === "recomputed"
    ? `At ${clock(at)} ${count(tokens, "token")} were computed again, as that was expected to be faster than reading them.`
    : `At ${clock(at)} ${count(tokens, "token")} came from: ${from}${read ? ` (${bytes(read)} in ${seconds(waited)})` : ""}.`;
}

function usageText({ restored_bytes, recomputed_tokens }) {
  return `In all ${bytes(restored_bytes)} were restored, and ${count(recomputed_tokens, "token")} computed again.`;
}
