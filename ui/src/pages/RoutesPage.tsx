import { Link } from "react-router-dom";
import { type Route, useRoutes } from "../data/found";
import { Asked } from "../shell/Asked";
import { Nothing } from "../shell/Nothing";
import { Page } from "../shell/Page";
import { useWindow, WindowChoice } from "../shell/WindowChoice";
import { compact } from "../text/compact";
import { duration } from "../text/duration";

/** The routes whose slow requests are the slowest. */
export default function RoutesPage() {
  const [window, choose] = useWindow();
  const found = useRoutes(window);
  const tools = <WindowChoice window={window} choose={choose} />;
  return (
    <Page
      title="Routes"
      about="The slowest first: one request in twenty takes longer than P95."
      tools={tools}
    >
      <Asked query={found}>
        {(routes) =>
          routes.length > 0 ? <Table routes={routes} /> : <Nothing>No requests in this time.</Nothing>
        }
      </Asked>
    </Page>
  );
}

function Table({ routes }: { routes: Route[] }) {
  const longest = Math.max(...routes.map(({ p95_seconds }) => p95_seconds));
  return (
    <table className="list">
      <thead>
        <tr>
          <th scope="col">Route</th>
          <th scope="col">Service</th>
          <th scope="col">P95</th>
          <th scope="col" className="right">
            Requests
          </th>
          <th scope="col" className="right">
            Errors
          </th>
          <th scope="col">A slow one</th>
        </tr>
      </thead>
      <tbody>
        {routes.map((route) => (
          <tr key={`${route.service} ${route.method} ${route.route}`}>
            <td>
              <span className="quiet">{route.method}</span> {route.route}
            </td>
            <td>
              <Link to={`/d/services?var-service=${encodeURIComponent(route.service)}`}>{route.service}</Link>
            </td>
            <td className="bar-cell">
              <span className="bar" style={{ width: `${(100 * route.p95_seconds) / longest}%` }} />
              <span className="bar-text">{duration(route.p95_seconds)}</span>
            </td>
            <td className="right figures">{compact(route.count)}</td>
            <td className={`right figures ${route.errors > 0 ? "bad" : ""}`}>{compact(route.errors)}</td>
            <td>
              {route.sample_trace && (
                <Link to={`/trace/${route.sample_trace}`}>
                  {route.sample_seconds === null ? "trace" : duration(route.sample_seconds)}
                </Link>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
