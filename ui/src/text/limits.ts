interface Step {
  value: number;
  color?: string;
}

interface Limits {
  defaultColor?: string;
  steps?: Step[];
}

/** The colour of a value: that of the highest step that it has reached. */
export function colourAt(value: number, limits: Limits = {}): string | undefined {
  const reached = (limits.steps ?? []).filter((step) => value >= step.value);
  const highest = reached.sort((one, other) => other.value - one.value)[0];
  return highest === undefined ? limits.defaultColor : highest.color;
}
