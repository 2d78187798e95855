import { getJson } from "./http";

/** A trace as a search finds it; times in milliseconds. */
export interface FoundTrace {
  traceId: string;
  rootServiceName: string;
  rootTraceName: string;
  startTimeUnixMs: number;
  durationMs: number;
  serviceStats: Record<string, { spanCount: number; errorCount?: number }>;
}

interface Answer {
  traces?: {
    traceID: string;
    rootServiceName?: string;
    rootTraceName?: string;
    startTimeUnixNano: string;
    durationMs?: number;
    serviceStats?: FoundTrace["serviceStats"];
  }[];
}

/** Ask Tempo for traces; without a time, for the latest that it has at hand. */
export async function searchTraces(
  query: string,
  time?: { start: Date; end: Date },
  limit = 20,
): Promise<FoundTrace[]> {
  const answer = await getJson<Answer>("/proxy/tempo/api/search", {
    q: latest(query),
    limit,
    start: time && Math.floor(time.start.getTime() / 1000),
    end: time && Math.ceil(time.end.getTime() / 1000),
  });
  return (answer.traces ?? []).map(found).sort((one, other) => other.startTimeUnixMs - one.startTimeUnixMs);
}

/** The query with a hint to give the latest that fit, rather than the first that were found. */
export function latest(query: string): string {
  return /\bwith\s*\(/.test(query) ? query : `${query} with (most_recent=true)`;
}

function found(trace: NonNullable<Answer["traces"]>[number]): FoundTrace {
  return {
    traceId: trace.traceID,
    rootServiceName: trace.rootServiceName ?? "",
    rootTraceName: trace.rootTraceName ?? "",
    startTimeUnixMs: Number(BigInt(trace.startTimeUnixNano) / 1_000_000n),
    durationMs: trace.durationMs ?? 0,
    serviceStats: trace.serviceStats ?? {},
  };
}
