import type { PanelDefinition } from "@perses-dev/core";
import { useDataQueriesContext } from "@perses-dev/plugin-system";
import { PanelMenu } from "./PanelMenu";

/** A panel's title, what it shows, its links, and whether something went wrong. */
export function PanelHead({ name, panel }: { name: string; panel: PanelDefinition }) {
  const { queryResults } = useDataQueriesContext();
  const { display } = panel.spec;
  const broken = queryResults.some(({ error, data }) => error && data !== undefined);
  const busy = queryResults.some(({ isFetching }) => isFetching);
  return (
    <header className="panel-head" data-busy={busy || undefined}>
      <h3 id={`${name}-title`} title={display.description}>
        {display.name}
      </h3>
      {broken && <span className="stale">not up to date</span>}
      <PanelMenu name={name} panel={panel} />
    </header>
  );
}
