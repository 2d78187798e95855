import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearchParams } from "react-router-dom";
import { searchTraces } from "../data/traces";
import { Ask } from "../shell/Ask";
import { Asked } from "../shell/Asked";
import { Page } from "../shell/Page";
import { TraceList } from "../shell/TraceList";
import { useWindow, WindowChoice } from "../shell/WindowChoice";
import { since } from "../text/windows";

const ANY = "{ kind = server || kind = consumer }";
const TRACE_ID = /^[0-9a-f]{32}$/i;
const LIMIT = 50;

/** Traces by TraceQL; a trace's id leads to it directly. */
export default function TracesPage() {
  const [asked, setAsked] = useSearchParams();
  const [window, choose] = useWindow();
  const navigate = useNavigate();
  const query = asked.get("query") ?? ANY;
  const found = useQuery({
    queryKey: ["traces", query, window],
    queryFn: () => searchTraces(query, since(window, new Date()), LIMIT),
    keepPreviousData: true,
  });
  const ask = (text: string) =>
    TRACE_ID.test(text) ? navigate(`/trace/${text.toLowerCase()}`) : setAsked({ query: text || ANY, window });
  return (
    <Page
      title="Traces"
      about={`The latest ${LIMIT} that fit; click one for its waterfall.`}
      tools={
        <div className="toolbar">
          <Ask label="TraceQL, or a trace id" query={query} ask={ask} />
          <WindowChoice window={window} choose={choose} />
        </div>
      }
    >
      <Asked query={found}>{(traces) => <TraceList traces={traces} />}</Asked>
    </Page>
  );
}
