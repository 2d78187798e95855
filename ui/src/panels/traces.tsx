import type { TraceData } from "@perses-dev/core";
import type { PanelPlugin, PanelProps } from "@perses-dev/plugin-system";
import { TraceList } from "../shell/TraceList";

type Props = PanelProps<Record<string, unknown>, TraceData>;

function Traces({ queryResults, definition }: Props) {
  const found = queryResults.flatMap(({ data }) => data.searchResult ?? []);
  return <TraceList traces={found} label={`Traces of ${definition?.spec.display.name}`} />;
}

export const TraceTable = {
  PanelComponent: Traces,
  supportedQueryTypes: ["TraceQuery"],
  createInitialOptions: () => ({}),
} as unknown as PanelPlugin;
