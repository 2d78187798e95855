export type Level = "error" | "warn" | "info" | "debug";

const NAMES: [RegExp, Level][] = [
  [/^(fatal|critical|crit|error|err)/i, "error"],
  [/^warn/i, "warn"],
  [/^(debug|trace)/i, "debug"],
];

/** How serious a line is, by OpenTelemetry's severity, or by the level that Loki found. */
export function levelOf(labels: Record<string, string>): Level {
  const said = labels["severity_text"] ?? labels["detected_level"] ?? "";
  return NAMES.find(([name]) => name.test(said))?.[1] ?? "info";
}
