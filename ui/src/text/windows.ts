/** The times to look back that pages offer, as the server takes them. */
export const WINDOWS: [string, string][] = [
  ["15m", "15 minutes"],
  ["1h", "Hour"],
  ["6h", "6 hours"],
  ["1d", "Day"],
  ["7d", "7 days"],
];

const SECONDS: Record<string, number> = { m: 60, h: 3600, d: 86_400 };

/** The time from a window ago until now. */
export function since(window: string, now: Date): { start: Date; end: Date } {
  const [, count = "1", unit = "h"] = /^(\d+)([mhd])$/.exec(window) ?? [];
  const length = Number(count) * (SECONDS[unit] ?? 3600) * 1000;
  return { start: new Date(now.getTime() - length), end: now };
}
