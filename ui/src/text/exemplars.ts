/** A measurement with the trace that it comes from; `time` in milliseconds. */
export interface Exemplar {
  trace: string;
  value: number;
  time: number;
}

/** Prometheus' answer to a query for exemplars. */
export interface Exemplars {
  data: { exemplars: { labels: Record<string, string>; value: string; timestamp: number }[] }[];
}

/** At most `most` exemplars, spread over the time: of each part the highest, since slow ones are worth a look. */
export function dotsOf(answer: Exemplars, start: number, end: number, most: number): Exemplar[] {
  const part = (end - start) / most;
  const highest = new Map<number, Exemplar>();
  for (const { labels, value, timestamp } of answer.data.flatMap(({ exemplars }) => exemplars)) {
    const one = { trace: labels["trace_id"] ?? "", value: Number(value), time: timestamp * 1000 };
    const at = Math.floor((one.time - start) / part);
    const best = highest.get(at);
    if (one.trace && one.time >= start && one.time <= end && (!best || one.value > best.value)) {
      highest.set(at, one);
    }
  }
  return [...highest.values()].sort((one, other) => one.time - other.time);
}
