import type { PanelPlugin, PanelProps } from "@perses-dev/plugin-system";
import type { LogQueryResult } from "@perses-dev/plugin-system/dist/model/log-queries";
import { LogLines } from "../shell/LogLines";

type Props = PanelProps<Record<string, unknown>, LogQueryResult>;

function Logs({ queryResults, definition }: Props) {
  const lines = queryResults.flatMap(({ data }) =>
    data.logs.entries.map(({ timestamp, line, labels }) => ({
      time: new Date(timestamp * 1000),
      text: line,
      labels,
    })),
  );
  return <LogLines lines={lines} label={`Lines of ${definition?.spec.display.name}`} />;
}

export const LogsTable = {
  PanelComponent: Logs,
  supportedQueryTypes: ["LogQuery"],
  createInitialOptions: () => ({}),
} as unknown as PanelPlugin;
