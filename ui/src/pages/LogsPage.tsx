import { useQuery } from "@tanstack/react-query";
import { Link, useSearchParams } from "react-router-dom";
import { findLines, linesOfTrace } from "../data/logs";
import { Ask } from "../shell/Ask";
import { Asked } from "../shell/Asked";
import { LogLines } from "../shell/LogLines";
import { Page } from "../shell/Page";
import { useWindow, WindowChoice } from "../shell/WindowChoice";
import { since } from "../text/windows";

const ANY = '{service_name=~".+"}';

/** Lines by LogQL, or all lines of one trace. */
export default function LogsPage() {
  const [asked, setAsked] = useSearchParams();
  const trace = asked.get("trace") ?? "";
  const [window, choose] = useWindow(trace ? "1d" : "1h");
  const query = trace ? linesOfTrace(trace) : asked.get("query") || ANY;
  const found = useQuery({
    queryKey: ["lines", query, window],
    queryFn: () => findLines(query, since(window, new Date())),
    keepPreviousData: true,
  });
  return (
    <Page
      title={trace ? "Logs of a trace" : "Logs"}
      about={trace ? `Every line that bears trace id ${trace}.` : "The latest lines that fit."}
      tools={
        <div className="toolbar">
          <Ask label="LogQL" query={query} ask={(text) => setAsked({ query: text || ANY, window })} />
          <WindowChoice window={window} choose={choose} />
        </div>
      }
    >
      {trace && (
        <p>
          <Link to={`/trace/${trace}`}>Waterfall of this trace</Link>
        </p>
      )}
      <Asked query={found}>{(lines) => <LogLines lines={lines} linked={!trace} />}</Asked>
    </Page>
  );
}
