/** Something that happened, from `start` to `end` in milliseconds; both are the same for a moment. */
export interface Mark {
  name: string;
  colour: string;
  title: string;
  start: number;
  end: number;
}

/** Prometheus' answer to a query over a range. */
export interface Matrix {
  data: { result: { metric: Record<string, string>; values: [number, string][] }[] };
}

/** The times in which a series is there, as marks; samples at most a step apart belong to one. */
export function marksOf(
  matrix: Matrix,
  step: number,
  title: string,
  as: { name: string; color: string },
): Mark[] {
  return matrix.data.result.flatMap(({ metric, values }) => {
    const named = title.replace(/\{\{\s*(\w+)\s*\}\}/g, (_, label: string) => metric[label] ?? "");
    return spells(
      values.map(([time]) => time),
      step,
    ).map(([start, end]) => ({
      name: as.name,
      colour: as.color,
      title: named,
      start: start * 1000,
      end: end * 1000,
    }));
  });
}

function spells(times: number[], step: number): [number, number][] {
  const found: [number, number][] = [];
  for (const time of times) {
    const last = found.at(-1);
    if (last && time - last[1] <= step) {
      last[1] = time;
    } else {
      found.push([time, time]);
    }
  }
  return found;
}
