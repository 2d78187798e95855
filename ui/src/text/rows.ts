/** A series' latest value with its labels. */
export interface Row {
  labels: Record<string, string>;
  value: number | null;
}

interface Series {
  labels?: Record<string, string>;
  values: [number, number | null][];
}

/** A colour for the values within a range, as Perses' tables have it. */
export interface CellSetting {
  condition: { kind: string; spec?: { min?: number; max?: number } };
  textColor?: string;
  backgroundColor?: string;
}

export function rowsOf(series: Series[]): Row[] {
  return series.map(({ labels = {}, values }) => {
    const value = values.at(-1)?.[1] ?? null;
    const { __name__: _, ...rest } = labels;
    return { labels: rest, value: value !== null && Number.isFinite(value) ? value : null };
  });
}

/** The rows by a column; those without a value come last. */
export function sorted(rows: Row[], column: string, descending: boolean): Row[] {
  const way = descending ? -1 : 1;
  return [...rows].sort((one, other) => {
    if (column !== "value") {
      return way * (one.labels[column] ?? "").localeCompare(other.labels[column] ?? "");
    }
    if (one.value === null || other.value === null) {
      return Number(one.value === null) - Number(other.value === null);
    }
    return way * (one.value - other.value);
  });
}

/** The colour of the last setting that a value meets. */
export function colourOfCell(value: number | null, settings: CellSetting[] = []): string | undefined {
  const met = settings.filter(({ condition: { spec = {} } }) => {
    const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = spec;
    return value !== null && value >= min && value <= max;
  });
  const last = met.at(-1);
  return last?.textColor ?? last?.backgroundColor;
}

/** A label as a heading: `http_route` → `http route`, without the prefix of the house. */
export function columnName(label: string): string {
  return label.replace(/^kit_/, "").replaceAll("_", " ");
}
