// Numbers and times, for people.

export function count(number, noun) {
  return `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
}

export function bytes(number) {
  const units = ["B", "KiB", "MiB", "GiB", "TiB"];
  let power = 0;
  while (number >= 1024 && power < units.length - 1) {
    number /= 1024;
    power += 1;
  }
  return `${power === 0 || number >= 100 ? Math.round(number) : number.toFixed(1)} ${units[power]}`;
}

export function seconds(number) {
  if (number < 1) return `${Math.round(number * 1000)} ms`;
  if (number < 120) return `${number.toFixed(number < 10 ? 2 : 0)} s`;
  return number < 7200 ? `${Math.round(number / 60)} min` : `${Math.round(number / 3600)} h`;
}

// What a person decides about, with the signs that are not seen, or that turn the others round, written out.
export function plain(text) {
  return text.replace(/[\p{Cc}\p{Cf}]/gu, (sign) => (sign === "\n" || sign === "\t" ? sign : `\\u{${sign.codePointAt(0).toString(16)}}`));
}

// `at`: seconds since the epoch.
export function ago(at) {
  const passed = Math.max(0, Date.now() / 1000 - at);
  if (passed < 10) return "just now";
  return passed < 172800 ? `${seconds(Math.round(passed))} ago` : new Date(at * 1000).toLocaleDateString();
}

export function clock(at) {
  return new Date(at * 1000).toLocaleTimeString();
}
