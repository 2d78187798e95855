import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "react-router-dom";
import { getJson } from "../data/http";
import { useAlerts } from "../data/server";
import { AlertList } from "../shell/AlertList";
import { Failure } from "../shell/Failure";
import { Page } from "../shell/Page";
import { htmlOf } from "../text/markdown";

interface Runbook {
  title: string;
  markdown: string;
}

/** What an alert means and what to do; with the alert itself, where it is there now. */
export default function RunbookPage() {
  const { alert = "" } = useParams();
  const { data, error } = useQuery({
    queryKey: ["runbook", alert],
    queryFn: () => getJson<Runbook>(`/api/runbooks/${encodeURIComponent(alert)}`),
  });
  const now = (useAlerts().data ?? []).filter(({ name }) => name === alert);
  return (
    <Page title={alert} about="Runbook">
      {now.length > 0 && <AlertList alerts={now} />}
      {error ? <Failure error={error} /> : null}
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: htmlOf lets nothing through but text and its structure */}
      {data && <article className="prose" dangerouslySetInnerHTML={{ __html: htmlOf(data.markdown) }} />}
      <p>
        <Link to="/alerts">All alerts</Link>
      </p>
    </Page>
  );
}
