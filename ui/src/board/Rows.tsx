import type { DashboardResource, GridDefinition, PanelDefinition } from "@perses-dev/core";
import { memo, useState } from "react";
import { PanelCard } from "./PanelCard";

/** The rows of a dashboard, each of which can be folded. */
export const Rows = memo(function Rows({ board }: { board: DashboardResource }) {
  const { layouts, panels } = board.spec;
  return layouts.map((row, at) => <Row key={row.spec.display?.title ?? at} row={row} panels={panels} />);
});

function Row({ row, panels }: { row: GridDefinition; panels: Record<string, PanelDefinition> }) {
  const { display, items } = row.spec;
  const [open, setOpen] = useState(display?.collapse?.open ?? true);
  return (
    <div className="row">
      <h2>
        <button type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
          {display?.title}
        </button>
      </h2>
      {open && (
        <div className="grid">
          {items.map(({ x, y, width, height, content }) => {
            const key = content.$ref.split("/").at(-1) ?? "";
            const panel = panels[key];
            const place = {
              gridColumn: `${x + 1} / span ${width}`,
              gridRow: `${y + 1} / span ${height}`,
              "--rows": height,
            };
            return panel && <PanelCard key={key} name={key} panel={panel} place={place} />;
          })}
        </div>
      )}
    </div>
  );
}
