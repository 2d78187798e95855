import { getJson } from "./http";

/** One line of a log. `time` is exact to a millisecond; `labels` hold all that Loki knows about the line. */
export interface Line {
  time: Date;
  text: string;
  labels: Record<string, string>;
}

/** Loki's answer to a query for lines. */
export interface Streams {
  data: { resultType: string; result: { stream: Record<string, string>; values: [string, string][] }[] };
}

/** The lines of an answer, the latest first. */
export function linesOf(answer: Streams): Line[] {
  if (answer.data.resultType !== "streams") {
    return [];
  }
  const found = answer.data.result.flatMap(({ stream, values }) =>
    values.map(([nanoseconds, text]) => ({ nanoseconds, text, labels: stream })),
  );
  found.sort((one, other) => later(one.nanoseconds, other.nanoseconds));
  return found.map(({ nanoseconds, text, labels }) => ({
    time: new Date(Number(BigInt(nanoseconds) / 1_000_000n)),
    text,
    labels,
  }));
}

function later(one: string, other: string): number {
  return one === other ? 0 : BigInt(one) < BigInt(other) ? 1 : -1;
}

const LIMIT = 500;

/** Ask Loki for the latest lines that fit. */
export async function findLines(query: string, time: { start: Date; end: Date }): Promise<Line[]> {
  const answer = await getJson<Streams>("/proxy/loki/loki/api/v1/query_range", {
    query,
    limit: LIMIT,
    direction: "backward",
    start: `${time.start.getTime()}000000`,
    end: `${time.end.getTime()}000000`,
  });
  return linesOf(answer);
}

/** The query for all lines that bear a trace's id. */
export function linesOfTrace(trace: string): string {
  return `{service_name=~".+"} | trace_id=${JSON.stringify(trace)}`;
}
