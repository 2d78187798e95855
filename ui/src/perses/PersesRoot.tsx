import { ThemeProvider } from "@mui/material/styles";
import { ChartsProvider, SnackbarProvider } from "@perses-dev/components";
import type { DashboardResource } from "@perses-dev/core";
import {
  type DatasourceApi,
  DatasourceStoreProvider,
  VariableProviderWithQueryParams,
} from "@perses-dev/dashboards";
import {
  PluginRegistry,
  ReactRouterProvider,
  TimeRangeProviderWithQueryParams,
  useInitialRefreshInterval,
  useInitialTimeRange,
} from "@perses-dev/plugin-system";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useMemo } from "react";
import { useMode } from "../theme";
import { pluginLoader } from "./plugins";
import { chartsOf, themeOf } from "./theme";

// What is drawn stays until there is something newer, also where Perses has no such wish of its own.
const client = new QueryClient({
  defaultOptions: {
    queries: {
      keepPreviousData: true,
      staleTime: 10_000,
      retry: false,
      refetchOnWindowFocus: false,
      networkMode: "always",
    },
  },
});

/** What every part of Perses needs around it. */
export function PersesRoot({ children }: { children: ReactNode }) {
  const [mode] = useMode();
  const theme = useMemo(() => themeOf(mode), [mode]);
  const charts = useMemo(() => chartsOf(theme, mode), [theme, mode]);
  return (
    <QueryClientProvider client={client}>
      <ThemeProvider theme={theme}>
        <ChartsProvider chartsTheme={charts} enablePinning={false} enableSyncGrouping={false}>
          <SnackbarProvider>
            <ReactRouterProvider>
              <PluginRegistry pluginLoader={pluginLoader}>{children}</PluginRegistry>
            </ReactRouterProvider>
          </SnackbarProvider>
        </ChartsProvider>
      </ThemeProvider>
    </QueryClientProvider>
  );
}

// Data sources are those that the dashboard names: there is nobody else to ask.
const noOthers: DatasourceApi = {
  getDatasource: async () => undefined,
  getGlobalDatasource: async () => undefined,
  listDatasources: async () => [],
  listGlobalDatasources: async () => [],
};

/** A dashboard's data sources, time and choices, the latter two kept in the address. */
export function BoardScope({ board, children }: { board: DashboardResource; children: ReactNode }) {
  const { duration = "3h", refreshInterval = "30s", variables } = board.spec;
  return (
    <DatasourceStoreProvider dashboardResource={board} datasourceApi={noOthers}>
      <TimeRangeProviderWithQueryParams
        initialTimeRange={useInitialTimeRange(duration)}
        initialRefreshInterval={useInitialRefreshInterval(refreshInterval)}
      >
        <VariableProviderWithQueryParams initialVariableDefinitions={variables}>
          {children}
        </VariableProviderWithQueryParams>
      </TimeRangeProviderWithQueryParams>
    </DatasourceStoreProvider>
  );
}
