import { useLive } from "./server";

/** What the server finds (`otel_kit.ops.find`): times are RFC 3339, lengths of time are seconds. */
export interface ErrorSample {
  time: string;
  service: string;
  message: string;
  stack: string;
  trace_id: string;
  where: string;
}

export interface ErrorGroup {
  fingerprint: string;
  error_type: string;
  category: string;
  severity: string;
  count: number;
  first_seen: string;
  last_seen: string;
  services: string[];
  releases: string[];
  sample: ErrorSample | null;
}

export interface ErrorDetail {
  group: ErrorGroup;
  samples: ErrorSample[];
}

export interface Route {
  service: string;
  method: string;
  route: string;
  p95_seconds: number;
  count: number;
  errors: number;
  sample_trace: string;
  sample_seconds: number | null;
}

export interface Change {
  time: string;
  kind: string;
  service: string;
  environment: string;
  version: string;
  before: string;
  result: string;
  revision: string;
  trace_id: string;
}

export const useErrors = (window: string) => useLive<ErrorGroup[]>("/api/errors", { window });
export const useRoutes = (window: string) => useLive<Route[]>("/api/routes", { window });
export const useChanges = (window: string) => useLive<Change[]>("/api/changes", { window });
export const useErrorDetail = (fingerprint: string, window: string) =>
  useLive<ErrorDetail>(`/api/errors/${encodeURIComponent(fingerprint)}`, { window });
