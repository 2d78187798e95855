import { type FormatOptions, formatValue, type TimeSeriesData } from "@perses-dev/core";
import type { PanelPlugin, PanelProps } from "@perses-dev/plugin-system";
import { useState } from "react";
import { Scroll } from "../shell/Scroll";
import { type CellSetting, colourOfCell, columnName, type Row, rowsOf, sorted } from "../text/rows";

interface Column {
  name: string;
  header?: string;
  hide?: boolean;
  format?: FormatOptions;
  sort?: "asc" | "desc";
  dataLink?: { title?: string; url: string };
}

interface Options {
  columnSettings?: Column[];
  cellSettings?: CellSetting[];
}

type Order = { column: string; descending: boolean };

/**
 * Values as they are now, a row each, with a column for every label; a column's heading sorts by it.
 *
 * Our own drawing of Perses' Table: the original knows no links in cells, which lead from a row to its traces.
 */
function Rows({ spec, queryResults, definition }: PanelProps<Options, TimeSeriesData>) {
  const settings = new Map((spec.columnSettings ?? []).map((column) => [column.name, column]));
  const first = (spec.columnSettings ?? []).find(({ sort }) => sort);
  const [order, setOrder] = useState<Order>({
    column: first?.name ?? "value",
    descending: first?.sort !== "asc",
  });
  const rows = rowsOf(queryResults.flatMap(({ data }) => data.series));
  const labels = [...new Set(rows.flatMap(({ labels }) => Object.keys(labels)))].sort();
  const columns = ["value", ...labels]
    .map((name): Column => settings.get(name) ?? { name })
    .filter(({ hide }) => !hide);
  return (
    <Scroll label={`Rows of ${definition?.spec.display.name}`}>
      <table className="list">
        <thead>
          <tr>
            {columns.map((column) => (
              <Heading key={column.name} column={column} order={order} sort={setOrder} />
            ))}
          </tr>
        </thead>
        <tbody>
          {sorted(rows, order.column, order.descending).map((row) => (
            <tr key={JSON.stringify(row.labels)}>
              {columns.map((column) => (
                <Cell key={column.name} row={row} column={column} cells={spec.cellSettings} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function Heading({ column, order, sort }: { column: Column; order: Order; sort: (order: Order) => void }) {
  const { name, header = columnName(name) } = column;
  const chosen = order.column === name;
  return (
    <th scope="col" aria-sort={chosen ? (order.descending ? "descending" : "ascending") : undefined}>
      <button
        type="button"
        className="sort"
        onClick={() => sort({ column: name, descending: chosen ? !order.descending : name === "value" })}
      >
        {header}
        {chosen && <span aria-hidden="true">{order.descending ? " ↓" : " ↑"}</span>}
      </button>
    </th>
  );
}

function Cell({ row, column, cells }: { row: Row; column: Column; cells: CellSetting[] | undefined }) {
  const { name, format, dataLink } = column;
  if (name === "value") {
    return (
      <td className="figures" style={{ "--limit": colourOfCell(row.value, cells) }}>
        {row.value === null ? "none" : formatValue(row.value, format)}
      </td>
    );
  }
  const text = row.labels[name] ?? "";
  const href = dataLink?.url.replace(/\$\{__data\.fields(?:\.(\w+)|\["(\w+)"\])\}/g, (_, one, other) =>
    encodeURIComponent(row.labels[one ?? other] ?? ""),
  );
  return (
    <td>
      {href ? (
        <a href={href} title={dataLink?.title}>
          {text}
        </a>
      ) : (
        text
      )}
    </td>
  );
}

export const Table = {
  PanelComponent: Rows,
  supportedQueryTypes: ["TimeSeriesQuery"],
  queryOptions: { mode: "instant" },
  createInitialOptions: () => ({}),
} as unknown as PanelPlugin;
