import { useState } from "react";
import { Link } from "react-router-dom";
import type { Line } from "../data/logs";
import { levelOf } from "../text/level";
import { exact } from "../text/time";
import { Known } from "./Known";
import { Nothing } from "./Nothing";
import { Scroll } from "./Scroll";

const SHOWN = 500;

interface Props {
  lines: Line[];
  empty?: string;
  label?: string;
  /** Whether each line leads to its trace. */
  linked?: boolean;
}

/** Lines of logs; each opens to show all that is known about it. */
export function LogLines({
  lines,
  empty = "No such lines in this time.",
  label = "Lines",
  linked = true,
}: Props) {
  if (lines.length === 0) {
    return <Nothing>{empty}</Nothing>;
  }
  return (
    <Scroll label={label}>
      <ol className="lines">
        {lines.slice(0, SHOWN).map((line, at) => (
          <LogLine
            // biome-ignore lint/suspicious/noArrayIndexKey: two lines may be the same
            key={`${line.time.getTime()}-${at}`}
            line={line}
            linked={linked}
          />
        ))}
      </ol>
    </Scroll>
  );
}

function LogLine({ line, linked }: { line: Line; linked: boolean }) {
  const [open, setOpen] = useState(false);
  const trace = line.labels["trace_id"];
  return (
    <li className={`line level-${levelOf(line.labels)}`}>
      <div className="line-head">
        <button type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
          <time dateTime={line.time.toISOString()}>{exact(line.time)}</time>
          <span className="level">{levelOf(line.labels)}</span>
          <span className="quiet">{line.labels["service_name"]}</span>
          <span className="line-text">{line.text}</span>
        </button>
        {linked && trace && (
          <Link to={`/trace/${trace}`} title={`Trace ${trace}`}>
            trace
          </Link>
        )}
      </div>
      {open && <Known labels={line.labels} />}
    </li>
  );
}
