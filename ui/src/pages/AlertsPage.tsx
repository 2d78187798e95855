import { type Alert, useAlerts } from "../data/server";
import { AlertList } from "../shell/AlertList";
import { Failure } from "../shell/Failure";
import { Page } from "../shell/Page";

const ALWAYS = "Watchdog";

const GROUPS: { id: string; title: string; of: (alert: Alert) => boolean; none: string }[] = [
  {
    id: "firing",
    title: "Firing",
    of: ({ state, name }) => state === "firing" && name !== ALWAYS,
    none: "None fires.",
  },
  { id: "pending", title: "About to", of: ({ state }) => state === "pending", none: "None is about to." },
  {
    id: "always",
    title: "Always there",
    of: ({ name }) => name === ALWAYS,
    none: "The watchdog is silent: rules may not be evaluated, so nothing would fire.",
  },
];

/** What fires now, and what is about to. */
export default function AlertsPage() {
  const { data, error } = useAlerts();
  return (
    <Page title="Alerts" about="What fires now, and what will unless it passes.">
      {error ? <Failure error={error} /> : null}
      {data &&
        GROUPS.map(({ id, title, of, none }) => {
          const alerts = data.filter(of);
          return (
            <section key={id} aria-labelledby={id}>
              <h2 id={id}>{title}</h2>
              {alerts.length > 0 ? <AlertList alerts={alerts} /> : <p className="nothing">{none}</p>}
            </section>
          );
        })}
    </Page>
  );
}
