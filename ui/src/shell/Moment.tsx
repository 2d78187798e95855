import { ago, clock } from "../text/time";

/** A moment as people say it; its exact time on hover and for machines. */
export function Moment({ time, now = new Date() }: { time: Date; now?: Date }) {
  return (
    <time dateTime={time.toISOString()} title={time.toISOString()} className="figures">
      {clock(time, now)} <span className="quiet">{ago(time, now)}</span>
    </time>
  );
}
