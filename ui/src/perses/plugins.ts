import type { PluginLoader, PluginModuleResource } from "@perses-dev/plugin-system";
import { BarChart } from "../panels/bars";
import { TimeSeriesChart } from "../panels/lines";
import { LogsTable } from "../panels/logs";
import { StatChart } from "../panels/number";
import { Table } from "../panels/table";
import { TraceTable } from "../panels/traces";
import { LokiDatasource, LokiLogQuery, LokiTimeSeriesQuery } from "./loki";
import { PrometheusDatasource, PrometheusLabelValuesVariable, PrometheusTimeSeriesQuery } from "./prometheus";
import { StaticListVariable } from "./staticList";
import { TempoDatasource, TempoTraceQuery } from "./tempo";

/** What a dashboard may name, by kind. */
const plugins: Record<string, Record<string, unknown>> = {
  Panel: { TimeSeriesChart, StatChart, BarChart, Table, LogsTable, TraceTable },
  TimeSeriesQuery: { PrometheusTimeSeriesQuery, LokiTimeSeriesQuery },
  LogQuery: { LokiLogQuery },
  TraceQuery: { TempoTraceQuery },
  Variable: { PrometheusLabelValuesVariable, StaticListVariable },
  Datasource: { PrometheusDatasource, LokiDatasource, TempoDatasource },
};

const modules = new Map<PluginModuleResource, Record<string, unknown>>(
  Object.entries(plugins).map(([kind, named]) => [resource(kind, Object.keys(named)), named]),
);

/** The plugins that are bundled with this page, for Perses' registry. */
export const pluginLoader: PluginLoader = {
  getInstalledPlugins: async () => [...modules.keys()],
  importPluginModule: async (module) => modules.get(module) ?? {},
};

function resource(kind: string, names: string[]): PluginModuleResource {
  return {
    kind: "PluginModule",
    metadata: { name: kind, version: "bundled" },
    spec: { plugins: names.map((name) => ({ kind, spec: { name, display: { name } } })) },
  } as PluginModuleResource;
}
