import { describe, expect, it } from "vitest";
import { linkOf } from "../board/links";
import { stateOf } from "../board/panelState";
import { address } from "./http";
import { linesOf, linesOfTrace } from "./logs";
import { shared } from "./shared";
import { spansOf } from "./trace";
import { latest } from "./traces";

describe("a trace", () => {
  const span = (spanId: string, parentSpanId: string, at: number, more = {}) => ({
    spanId,
    parentSpanId,
    name: spanId,
    startTimeUnixNano: `${at}000000`,
    endTimeUnixNano: `${at + 10}000000`,
    ...more,
  });
  const of = (service: string, ...spans: ReturnType<typeof span>[]) => ({
    resource: { attributes: [{ key: "service.name", value: { stringValue: service } }] },
    scopeSpans: [{ spans }],
  });

  it("has each span after its parent, siblings in time, whoever sent them", () => {
    const spans = spansOf({
      resourceSpans: [
        of("worker", span("task", "post", 5), span("early", "root", 1)),
        of("web", span("post", "root", 3), span("root", "", 0)),
      ],
    });
    expect(spans.map(({ id, depth, below, service }) => [id, depth, below, service])).toEqual([
      ["root", 0, 3, "web"],
      ["early", 1, 0, "worker"],
      ["post", 1, 1, "web"],
      ["task", 2, 0, "worker"],
    ]);
  });

  it("shows a span whose parent never arrived as one that begins", () => {
    const [found] = spansOf({ resourceSpans: [of("web", span("orphan", "lost", 0))] });
    expect(found?.depth).toBe(0);
  });

  it("tells what failed, and reads attributes of every kind", () => {
    const [found] = spansOf({
      resourceSpans: [
        of(
          "web",
          span("a", "", 0, {
            kind: "SPAN_KIND_SERVER",
            status: { code: "STATUS_CODE_ERROR", message: "no" },
            attributes: [
              { key: "n", value: { intValue: "3" } },
              { key: "list", value: { arrayValue: { values: [{ stringValue: "x" }, { boolValue: true }] } } },
            ],
          }),
        ),
      ],
    });
    expect(found).toMatchObject({
      failed: true,
      said: "no",
      kind: "server",
      attributes: { n: "3", list: "x, true" },
    });
  });
});

describe("lines", () => {
  it("come latest first from all streams, to the nanosecond", () => {
    const lines = linesOf({
      data: {
        resultType: "streams",
        result: [
          { stream: { service_name: "a" }, values: [["1795563428100000001", "one"]] },
          { stream: { service_name: "b" }, values: [["1795563428100000002", "two"]] },
        ],
      },
    });
    expect(lines.map(({ text }) => text)).toEqual(["two", "one"]);
    expect(lines[0]?.time.getTime()).toBe(1795563428100);
  });

  it("of a trace are asked for with its id quoted", () => {
    expect(linesOfTrace('a"b')).toBe('{service_name=~".+"} | trace_id="a\\"b"');
  });
});

describe("a question", () => {
  it("that is put twice at once is asked once", async () => {
    let asked = 0;
    const ask = async () => ++asked;
    expect(await Promise.all([shared("q", ask), shared("q", ask), shared("other", ask)])).toEqual([1, 1, 2]);
  });

  it("holds only what is set", () => {
    expect(address("/x", { a: 1, b: undefined, c: "" })).toBe("/x?a=1");
    expect(address("/x", {})).toBe("/x");
  });

  it("for traces wants the latest, unless it says otherwise", () => {
    expect(latest("{ }")).toBe("{ } with (most_recent=true)");
    expect(latest("{ } with (sample=0.1)")).toBe("{ } with (sample=0.1)");
  });
});

describe("a panel's link", () => {
  const fill = (text: string) => text.replace("$service", "portal|worker");

  it("has its variables filled in, and is encoded once", () => {
    expect(linkOf('#/traces?query={%20name%20%3D~%20"$service"%20}', fill, "?start=1h")).toBe(
      `#/traces?query=${encodeURIComponent('{ name =~ "portal|worker" }')}`,
    );
  });

  it("to another dashboard keeps the time and the choices", () => {
    expect(linkOf("#/d/jobs", fill, "?start=1h")).toBe("#/d/jobs?start=1h");
    expect(linkOf("#/runbooks/A", fill, "?start=1h")).toBe("#/runbooks/A");
  });
});

describe("a panel", () => {
  it.each([
    ["waits while an answer is missing", [{ data: undefined, error: null }], "waiting"],
    ["is empty when all answers are", [{ data: { series: [] }, error: null }], "empty"],
    [
      "draws what one answer holds, though another failed",
      [{ data: { series: [1] }, error: null }, { error: "no" }],
      "drawn",
    ],
    [
      "has failed when nothing was found and something failed",
      [{ data: { series: [] }, error: null }, { error: "no" }],
      "failed",
    ],
    ["draws lines and traces too", [{ data: { logs: { entries: [1] } }, error: null }], "drawn"],
  ])("%s", (_, results, state) => {
    expect(stateOf(results)).toBe(state);
  });
});
