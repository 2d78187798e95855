import type { Alert, State } from "../data/server";

export interface Verdict {
  level: "good" | "warning" | "critical" | "unknown";
  text: string;
}

/** What somebody wants to know first, in a sentence. */
export function verdict(state: State | undefined, alerts: Alert[] | undefined, error: unknown): Verdict {
  if (error) {
    return { level: "unknown", text: error instanceof Error ? error.message : String(error) };
  }
  if (!state || !alerts) {
    return { level: "unknown", text: "Asking the chain…" };
  }
  const dead = Object.entries(state.backends).filter(([, { url_ok }]) => !url_ok);
  if (dead.length > 0) {
    return {
      level: "critical",
      text: `${listed(dead.map(([name]) => name))} ${dead.length > 1 ? "do" : "does"} not answer.`,
    };
  }
  const firing = alerts.filter((alert) => alert.state === "firing" && alert.name !== "Watchdog");
  const critical = firing.filter(({ severity }) => severity === "critical").length;
  if (firing.length > 0) {
    const of = critical > 0 ? `, ${critical} of them critical` : "";
    return {
      level: critical > 0 ? "critical" : "warning",
      text: `${counted(firing.length, "alert fires", "alerts fire")}${of}.`,
    };
  }
  if (!alerts.some(({ name }) => name === "Watchdog")) {
    return {
      level: "warning",
      text: "The watchdog is silent: rules may not be evaluated, so nothing would fire.",
    };
  }
  const rules = state.rules?.alerts;
  return {
    level: "good",
    text: `All is well: ${rules ? `${rules} alert rules are watched and none fires` : "no alert fires"}.`,
  };
}

/** `Loki`, `Loki and Tempo`, `Loki, Tempo and Prometheus`. */
export function listed(names: string[]): string {
  const shown = names.map((name) => name.charAt(0).toUpperCase() + name.slice(1));
  const last = shown.pop() ?? "";
  return shown.length > 0 ? `${shown.join(", ")} and ${last}` : last;
}

/** A number with the word that fits it. */
export function counted(count: number, one: string, many: string): string {
  return `${count.toLocaleString("en-GB")} ${count === 1 ? one : many}`;
}
