import { Link } from "react-router-dom";
import { type Alert, useAlerts, useBoards, useChain } from "../data/server";
import { AlertList } from "../shell/AlertList";
import { ChainStrip } from "../shell/ChainStrip";
import { Failure } from "../shell/Failure";
import { Page } from "../shell/Page";
import { verdict } from "../text/verdict";

/** Is it all right? One sentence, then the chain, what fires, and where to look further. */
export function HomePage() {
  const chain = useChain();
  const alerts = useAlerts();
  const { level, text } = verdict(chain.data, alerts.data, chain.error ?? alerts.error);
  return (
    <Page title="Now">
      <p className={`verdict ${level}`} role="status">
        {text}
      </p>
      <section aria-labelledby="chain">
        <h2 id="chain">The chain</h2>
        {chain.data ? <ChainStrip state={chain.data} /> : <Waiting error={chain.error} />}
      </section>
      <section aria-labelledby="alerts">
        <h2 id="alerts">Alerts</h2>
        {alerts.data ? <Alerts alerts={alerts.data} /> : <Waiting error={alerts.error} />}
      </section>
      <section aria-labelledby="boards">
        <h2 id="boards">Dashboards</h2>
        <Boards />
      </section>
    </Page>
  );
}

function Alerts({ alerts }: { alerts: Alert[] }) {
  const firing = alerts.filter(({ state, name }) => state === "firing" && name !== "Watchdog");
  const pending = alerts.filter(({ state }) => state === "pending").length;
  return (
    <>
      {firing.length > 0 ? <AlertList alerts={firing} /> : <p className="nothing">None fires.</p>}
      {pending > 0 && (
        <p>
          <Link to="/alerts">{pending === 1 ? "1 more is about to" : `${pending} more are about to`}</Link>.
        </p>
      )}
    </>
  );
}

function Boards() {
  const boards = useBoards();
  if (!boards.data) {
    return <Waiting error={boards.error} />;
  }
  return (
    <ul className="boards">
      {boards.data.map(({ name, title, description, panels }) => (
        <li key={name}>
          <Link to={`/d/${name}`}>{title}</Link> <span className="quiet">{panels} panels</span>
          <p>{description}</p>
        </li>
      ))}
    </ul>
  );
}

function Waiting({ error }: { error: unknown }) {
  return error ? <Failure error={error} /> : <p className="nothing">Asking…</p>;
}
