import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "react-router-dom";
import { findLines, linesOfTrace } from "../data/logs";
import { readTrace, type Span } from "../data/trace";
import { Asked } from "../shell/Asked";
import { LogLines } from "../shell/LogLines";
import { Moment } from "../shell/Moment";
import { Page } from "../shell/Page";
import { Waterfall } from "../shell/Waterfall";
import { duration } from "../text/duration";
import { counted } from "../text/verdict";

const AROUND = 60_000; // ms before and after, for lines that a slow clock has misdated

/** A trace's waterfall, and the lines that were logged on its way. */
export default function TracePage() {
  const { id = "" } = useParams();
  const trace = useQuery({ queryKey: ["trace", id], queryFn: () => readTrace(id) });
  return (
    <Page title={trace.data?.[0]?.name ?? "Trace"} about={`Trace ${id}`}>
      <Asked query={trace}>{(spans) => <Found id={id} spans={spans} />}</Asked>
    </Page>
  );
}

function Found({ id, spans }: { id: string; spans: Span[] }) {
  const start = Math.min(...spans.map((span) => span.start));
  const end = Math.max(...spans.map((span) => span.end));
  const services = [...new Set(spans.map(({ service }) => service))];
  const failed = spans.filter((span) => span.failed).length;
  const lines = useQuery({
    queryKey: ["lines-of", id],
    queryFn: () =>
      findLines(linesOfTrace(id), { start: new Date(start - AROUND), end: new Date(end + AROUND) }),
  });
  return (
    <>
      <p>
        <Moment time={new Date(start)} /> · <b>{duration((end - start) / 1000)}</b> ·{" "}
        {counted(spans.length, "span", "spans")} · {services.join(", ")}
        {failed > 0 && <span className="bad"> · {counted(failed, "span failed", "spans failed")}</span>}
      </p>
      <Waterfall spans={spans} />
      <section aria-labelledby="lines">
        <h2 id="lines">Logs of this trace</h2>
        <p>
          <Link to={`/logs?trace=${id}`}>All logs of this trace</Link>
        </p>
        <Asked query={lines}>
          {(found) => (
            <LogLines lines={found.toReversed()} linked={false} empty="Nothing was logged on its way." />
          )}
        </Asked>
      </section>
    </>
  );
}
