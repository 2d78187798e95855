import { Link } from "react-router-dom";
import { useChain } from "../data/server";
import { Asked } from "../shell/Asked";
import { ChainStrip } from "../shell/ChainStrip";
import { Page } from "../shell/Page";

/** The chain's own state: whether each server answers, and what passes through. */
export default function ChainPage() {
  const chain = useChain();
  return (
    <Page title="Chain" about="From the services through the collector to the stores and the alerts.">
      <Asked query={chain}>
        {(state) => (
          <>
            <h2>What passes through</h2>
            <ChainStrip state={state} />
            <h2>Servers</h2>
            <table className="list">
              <thead>
                <tr>
                  <th scope="col">Server</th>
                  <th scope="col">State</th>
                </tr>
              </thead>
              <tbody>
                {Object.entries(state.backends).map(([name, { url_ok, detail }]) => (
                  <tr key={name}>
                    <th scope="row">{name}</th>
                    <td className={url_ok ? "" : "bad"}>{detail}</td>
                  </tr>
                ))}
              </tbody>
            </table>
            <p>
              More on the dashboard <Link to="/d/telemetry">Telemetry pipeline</Link>. otel_kit{" "}
              {state.version}.
            </p>
          </>
        )}
      </Asked>
    </Page>
  );
}
