import { useTheme } from "@mui/material/styles";
import type { TimeSeriesData } from "@perses-dev/core";
import { type PanelData, type PanelPlugin, useTimeRange } from "@perses-dev/plugin-system";
import type { TimeSeriesChartOptions, TimeSeriesChartProps } from "@perses-dev/timeseries-chart-plugin";
import { TimeSeriesChartPanel } from "@perses-dev/timeseries-chart-plugin/lib/TimeSeriesChartPanel";
import { useQuery } from "@tanstack/react-query";
import { useMemo, useRef } from "react";
import { useMarks } from "../board/Marks";
import { getJson } from "../data/http";
import { dotsOf, type Exemplars } from "../text/exemplars";
import { Overlay } from "./Overlay";

// The theme's colours in their order: those that Perses derives from names are too dark on a dark ground.
const PALETTE = { mode: "categorical" } as const;
const DOTS = 12; // a panel: each is a stop on the way through the page with the keyboard

/** Perses' chart, with marks for what happened and dots that lead to traces. */
function Lines(props: TimeSeriesChartProps) {
  const chart = useRef<HTMLDivElement>(null);
  const { palette } = useTheme();
  const { queryResults, contentDimensions, spec } = props;
  const version = useMemo(
    () => ({ queryResults, contentDimensions, palette }),
    [queryResults, contentDimensions, palette],
  );
  const coloured = useMemo(() => ({ ...spec, visual: { ...spec.visual, palette: PALETTE } }), [spec]);
  return (
    <div ref={chart} className="chart">
      <TimeSeriesChartPanel {...props} spec={coloured} />
      <Overlay
        chart={chart}
        marks={useMarks()}
        dots={useDots(queryResults)}
        format={spec.yAxis?.format}
        version={version}
      />
    </div>
  );
}

function useDots(results: PanelData<TimeSeriesData>[]) {
  const { absoluteTimeRange } = useTimeRange();
  const query = results.find(({ definition }) => definition.spec.plugin.spec["exemplars"] === true)?.data
    .metadata?.executedQueryString;
  const [start, end] = [absoluteTimeRange.start.getTime(), absoluteTimeRange.end.getTime()];
  const { data = [] } = useQuery({
    queryKey: ["exemplars", query, start, end],
    enabled: query !== undefined,
    queryFn: async () => {
      const asked = { query, start: start / 1000, end: end / 1000 };
      return dotsOf(
        await getJson<Exemplars>("/proxy/prometheus/api/v1/query_exemplars", asked),
        start,
        end,
        DOTS,
      );
    },
  });
  return data;
}

export const TimeSeriesChart = {
  PanelComponent: Lines,
  supportedQueryTypes: ["TimeSeriesQuery"],
  createInitialOptions: () => ({}),
} as unknown as PanelPlugin<TimeSeriesChartOptions>;
