import { describe, expect, it } from "vitest";
import { dotsOf } from "./exemplars";
import { marksOf } from "./marks";
import { colourOfCell, columnName, rowsOf, sorted } from "./rows";

describe("marks", () => {
  const as = { name: "Warnings", color: "orange" };
  const matrix = (...times: number[]) => ({
    data: {
      result: [
        {
          metric: { alertname: "HttpErrors" },
          values: times.map((time): [number, string] => [time, "1"]),
        },
      ],
    },
  });

  it("are one for samples that follow each other, another after a gap", () => {
    const marks = marksOf(matrix(60, 120, 180, 600), 60, "{{alertname}}", as);
    expect(marks.map(({ start, end, title }) => [start, end, title])).toEqual([
      [60_000, 180_000, "HttpErrors"],
      [600_000, 600_000, "HttpErrors"],
    ]);
  });

  it("leave out labels that a series does not have", () => {
    expect(marksOf(matrix(60), 60, "{{service}}: {{ alertname }}", as)[0]?.title).toBe(": HttpErrors");
  });
});

describe("dots", () => {
  const exemplar = (seconds: number, value: string, trace_id = "t") => ({
    labels: { trace_id },
    value,
    timestamp: seconds,
  });

  it("are the slowest of each part of the time, in its order", () => {
    const answer = {
      data: [
        { exemplars: [exemplar(1, "0.1", "a"), exemplar(2, "0.9", "b")] },
        { exemplars: [exemplar(7, "0.2", "c"), exemplar(12, "5", "late"), exemplar(8, "9", "")] },
      ],
    };
    expect(dotsOf(answer, 0, 10_000, 2).map(({ trace }) => trace)).toEqual(["b", "c"]);
  });
});

describe("rows of a table", () => {
  const rows = rowsOf([
    { labels: { __name__: "up", kit_queue_name: "b" }, values: [[0, 1]] },
    { labels: { kit_queue_name: "a" }, values: [[0, Number.NaN]] },
    { labels: { kit_queue_name: "c" }, values: [[0, 3]] },
  ]);
  const names = (sortedRows: typeof rows) => sortedRows.map(({ labels }) => labels["kit_queue_name"]);

  it("hold a series' labels without its metric, and no value where it is not a number", () => {
    expect(rows[0]).toEqual({ labels: { kit_queue_name: "b" }, value: 1 });
    expect(rows[1]?.value).toBeNull();
  });

  it("are sorted by value or by label, those without a value last", () => {
    expect(names(sorted(rows, "value", true))).toEqual(["c", "b", "a"]);
    expect(names(sorted(rows, "value", false))).toEqual(["b", "c", "a"]);
    expect(names(sorted(rows, "kit_queue_name", false))).toEqual(["a", "b", "c"]);
  });

  it("take the colour of the last range that holds the value", () => {
    const settings = [
      { condition: { kind: "Range", spec: { min: 1 } }, textColor: "orange" },
      { condition: { kind: "Range", spec: { min: 2 } }, textColor: "red" },
    ];
    expect([0, 1, 2, null].map((value) => colourOfCell(value, settings))).toEqual([
      undefined,
      "orange",
      "red",
      undefined,
    ]);
  });

  it("have headings that people can read", () => {
    expect(columnName("kit_queue_name")).toBe("queue name");
  });
});
