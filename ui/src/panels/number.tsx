import {
  CalculationsMap,
  type CalculationType,
  type FormatOptions,
  formatValue,
  type ThresholdOptions,
  type TimeSeriesData,
} from "@perses-dev/core";
import type { PanelPlugin, PanelProps } from "@perses-dev/plugin-system";
import { colourAt } from "../text/limits";

interface Options {
  calculation: CalculationType;
  format: FormatOptions;
  thresholds?: ThresholdOptions;
}

/**
 * Numbers as they are now, large, with the colour of the limit that they have passed.
 *
 * Our own drawing of Perses' StatChart: the original paints on a canvas, in a size that depends on the unit's length.
 */
function Numbers({ spec, queryResults }: PanelProps<Options, TimeSeriesData>) {
  const series = queryResults.flatMap(({ data }) => data.series);
  return (
    <ul className="numbers" data-many={series.length > 1 || undefined}>
      {series.map(({ name, formattedName, values }, at) => {
        const value = CalculationsMap[spec.calculation](values);
        const known = typeof value === "number" && !Number.isNaN(value);
        const [figures = "", unit] = known ? split(formatValue(value, spec.format)) : ["none"];
        return (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: two series of a query may bear the same name
            key={`${name}-${at}`}
            style={known ? { "--limit": colourAt(value, spec.thresholds) } : undefined}
          >
            <span className="number">
              {figures}
              {unit && <span className="unit">{unit}</span>}
            </span>
            {series.length > 1 && <span className="number-name">{formattedName ?? name}</span>}
          </li>
        );
      })}
    </ul>
  );
}

function split(text: string): [string, string] {
  const [, figures = text, unit = ""] = /^([^\p{L}]*\d[\d.,]*[KMGTB%]?)\s*(.*)$/u.exec(text) ?? [];
  return [figures, unit];
}

export const StatChart = {
  PanelComponent: Numbers,
  supportedQueryTypes: ["TimeSeriesQuery"],
  queryOptions: { mode: "instant" },
  createInitialOptions: () => ({ calculation: "last-number", format: { unit: "decimal" } }),
} as unknown as PanelPlugin;
