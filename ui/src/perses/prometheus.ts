import {
  type DatasourcePlugin,
  parseVariables,
  replaceVariables,
  type TimeSeriesQueryPlugin,
  type VariablePlugin,
} from "@perses-dev/plugin-system";
import {
  instantQuery,
  labelNames,
  labelValues,
  type PrometheusClient,
  rangeQuery,
  series,
} from "@perses-dev/prometheus-plugin/lib/model/prometheus-client";
import { getPrometheusTimeRange } from "@perses-dev/prometheus-plugin/lib/model/time";
import { getTimeSeriesData } from "@perses-dev/prometheus-plugin/lib/plugins/prometheus-time-series-query/get-time-series-data";

type Address = { directUrl?: string };
type Question = { query: string; seriesNameFormat?: string; exemplars?: boolean };
type Choices = { labelName: string; matchers?: string[] };

const SELECTOR = { kind: "PrometheusDatasource" } as const;

/** The client that Perses' Prometheus plugin makes, without what belongs to its editors. */
export const PrometheusDatasource: DatasourcePlugin<Address> = {
  createClient: ({ directUrl: datasourceUrl = "" }) => {
    const at = { datasourceUrl };
    return {
      options: at,
      instantQuery: (asked: Parameters<typeof instantQuery>[0]) => instantQuery(asked, at),
      rangeQuery: (asked: Parameters<typeof rangeQuery>[0]) => rangeQuery(asked, at),
      labelNames: (asked: Parameters<typeof labelNames>[0]) => labelNames(asked, at),
      labelValues: (asked: Parameters<typeof labelValues>[0]) => labelValues(asked, at),
      series: (asked: Parameters<typeof series>[0]) => series(asked, at),
    };
  },
  createInitialOptions: () => ({ directUrl: "" }),
};

export const PrometheusTimeSeriesQuery: TimeSeriesQueryPlugin<Question> = {
  getTimeSeriesData: (spec, context) => getTimeSeriesData(spec, context),
  dependsOn: (spec) => ({
    variables: [
      ...new Set([spec.query, spec.seriesNameFormat ?? ""].flatMap((text) => parseVariables(text))),
    ],
  }),
  createInitialOptions: () => ({ query: "" }),
};

export const PrometheusLabelValuesVariable: VariablePlugin<Choices> = {
  getVariableOptions: async (spec, { variables, datasourceStore, timeRange }) => {
    const client = await datasourceStore.getDatasourceClient<PrometheusClient>(SELECTOR);
    const found = await client.labelValues({
      labelName: spec.labelName,
      "match[]": spec.matchers?.map((matcher) => replaceVariables(matcher, variables)),
      ...getPrometheusTimeRange(timeRange),
    });
    const values = found.status === "success" ? found.data : [];
    return { data: values.map((value) => ({ label: value, value })) };
  },
  dependsOn: (spec) => ({ variables: (spec.matchers ?? []).flatMap((matcher) => parseVariables(matcher)) }),
  createInitialOptions: () => ({ labelName: "" }),
};
