export type PanelState = "waiting" | "drawn" | "empty" | "failed";

interface Result {
  data?: unknown;
  error: unknown;
}

/** What the answers of a panel's queries come to. One that failed hides nothing that another found. */
export function stateOf(results: Result[]): PanelState {
  const found = results.flatMap(({ data }) => (data === undefined ? [] : [data]));
  if (found.some(holds)) {
    return "drawn";
  }
  if (results.some(({ error }) => error)) {
    return "failed";
  }
  return found.length < results.length ? "waiting" : "empty";
}

/** Whether there is something to draw: a series, a line or a trace. */
function holds(data: unknown): boolean {
  const { series, logs, searchResult } = data as {
    series?: unknown[];
    logs?: { entries: unknown[] };
    searchResult?: unknown[];
  };
  return [series, logs?.entries, searchResult].some((list) => list !== undefined && list.length > 0);
}
