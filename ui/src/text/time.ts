/** The time of day to a second; with the day, where it is another than that of `now`. */
export function clock(time: Date, now: Date): string {
  const day = time.toDateString() === now.toDateString() ? "" : `${time.toLocaleDateString("en-GB", DAY)} `;
  return day + time.toLocaleTimeString("en-GB", { hour12: false });
}

/** The time of day to a millisecond. */
export function exact(time: Date): string {
  const milliseconds = String(time.getMilliseconds()).padStart(3, "0");
  return `${time.toLocaleTimeString("en-GB", { hour12: false })}.${milliseconds}`;
}

const DAY = { day: "numeric", month: "short" } as const;

/** How long ago it was, in one unit. */
export function ago(time: Date, now: Date): string {
  const passed = coarse(time, now);
  return passed === "" ? "now" : `${passed} ago`;
}

/** How long it has been, in one unit; nothing for less than a second. */
export function coarse(time: Date, now: Date): string {
  const seconds = Math.floor((now.getTime() - time.getTime()) / 1000);
  const [size, unit] = UNITS.find(([length]) => seconds >= length) ?? [1, ""];
  return unit && `${Math.floor(seconds / size)} ${unit}`;
}

const UNITS: [number, string][] = [
  [86_400, "d"],
  [3_600, "h"],
  [60, "min"],
  [1, "s"],
];

/** Local time as a date field takes it, to a second. */
export function forInput(time: Date): string {
  const local = new Date(time.getTime() - time.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 19);
}
