import type { DashboardResource } from "@perses-dev/core";
import { getJson } from "./http";

/** The question for a dashboard, which never changes while the server runs. */
export function boardQuery(name: string) {
  return {
    queryKey: ["board", name],
    queryFn: () => getJson<DashboardResource>(`/api/dashboards/${encodeURIComponent(name)}`),
    staleTime: Number.POSITIVE_INFINITY,
  };
}

/** The dashboard that an address shows, if it shows one. */
export function boardOf(hash: string): string | undefined {
  return /^#\/d\/([\w-]+)/.exec(hash)?.[1];
}
