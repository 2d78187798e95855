import { Link } from "react-router-dom";
import type { FoundTrace } from "../data/traces";
import { duration } from "../text/duration";
import { Moment } from "./Moment";
import { Nothing } from "./Nothing";
import { Scroll } from "./Scroll";

/** Traces that were found, each a link to its waterfall; a bar shows how long it took beside the others. */
export function TraceList({ traces, label = "Traces" }: { traces: FoundTrace[]; label?: string }) {
  if (traces.length === 0) {
    return <Nothing>No such traces in this time.</Nothing>;
  }
  const longest = Math.max(...traces.map(({ durationMs }) => durationMs), 1);
  return (
    <Scroll label={label}>
      <table className="list">
        <thead>
          <tr>
            <th scope="col">Trace</th>
            <th scope="col">Duration</th>
            <th scope="col">Began</th>
          </tr>
        </thead>
        <tbody>
          {traces.map((trace) => (
            <tr key={trace.traceId}>
              <td>
                <Link to={`/trace/${trace.traceId}`}>
                  <span className="quiet">{trace.rootServiceName || "unknown service"}</span>{" "}
                  {trace.rootTraceName || "root span not yet there"}
                </Link>
              </td>
              <td className="bar-cell">
                <span className="bar" style={{ width: `${(100 * trace.durationMs) / longest}%` }} />
                <span className="bar-text">{duration(trace.durationMs / 1000)}</span>
              </td>
              <td>
                <Moment time={new Date(trace.startTimeUnixMs)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
