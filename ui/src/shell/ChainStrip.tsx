import type { State } from "../data/server";
import { compact } from "../text/compact";

/** The links of the chain, in the order in which a signal travels. */
export function ChainStrip({ state }: { state: State }) {
  const { flow, refused, queues, stored, rules, backends } = state;
  const lost = sum(refused);
  return (
    <ol className="chain">
      <Stage name="Collector" backend={backends["collector"]}>
        <Figure value={flow?.["spans"]} unit="spans/s" />
        <Figure value={flow?.["logs"]} unit="lines/s" />
        <Figure value={flow?.["points"]} unit="points/s" />
        <p className={lost ? "bad" : "quiet"}>
          {lost ? `refuses ${compact(lost)} a second` : "refuses nothing"}
        </p>
        <p className="quiet">{waiting(queues)}</p>
      </Stage>
      <Stage name="Prometheus" backend={backends["prometheus"]}>
        <Figure value={stored?.series} unit="series" />
      </Stage>
      <Stage name="Tempo" backend={backends["tempo"]} />
      <Stage name="Loki" backend={backends["loki"]} />
      <Stage name="Rules" backend={backends["prometheus"]}>
        <Figure value={rules?.alerts} unit="alerts" />
        <Figure value={rules?.recordings} unit="recordings" />
      </Stage>
      <Stage name="Alertmanager" backend={backends["alertmanager"]} />
    </ol>
  );
}

interface StageProps {
  name: string;
  backend: State["backends"][string] | undefined;
  children?: React.ReactNode;
}

function Stage({ name, backend, children }: StageProps) {
  const state = backend === undefined ? "unknown" : backend.url_ok ? "good" : "critical";
  return (
    <li className={`stage ${state}`}>
      <h3>{name}</h3>
      <p className="state">
        {backend === undefined ? "not asked" : backend.url_ok ? "answers" : backend.detail}
      </p>
      {children}
    </li>
  );
}

function Figure({ value, unit }: { value: number | null | undefined; unit: string }) {
  return (
    <p className="figures">
      <b>{typeof value === "number" ? compact(value) : "–"}</b> {unit}
    </p>
  );
}

function sum(counts: Record<string, number | null> | null): number {
  return Object.values(counts ?? {}).reduce<number>((all, count) => all + (count ?? 0), 0);
}

function waiting(queues: State["queues"]): string {
  const { waiting: now, capacity } = queues ?? {};
  if (typeof now !== "number" || !capacity) {
    return "queues unknown";
  }
  const share = Math.round((100 * now) / capacity);
  return share < 1 ? "queues empty" : `queues ${share} % full`;
}
