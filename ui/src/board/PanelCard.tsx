import type { PanelDefinition } from "@perses-dev/core";
import { Panel } from "@perses-dev/dashboards";
import {
  DataQueriesProvider,
  useDataQueriesContext,
  usePlugin,
  useSuggestedStepMs,
} from "@perses-dev/plugin-system";
import { type CSSProperties, useEffect, useMemo, useRef } from "react";
import { useSearchParams } from "react-router-dom";
import useResizeObserver from "use-resize-observer";
import { Failure } from "../shell/Failure";
import { Nothing } from "../shell/Nothing";
import { PanelHead } from "./PanelHead";
import { stateOf } from "./panelState";
import { useChosen } from "./useChosen";
import { useSeen } from "./useSeen";

const NONE: never[] = [];

interface Props {
  name: string;
  panel: PanelDefinition;
  place: CSSProperties;
}

/** One picture: its head, and what its queries found, or why they found nothing. */
export function PanelCard({ name, panel, place }: Props) {
  const { ref: measured, width } = useResizeObserver<HTMLDivElement>();
  const [seen, watch] = useSeen();
  const { data: plugin } = usePlugin("Panel", panel.spec.plugin.kind);
  const suggestedStepMs = useSuggestedStepMs(width);
  const queries = panel.spec.queries;
  const definitions = useMemo(
    () => (queries ?? []).map(({ spec }) => ({ kind: spec.plugin.kind, spec: spec.plugin.spec })),
    [queries],
  );
  const asked = plugin?.queryOptions;
  const options = typeof asked === "function" ? asked(panel.spec.plugin.spec) : asked;
  const ready = useChosen() && seen && plugin !== undefined && width !== undefined;
  return (
    <div
      className="place"
      style={place}
      ref={(element) => {
        measured(element);
        watch(element);
      }}
    >
      <DataQueriesProvider
        // Not `enabled` alone: Perses' questions for lines and traces take no notice of it.
        definitions={ready ? definitions : NONE}
        options={{ suggestedStepMs, ...options }}
        queryOptions={{ enabled: ready }}
      >
        <Shown name={name} panel={panel} ready={ready} />
      </DataQueriesProvider>
    </div>
  );
}

function Shown({ name, panel, ready }: { name: string; panel: PanelDefinition; ready: boolean }) {
  const { queryResults } = useDataQueriesContext();
  const [address] = useSearchParams();
  const chosen = address.get("panel") === panel.spec.display.name;
  const card = useRef<HTMLElement>(null);
  useEffect(() => {
    if (chosen) {
      card.current?.scrollIntoView({ block: "center" });
    }
  }, [chosen]);
  const state = ready ? stateOf(queryResults) : "waiting";
  return (
    <section
      ref={card}
      className="panel"
      data-chosen={chosen || undefined}
      data-panel={panel.spec.display.name}
      data-state={state}
      aria-labelledby={`${name}-title`}
      aria-busy={state === "waiting"}
    >
      <PanelHead name={name} panel={panel} />
      {state === "failed" && <Failure error={queryResults.find(({ error }) => error)?.error} />}
      {state === "empty" && <Nothing>None in this time.</Nothing>}
      {state === "drawn" && (
        <Panel
          component="div"
          className="panel-body"
          definition={panel}
          panelOptions={{ hideHeader: true }}
          aria-labelledby={undefined}
          aria-describedby={undefined}
        />
      )}
    </section>
  );
}
