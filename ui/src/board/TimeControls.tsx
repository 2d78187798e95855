import type { DurationString } from "@perses-dev/core";
import { isRelativeTimeRange } from "@perses-dev/core";
import { useTimeRange } from "@perses-dev/plugin-system";
import { useState } from "react";
import { forInput } from "../text/time";

const PAST: [DurationString, string][] = [
  ["5m", "Last 5 minutes"],
  ["15m", "Last 15 minutes"],
  ["30m", "Last 30 minutes"],
  ["1h", "Last hour"],
  ["3h", "Last 3 hours"],
  ["6h", "Last 6 hours"],
  ["12h", "Last 12 hours"],
  ["1d", "Last day"],
  ["7d", "Last 7 days"],
  ["30d", "Last 30 days"],
];
const REFRESH: [DurationString, string][] = [
  ["0s", "Off"],
  ["10s", "10 s"],
  ["30s", "30 s"],
  ["1m", "1 min"],
  ["5m", "5 min"],
];
const FROM_TO = "from-to";

/** Which time is shown, and how often it is brought up to date. */
export function TimeControls() {
  const { timeRange, setTimeRange, refreshInterval, setRefreshInterval, refresh, absoluteTimeRange } =
    useTimeRange();
  const relative = isRelativeTimeRange(timeRange) ? timeRange.pastDuration : undefined;
  const choose = (value: string) =>
    setTimeRange(value === FROM_TO ? absoluteTimeRange : { pastDuration: value as DurationString });
  return (
    <>
      <label className="field">
        <span>Time</span>
        <select value={relative ?? FROM_TO} onChange={(event) => choose(event.target.value)}>
          {withOther(PAST, relative).map(([value, name]) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
          <option value={FROM_TO}>From … to …</option>
        </select>
      </label>
      {relative === undefined && (
        <FromTo key={`${absoluteTimeRange.start.getTime()}-${absoluteTimeRange.end.getTime()}`} />
      )}
      <label className="field">
        <span>Refresh</span>
        <select
          value={refreshInterval ?? "0s"}
          onChange={(event) => setRefreshInterval(event.target.value as DurationString)}
        >
          {withOther(REFRESH, refreshInterval).map(([value, name]) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <button type="button" className="plain" data-key="refresh" onClick={refresh}>
        Refresh
      </button>
    </>
  );
}

/** The list, with what the address asks for where it is not among them. */
function withOther(known: [DurationString, string][], asked?: DurationString): [DurationString, string][] {
  return asked === undefined || known.some(([value]) => value === asked) ? known : [...known, [asked, asked]];
}

function FromTo() {
  const { absoluteTimeRange, setTimeRange } = useTimeRange();
  const [start, setStart] = useState(forInput(absoluteTimeRange.start));
  const [end, setEnd] = useState(forInput(absoluteTimeRange.end));
  const valid = start !== "" && end !== "" && new Date(start) < new Date(end);
  return (
    <form
      className="from-to"
      onSubmit={(event) => {
        event.preventDefault();
        if (valid) {
          setTimeRange({ start: new Date(start), end: new Date(end) });
        }
      }}
    >
      <label className="field">
        <span>From</span>
        <input
          type="datetime-local"
          step="1"
          value={start}
          onChange={(event) => setStart(event.target.value)}
        />
      </label>
      <label className="field">
        <span>To</span>
        <input type="datetime-local" step="1" value={end} onChange={(event) => setEnd(event.target.value)} />
      </label>
      <button type="submit" className="plain" disabled={!valid}>
        Show
      </button>
    </form>
  );
}
