import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import { createHashRouter, Route, RouterProvider, Routes } from "react-router-dom";
import { QueryParamProvider } from "use-query-params";
import { ReactRouter6Adapter } from "use-query-params/adapters/react-router-6";
import { boardOf, boardQuery } from "./data/board";
import { HomePage } from "./pages/HomePage";
import { Page } from "./shell/Page";
import { Shell } from "./shell/Shell";
import { entries } from "./shell/useEntry";

const loadBoard = () => import("./board/BoardPage");

const pages = {
  "/d/:name": lazy(loadBoard),
  "/trace/:id": lazy(() => import("./pages/TracePage")),
  "/traces": lazy(() => import("./pages/TracesPage")),
  "/logs": lazy(() => import("./pages/LogsPage")),
  "/alerts": lazy(() => import("./pages/AlertsPage")),
  "/runbooks/:alert": lazy(() => import("./pages/RunbookPage")),
  "/errors": lazy(() => import("./pages/ErrorsPage")),
  "/errors/:fingerprint": lazy(() => import("./pages/ErrorPage")),
  "/routes": lazy(() => import("./pages/RoutesPage")),
  "/changes": lazy(() => import("./pages/ChangesPage")),
  "/chain": lazy(() => import("./pages/ChainPage")),
};

const client = new QueryClient({
  defaultOptions: {
    queries: { retry: false, refetchOnWindowFocus: false, staleTime: 10_000, networkMode: "always" },
  },
});

// Both asked for at once, rather than one after the other.
const first = boardOf(window.location.hash);
if (first) {
  void client.prefetchQuery(boardQuery(first));
  void loadBoard();
}

const router = createHashRouter([{ path: "*", element: <Frame /> }], {
  future: { v7_relativeSplatPath: true },
});
entries.went("POP", router.state.location);
router.subscribe(({ historyAction, location }) => entries.went(historyAction, location));

export function App() {
  return (
    <QueryClientProvider client={client}>
      <RouterProvider router={router} future={{ v7_startTransition: true }} />
    </QueryClientProvider>
  );
}

function Frame() {
  return (
    <QueryParamProvider adapter={ReactRouter6Adapter} options={{ updateType: "replaceIn" }}>
      <Shell>
        <Suspense fallback={<main className="page nothing">Loading…</main>}>
          <Routes>
            <Route path="/" element={<HomePage />} />
            {Object.entries(pages).map(([path, Shown]) => (
              <Route key={path} path={path} element={<Shown />} />
            ))}
            <Route path="*" element={<NotFound />} />
          </Routes>
        </Suspense>
      </Shell>
    </QueryParamProvider>
  );
}

function NotFound() {
  return (
    <Page title="Not found">
      <p className="nothing">There is no such page.</p>
    </Page>
  );
}
