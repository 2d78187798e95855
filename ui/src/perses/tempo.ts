import {
  type DatasourcePlugin,
  parseVariables,
  replaceVariables,
  type TraceQueryPlugin,
} from "@perses-dev/plugin-system";
import { searchTraces } from "../data/traces";

type Question = { query: string; limit?: number };

export const TempoDatasource: DatasourcePlugin<{ directUrl?: string }> = {
  createClient: ({ directUrl: datasourceUrl = "" }) => ({ options: { datasourceUrl } }),
  createInitialOptions: () => ({ directUrl: "" }),
};

/** Our own query: the plugin's fills in no variables, and asks for each trace that it has found once more. */
export const TempoTraceQuery: TraceQueryPlugin<Question> = {
  getTraceData: async (spec, { absoluteTimeRange, variableState }) => {
    const query = replaceVariables(spec.query, variableState);
    const searchResult = await searchTraces(query, absoluteTimeRange, spec.limit);
    return { searchResult, metadata: { executedQueryString: query } };
  },
  dependsOn: ({ query }) => ({ variables: parseVariables(query) }),
  createInitialOptions: () => ({ query: "" }),
};
