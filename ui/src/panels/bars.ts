import type { BarChartOptions } from "@perses-dev/bar-chart-plugin";
import { BarChartPanel } from "@perses-dev/bar-chart-plugin/lib/BarChartPanel";
import type { PanelPlugin } from "@perses-dev/plugin-system";

/** Values as they are now, side by side. */
export const BarChart = {
  PanelComponent: BarChartPanel,
  queryOptions: { mode: "instant" },
  supportedQueryTypes: ["TimeSeriesQuery"],
  createInitialOptions: () => ({ calculation: "last-number", mode: "value" }),
} as PanelPlugin<BarChartOptions>;
