import { describe, expect, it } from "vitest";
import { compact } from "./compact";
import { duration } from "./duration";
import { levelOf } from "./level";
import { colourAt } from "./limits";
import { matching } from "./matching";
import { ago, clock, forInput } from "./time";
import { counted, listed, verdict } from "./verdict";
import { since } from "./windows";

describe("a length of time", () => {
  it.each([
    [0.000_085, "0.085 ms"],
    [0.0018, "1.8 ms"],
    [0.1842, "184 ms"],
    [0.9996, "1 s"],
    [1.239, "1.24 s"],
    [200, "3 min 20 s"],
    [7_200, "2 h"],
    [90_000, "1 d 1 h"],
    [-2, "−2 s"],
    [Number.NaN, "–"],
  ])("of %d seconds is %s", (seconds, text) => {
    expect(duration(seconds)).toBe(text);
  });
});

describe("a moment", () => {
  const now = new Date(2026, 10, 24, 12, 0, 0);

  it("bears its day only where it is not today", () => {
    expect(clock(new Date(2026, 10, 24, 9, 5, 7), now)).toBe("09:05:07");
    expect(clock(new Date(2026, 10, 23, 9, 5, 7), now)).toBe("23 Nov 09:05:07");
  });

  it.each([
    [0, "now"],
    [59, "59 s ago"],
    [61, "1 min ago"],
    [7_300, "2 h ago"],
    [200_000, "2 d ago"],
  ])("%d seconds back is %s", (seconds, text) => {
    expect(ago(new Date(now.getTime() - seconds * 1000), now)).toBe(text);
  });

  it("goes into a date field as local time", () => {
    expect(new Date(forInput(now)).getTime()).toBe(now.getTime());
  });

  it("a window ago is the start of that window", () => {
    expect(since("6h", now).start).toEqual(new Date(2026, 10, 24, 6, 0, 0));
    expect(since("nonsense", now).start).toEqual(new Date(2026, 10, 24, 11, 0, 0));
  });
});

describe("a count", () => {
  it("is short and bears the word that fits", () => {
    expect(compact(5187)).toBe("5.19k");
    expect(counted(1, "span", "spans")).toBe("1 span");
    expect(counted(1204, "span", "spans")).toBe("1,204 spans");
    expect(listed(["loki", "tempo", "prometheus"])).toBe("Loki, Tempo and Prometheus");
  });
});

describe("a limit", () => {
  const limits = {
    defaultColor: "green",
    steps: [
      { value: 5, color: "orange" },
      { value: 10, color: "red" },
    ],
  };

  it.each([
    [4.9, "green"],
    [5, "orange"],
    [11, "red"],
  ])("colours %d %s", (value, colour) => {
    expect(colourAt(value, limits)).toBe(colour);
  });

  it("is not needed", () => {
    expect(colourAt(3)).toBeUndefined();
  });
});

describe("a line's level", () => {
  it.each([
    [{ severity_text: "CRITICAL" }, "error"],
    [{ severity_text: "WARNING" }, "warn"],
    [{ detected_level: "debug" }, "debug"],
    [{}, "info"],
  ])("of %j is %s", (labels, level) => {
    expect(levelOf(labels as Record<string, string>)).toBe(level);
  });
});

describe("dashboards are found", () => {
  const board = (title: string, ...rows: string[]) => ({ title, description: "", rows });
  const boards = [board("Overview", "Queues"), board("Jobs and queues"), board("Models")];

  it("by title before rows, by all words, in any case", () => {
    expect(matching(boards, "queues").map(({ title }) => title)).toEqual(["Jobs and queues", "Overview"]);
    expect(matching(boards, "QUEUES jobs").map(({ title }) => title)).toEqual(["Jobs and queues"]);
    expect(matching(boards, "")).toHaveLength(3);
  });
});

describe("the verdict", () => {
  const state = (url_ok: boolean) => ({
    version: "1",
    backends: { prometheus: { url_ok: true, detail: "" }, loki: { url_ok, detail: "" } },
    flow: null,
    refused: null,
    queues: null,
    stored: null,
    rules: { alerts: 358, recordings: 1, firing: 0 },
  });
  const alert = (name: string, severity: string) => ({
    name,
    severity,
    state: "firing" as const,
    category: "",
    service: "",
    summary: "",
    description: "",
    since: "",
    value: 1,
    labels: {},
    notified: "active",
    runbook: null,
    dashboard: null,
    panel: null,
  });
  const watchdog = alert("Watchdog", "info");

  it("is good while only the watchdog fires", () => {
    expect(verdict(state(true), [watchdog], null)).toEqual({
      level: "good",
      text: "All is well: 358 alert rules are watched and none fires.",
    });
  });

  it("names a server that does not answer before anything else", () => {
    expect(verdict(state(false), [watchdog, alert("A", "critical")], null).text).toBe(
      "Loki does not answer.",
    );
  });

  it("counts what fires, and how much of it is critical", () => {
    const said = verdict(state(true), [watchdog, alert("A", "critical"), alert("B", "warning")], null);
    expect(said).toEqual({ level: "critical", text: "2 alerts fire, 1 of them critical." });
  });

  it("does not trust the silence of a watchdog", () => {
    expect(verdict(state(true), [], null).level).toBe("warning");
  });

  it("says why nothing is known", () => {
    expect(verdict(undefined, undefined, new Error("Prometheus does not answer")).text).toBe(
      "Prometheus does not answer",
    );
  });
});
