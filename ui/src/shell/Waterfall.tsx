import { useState } from "react";
import type { Span } from "../data/trace";
import { duration } from "../text/duration";
import { Known } from "./Known";

const SERIES = 8; // colours of services, in the order in which they appear
const TICKS = [0, 0.25, 0.5, 0.75];

/**
 * The spans of a trace over its time. Each row is a button that opens what is known about the span.
 *
 * Our own, since the waterfall of Perses cannot be used from the keyboard.
 */
export function Waterfall({ spans }: { spans: Span[] }) {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const services = [...new Set(spans.map(({ service }) => service))];
  const start = Math.min(...spans.map((span) => span.start));
  const whole = Math.max(...spans.map((span) => span.end)) - start || 1;
  return (
    <div className="waterfall">
      <div className="ticks" aria-hidden="true">
        {TICKS.map((share) => (
          <span key={share} style={{ left: `${100 * share}%` }}>
            {duration((share * whole) / 1000)}
          </span>
        ))}
      </div>
      <ol aria-label="Spans">
        {seen(spans, folded).map((span) => (
          <Row
            key={span.id}
            span={span}
            series={services.indexOf(span.service)}
            left={(span.start - start) / whole}
            width={(span.end - span.start) / whole}
            open={open.has(span.id)}
            folded={folded.has(span.id)}
            toggle={() => setOpen(toggled(open, span.id))}
            fold={() => setFolded(toggled(folded, span.id))}
          />
        ))}
      </ol>
    </div>
  );
}

interface RowProps {
  span: Span;
  series: number;
  left: number;
  width: number;
  open: boolean;
  folded: boolean;
  toggle: () => void;
  fold: () => void;
}

function Row({ span, series, left, width, open, folded, toggle, fold }: RowProps) {
  const took = duration((span.end - span.start) / 1000);
  return (
    <li
      className="span"
      data-failed={span.failed || undefined}
      style={{ "--of": `var(--series-${series % SERIES})` }}
    >
      <div className="span-head">
        <span style={{ width: `${span.depth * 14}px` }} className="indent" />
        {span.below > 0 ? (
          <button
            type="button"
            className="fold"
            aria-expanded={!folded}
            aria-label={`${span.below} below ${span.name}`}
            onClick={fold}
          >
            <span aria-hidden="true">{folded ? "▸" : "▾"}</span>
          </button>
        ) : (
          <span className="fold" />
        )}
        <button type="button" className="span-button" aria-expanded={open} onClick={toggle}>
          <span className="span-name">
            <span className="span-service">{span.service}</span> {span.name}
          </span>
          <span className="span-track">
            <span className="span-bar" style={{ left: `${100 * left}%`, width: `${100 * width}%` }} />
            <span className="span-took" style={placed(left, width)}>
              {span.failed ? "failed · " : ""}
              {took}
            </span>
          </span>
        </button>
      </div>
      {open && <Details span={span} />}
    </li>
  );
}

/** The length stands behind the bar; where there is no room, before it, or in it. */
function placed(left: number, width: number): React.CSSProperties {
  if (left + width < 0.85) {
    return { left: `calc(${100 * (left + width)}% + 6px)` };
  }
  return left > 0.15
    ? { right: `calc(${100 * (1 - left)}% + 6px)` }
    : { right: "6px", background: "var(--paper)" };
}

function Details({ span }: { span: Span }) {
  return (
    <div className="span-details">
      {span.said && <p className="bad">{span.said}</p>}
      <Known labels={{ "span kind": span.kind, "span id": span.id, ...span.attributes }} />
      {span.events.map((event) => (
        <div key={`${event.time}${event.name}`}>
          <h4>
            {event.name} <span className="quiet">after {duration((event.time - span.start) / 1000)}</span>
          </h4>
          <Known labels={event.attributes} />
        </div>
      ))}
      <details>
        <summary>Where it ran</summary>
        <Known labels={span.resource} />
      </details>
    </div>
  );
}

/** The spans that are not below one that is folded. */
function seen(spans: Span[], folded: ReadonlySet<string>): Span[] {
  let hidden = 0;
  return spans.filter((span) => {
    if (hidden > 0) {
      hidden -= 1;
      return false;
    }
    hidden = folded.has(span.id) ? span.below : 0;
    return true;
  });
}

function toggled(set: ReadonlySet<string>, one: string): ReadonlySet<string> {
  const next = new Set(set);
  return next.delete(one) ? next : next.add(one);
}
