import { useQuery } from "@tanstack/react-query";
import { getJson } from "./http";

/** One of the chain's servers, as `otel-kit ui` sees it. */
export interface Backend {
  url_ok: boolean;
  detail: string;
}

/** Each figure is null where nobody knows it. */
export interface State {
  version: string;
  backends: Record<string, Backend>;
  flow: Record<string, number | null> | null;
  refused: Record<string, number | null> | null;
  queues: { waiting: number | null; capacity: number | null } | null;
  stored: { series: number | null } | null;
  rules: { alerts: number | null; recordings: number | null; firing: number | null } | null;
}

export interface BoardSummary {
  name: string;
  title: string;
  description: string;
  rows: string[];
  panels: number;
}

export interface Alert {
  name: string;
  state: "firing" | "pending";
  severity: string;
  category: string;
  service: string;
  summary: string;
  description: string;
  since: string;
  value: number;
  labels: Record<string, string>;
  notified: string;
  runbook: string | null;
  dashboard: string | null;
  panel: string | null;
}

const OFTEN = 10_000;

export const useChain = () => useLive<State>("/api/state");
export const useAlerts = () => useLive<Alert[]>("/api/alerts");
export const useBoards = () =>
  useQuery({
    queryKey: ["/api/dashboards"],
    queryFn: () => getJson<BoardSummary[]>("/api/dashboards"),
    staleTime: 600_000,
  });

/** Ask now and every ten seconds. */
export function useLive<T>(path: string, query: Record<string, string | number | undefined> = {}) {
  return useQuery({
    queryKey: [path, query],
    queryFn: () => getJson<T>(path, query),
    refetchInterval: OFTEN,
    keepPreviousData: true,
  });
}
