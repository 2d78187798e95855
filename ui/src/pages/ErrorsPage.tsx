import { Link } from "react-router-dom";
import { type ErrorGroup, useErrors } from "../data/found";
import { Asked } from "../shell/Asked";
import { Moment } from "../shell/Moment";
import { Nothing } from "../shell/Nothing";
import { Page } from "../shell/Page";
import { useWindow, WindowChoice } from "../shell/WindowChoice";
import { compact } from "../text/compact";

/** Errors that belong together, the most frequent first. */
export default function ErrorsPage() {
  const [window, choose] = useWindow();
  const found = useErrors(window);
  const tools = <WindowChoice window={window} choose={choose} />;
  return (
    <Page title="Errors" about="Errors with the same fingerprint, the most frequent first." tools={tools}>
      <Asked query={found}>
        {(groups) =>
          groups.length > 0 ? (
            <Groups groups={groups} window={window} />
          ) : (
            <Nothing>No errors were captured in this time.</Nothing>
          )
        }
      </Asked>
    </Page>
  );
}

function Groups({ groups, window }: { groups: ErrorGroup[]; window: string }) {
  return (
    <table className="list">
      <thead>
        <tr>
          <th scope="col">Error</th>
          <th scope="col" className="right">
            Count
          </th>
          <th scope="col">Services</th>
          <th scope="col">Release</th>
          <th scope="col">First seen</th>
          <th scope="col">Last seen</th>
          <th scope="col">Sample</th>
        </tr>
      </thead>
      <tbody>
        {groups.map((group) => (
          <tr key={group.fingerprint}>
            <td>
              <Link to={`/errors/${group.fingerprint}?window=${window}`}>
                <b>{group.error_type}</b>
              </Link>{" "}
              <span className={`severity ${group.severity}`}>{group.severity}</span>{" "}
              <span className="quiet">{group.category}</span>
              <p className="message">{group.sample?.message}</p>
            </td>
            <td className="right figures">{compact(group.count)}</td>
            <td>{group.services.join(", ")}</td>
            <td>{group.releases.join(", ")}</td>
            <td>
              <Moment time={new Date(group.first_seen)} />
            </td>
            <td>
              <Moment time={new Date(group.last_seen)} />
            </td>
            <td>{group.sample?.trace_id && <Link to={`/trace/${group.sample.trace_id}`}>trace</Link>}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
