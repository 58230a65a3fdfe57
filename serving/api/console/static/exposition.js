// Prometheus' text format, as /metrics has it: the samples of each name.

const SAMPLE = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)/;
const LABEL = /(\w+)="((?:[^"\\]|\\.)*)"/g;

export function parseExposition(text) {
  const byName = new Map();
  for (const line of text.split("\n")) {
    const match = line.startsWith("#") ? null : SAMPLE.exec(line);
    if (match === null) continue;
    const labels = Object.fromEntries([...(match[2] ?? "").matchAll(LABEL)].map(([, name, value]) => [name, value]));
    const samples = byName.get(match[1]) ?? [];
    samples.push({ labels, value: Number(match[3].replace("Inf", "Infinity")) });
    byName.set(match[1], samples);
  }
  return byName;
}

export function total(byName, name, labels = {}) {
  const wanted = Object.entries(labels);
  return (byName.get(name) ?? [])
    .filter((sample) => wanted.every(([label, value]) => sample.labels[label] === value))
    .reduce((sum, sample) => sum + sample.value, 0);
}

// The counts of a histogram by upper bound, in its order.
export function buckets(byName, name) {
  const found = new Map();
  for (const { labels, value } of byName.get(`${name}_bucket`) ?? []) {
    const bound = Number(labels.le.replace("Inf", "Infinity"));
    found.set(bound, (found.get(bound) ?? 0) + value);
  }
  return [...found].sort(([one], [other]) => one - other);
}
