const STEPS: [number, string][] = [
  [86_400, "d"],
  [3_600, "h"],
  [60, "min"],
];

/** A length of time, given in seconds, with three figures at most: `0.8 ms`, `184 ms`, `1.24 s`, `3 min 20 s`. */
export function duration(seconds: number): string {
  if (!Number.isFinite(seconds)) {
    return "–";
  }
  if (seconds < 0) {
    return `−${duration(-seconds)}`;
  }
  if (seconds < 0.9995) {
    return `${figures(seconds * 1000)} ms`;
  }
  return seconds < 60 ? `${figures(seconds)} s` : long(Math.round(seconds));
}

function figures(value: number): string {
  return String(Number(value.toPrecision(value >= 100 ? 3 : 2 + Number(value >= 1))));
}

function long(seconds: number): string {
  const at = STEPS.findIndex(([size]) => seconds >= size);
  const [size, unit] = STEPS[at] ?? [60, "min"];
  const [smaller, below] = STEPS[at + 1] ?? [1, "s"];
  const rest = Math.floor((seconds % size) / smaller);
  const whole = `${Math.floor(seconds / size)} ${unit}`;
  return rest > 0 ? `${whole} ${rest} ${below}` : whole;
}
