// A line over time, as SVG.

import { element } from "./dom.js";
import { seconds } from "./format.js";

const WIDTH = 600;
const HEIGHT = 160;
const PAD = 6;
const LEAST_SPAN_S = 60;
const template = document.getElementById("plot");

// `points`: {at, value} in the order of their times; a value of null is a gap.
export function plot(title, points, format) {
  const known = points.filter((point) => point.value !== null);
  const most = Math.max(0, ...known.map((point) => point.value));
  const last = known.at(-1)?.value;
  const now = last === undefined ? "none yet" : format(last);
  const span = points.length === 0 ? LEAST_SPAN_S : Math.max(LEAST_SPAN_S, points.at(-1).at - points[0].at);
  const svg = template.content.firstElementChild.cloneNode(true);
  svg.setAttribute("aria-label", last === undefined ? `${title}: none yet` : `${title}: last ${now}, most ${format(most)}`);
  if (known.length > 0) draw(svg, placed(points, span, most || 1));
  return element(
    "figure",
    { class: "card" },
    element("figcaption", {}, title, element("strong", {}, now)),
    svg,
    element("p", { class: "muted axis" }, element("span", {}, `${seconds(span)} ago`), element("span", {}, `most ${format(most)}`), element("span", {}, "now")),
  );
}

function placed(points, span, most) {
  const end = points.at(-1).at;
  return points.map(({ at, value }) => {
    if (value === null) return null;
    const x = WIDTH - PAD - ((end - at) / span) * (WIDTH - 2 * PAD);
    const y = HEIGHT - PAD - (value / most) * (HEIGHT - 2 * PAD);
    return `${x.toFixed(1)} ${y.toFixed(1)}`;
  });
}

// Neighbours are joined; one alone is a line of no length, which round ends make a dot.
function draw(svg, places) {
  let line = "";
  let dots = "";
  places.forEach((place, index) => {
    if (place === null) return;
    const isFirst = !places[index - 1];
    line += `${isFirst ? "M" : "L"}${place}`;
    if (isFirst && !places[index + 1]) dots += `M${place}l0 0`;
  });
  svg.append(pathOf(svg, line, "line"), pathOf(svg, dots, "line dots"));
}

function pathOf(svg, drawn, kind) {
  const path = document.createElementNS(svg.namespaceURI, "path");
  path.setAttribute("d", drawn);
  path.setAttribute("class", kind);
  return path;
}
