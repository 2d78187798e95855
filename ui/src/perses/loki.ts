import type { LogData, LogEntry } from "@perses-dev/core";
import type { LokiClient } from "@perses-dev/loki-plugin";
import { getLokiTimeSeriesData } from "@perses-dev/loki-plugin/lib/queries/loki-time-series-query/get-loki-time-series-data";
import {
  type DatasourcePlugin,
  parseVariables,
  replaceVariables,
  type TimeSeriesQueryPlugin,
} from "@perses-dev/plugin-system";
import type { LogQueryPlugin } from "@perses-dev/plugin-system/dist/model/log-queries";
import { getJson } from "../data/http";
import { linesOf, type Streams } from "../data/logs";
import { shared } from "../data/shared";

type Question = { query: string; limit?: number };
type Range = { query: string; start: string; end: string; step?: string; limit?: number; direction?: string };

const SELECTOR = { kind: "LokiDatasource" } as const;

/** Our own client: the plugin's takes a failure for an answer, and draws nothing where it should say why. */
export const LokiDatasource: DatasourcePlugin<{ directUrl?: string }> = {
  createClient: ({ directUrl: datasourceUrl = "" }) => ({
    options: { datasourceUrl },
    query: (asked: { query: string }) => getJson(`${datasourceUrl}/loki/api/v1/query`, asked),
    queryRange: (asked: Range) =>
      getJson(`${datasourceUrl}/loki/api/v1/query_range`, {
        ...asked,
        start: nanoseconds(asked.start),
        end: nanoseconds(asked.end),
      }),
  }),
  createInitialOptions: () => ({ directUrl: "" }),
};

export const LokiLogQuery: LogQueryPlugin<Question> = {
  getLogData: async (spec, { datasourceStore, timeRange, variableState }) => {
    const client = await datasourceStore.getDatasourceClient<LokiClient>(SELECTOR);
    const query = replaceVariables(spec.query, variableState);
    const [start, end] = [String(timeRange.start.getTime()), String(timeRange.end.getTime())];
    const limit = spec.limit ?? 200;
    const found = await shared(`${query} ${start} ${end} ${limit}`, () =>
      client.queryRange({ query, start, end, limit }),
    );
    const entries: LogEntry[] = linesOf(found as unknown as Streams).map(({ time, text, labels }) => ({
      timestamp: time.getTime() / 1000,
      line: text,
      labels,
    }));
    const logs: LogData = { entries, totalCount: entries.length };
    return { logs, timeRange, metadata: { executedQueryString: query } };
  },
  dependsOn: ({ query }) => ({ variables: parseVariables(query) }),
  createInitialOptions: () => ({ query: "" }),
};

export const LokiTimeSeriesQuery: TimeSeriesQueryPlugin<Question> = {
  getTimeSeriesData: (spec, context) => getLokiTimeSeriesData(spec, context),
  dependsOn: ({ query }) => ({ variables: parseVariables(query) }),
  createInitialOptions: () => ({ query: "" }),
};

function nanoseconds(milliseconds: string): string {
  return `${milliseconds}000000`;
}
