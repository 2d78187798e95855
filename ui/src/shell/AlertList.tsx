import { Link } from "react-router-dom";
import type { Alert } from "../data/server";
import { coarse } from "../text/time";

const NOTIFIED: Record<string, string> = {
  active: "notice sent",
  suppressed: "silenced",
  "not yet": "no notice yet",
  unknown: "unknown whether a notice was sent",
};

/** Alerts, each with the way to its runbook and to the panel that shows it. */
export function AlertList({ alerts }: { alerts: Alert[] }) {
  const now = new Date();
  return (
    <ul className="alerts">
      {alerts.map((alert) => (
        <li key={JSON.stringify(alert.labels)} className={`alert ${alert.severity} ${alert.state}`}>
          <p className="alert-head">
            <span className="severity">{alert.severity}</span> <b>{alert.name}</b>{" "}
            <span className="quiet">
              {alert.service && `${alert.service} · `}
              {alert.state} for{" "}
              <time dateTime={alert.since} title={alert.since}>
                {coarse(new Date(alert.since), now) || "a moment"}
              </time>
              {alert.state === "firing" && ` · ${NOTIFIED[alert.notified] ?? alert.notified}`}
            </span>
          </p>
          <p>{alert.summary}</p>
          <p className="alert-links">
            {alert.runbook && <Link to={`/runbooks/${alert.runbook}`}>Runbook</Link>}
            {alert.dashboard && <Link to={boardOf(alert)}>{alert.panel ?? "Dashboard"}</Link>}
          </p>
        </li>
      ))}
    </ul>
  );
}

/** The dashboard at the panel that shows what the alert watches, for the alert's service. */
function boardOf({ dashboard, panel, service }: Alert): string {
  const query = new URLSearchParams();
  if (panel) {
    query.set("panel", panel);
  }
  if (service) {
    query.set("var-service", service);
  }
  return `/d/${dashboard}?${query}`;
}
