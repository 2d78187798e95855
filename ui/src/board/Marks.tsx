import type { DashboardResource } from "@perses-dev/core";
import { replaceVariables, useAllVariableValues, useTimeRange } from "@perses-dev/plugin-system";
import { useQueries } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useMemo } from "react";
import { getJson } from "../data/http";
import { type Mark, type Matrix, marksOf } from "../text/marks";
import { useChosen } from "./useChosen";

/** What a dashboard marks in time, which Perses has no place for. */
interface Annotation {
  display: { name: string; color: string };
  query: string;
  title: string;
}

const MOST = 120; // steps: a mark is as exact as it can be seen

const MarksContext = createContext<Mark[]>([]);

/** The marks of the dashboard, for each panel that shows time. */
export const useMarks = () => useContext(MarksContext);

export function Marks({ board, children }: { board: DashboardResource; children: ReactNode }) {
  const { annotations = [] } = board.spec as { annotations?: Annotation[] };
  const { absoluteTimeRange, refreshKey } = useTimeRange();
  const values = useAllVariableValues();
  const chosen = useChosen();
  const start = Math.floor(absoluteTimeRange.start.getTime() / 1000);
  const end = Math.floor(absoluteTimeRange.end.getTime() / 1000);
  const step = Math.max(60, Math.ceil((end - start) / MOST));
  const found = useQueries({
    queries: annotations.map((annotation) => {
      const query = replaceVariables(annotation.query, values);
      return {
        queryKey: ["marks", query, refreshKey],
        enabled: chosen,
        queryFn: async () =>
          marksOf(
            await getJson<Matrix>("/proxy/prometheus/api/v1/query_range", { query, start, end, step }),
            step,
            annotation.title,
            annotation.display,
          ),
      };
    }),
  });
  const all = found.flatMap(({ data }) => data ?? []);
  const key = JSON.stringify(all);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key tells whether the marks have changed
  const marks = useMemo(() => all, [key]);
  return <MarksContext.Provider value={marks}>{children}</MarksContext.Provider>;
}
