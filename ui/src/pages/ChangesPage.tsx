import { Link } from "react-router-dom";
import { type Change, useChanges } from "../data/found";
import { Asked } from "../shell/Asked";
import { Moment } from "../shell/Moment";
import { Nothing } from "../shell/Nothing";
import { Page } from "../shell/Page";
import { useWindow, WindowChoice } from "../shell/WindowChoice";

/** What changed, the latest first. */
export default function ChangesPage() {
  const [window, choose] = useWindow("1d");
  const found = useChanges(window);
  const tools = <WindowChoice window={window} choose={choose} />;
  return (
    <Page
      title="Changes"
      about="Deployments, shifts of traffic and new versions: what to look at first when something broke."
      tools={tools}
    >
      <Asked query={found}>
        {(changes) =>
          changes.length > 0 ? (
            <ol className="changes">
              {changes.map((change) => (
                <Mark key={`${change.time}${change.kind}${change.service}`} change={change} />
              ))}
            </ol>
          ) : (
            <Nothing>Nothing changed in this time.</Nothing>
          )
        }
      </Asked>
    </Page>
  );
}

function Mark({ change }: { change: Change }) {
  return (
    <li className={`change ${change.result || "unknown"}`}>
      <Moment time={new Date(change.time)} />
      <p>
        <b>{change.service}</b> {change.kind} {change.before && `${change.before} → `}
        {change.version}{" "}
        <span className="quiet">{[change.environment, change.revision].filter(Boolean).join(" · ")}</span>
      </p>
      <p>
        <span className="result">{change.result.replace("_", " ")}</span>{" "}
        <Link to={around(change)}>Services then</Link>
        {change.trace_id && (
          <>
            {" · "}
            <Link to={`/trace/${change.trace_id}`}>Trace</Link>
          </>
        )}
      </p>
    </li>
  );
}

const HALF_AN_HOUR = 1_800_000;

function around({ service, time }: Change): string {
  const at = new Date(time).getTime();
  const query = new URLSearchParams({
    start: String(at - HALF_AN_HOUR),
    end: String(at + HALF_AN_HOUR),
    "var-service": service,
  });
  return `/d/services?${query}`;
}
