import { Link, useParams } from "react-router-dom";
import { type ErrorDetail, type ErrorSample, useErrorDetail } from "../data/found";
import { Asked } from "../shell/Asked";
import { Moment } from "../shell/Moment";
import { Page } from "../shell/Page";
import { useWindow, WindowChoice } from "../shell/WindowChoice";

/** One group of errors: its latest samples, with their traces and logs. */
export default function ErrorPage() {
  const { fingerprint = "" } = useParams();
  const [window, choose] = useWindow();
  const found = useErrorDetail(fingerprint, window);
  const tools = <WindowChoice window={window} choose={choose} />;
  return (
    <Page title={found.data?.group.error_type ?? "Error"} about={`Fingerprint ${fingerprint}`} tools={tools}>
      <Asked query={found}>{(detail) => <Detail detail={detail} />}</Asked>
    </Page>
  );
}

function Detail({ detail: { group, samples } }: { detail: ErrorDetail }) {
  return (
    <>
      <dl className="facts">
        <Fact name="Count">{group.count.toLocaleString("en-GB")}</Fact>
        <Fact name="Severity">{group.severity}</Fact>
        <Fact name="Category">{group.category}</Fact>
        <Fact name="Services">{group.services.join(", ")}</Fact>
        <Fact name="Releases">{group.releases.join(", ") || "unknown"}</Fact>
        <Fact name="First seen">
          <Moment time={new Date(group.first_seen)} />
        </Fact>
        <Fact name="Last seen">
          <Moment time={new Date(group.last_seen)} />
        </Fact>
      </dl>
      <h2>Latest</h2>
      {samples.map((sample) => (
        <Sample key={`${sample.time}${sample.trace_id}`} sample={sample} />
      ))}
    </>
  );
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Sample({ sample }: { sample: ErrorSample }) {
  return (
    <article className="sample">
      <p>
        <Moment time={new Date(sample.time)} /> <b>{sample.service}</b> {sample.where}{" "}
        {sample.trace_id && (
          <>
            <Link to={`/trace/${sample.trace_id}`}>Trace</Link> ·{" "}
            <Link to={`/logs?trace=${sample.trace_id}`}>Logs</Link>
          </>
        )}
      </p>
      <p className="message">{sample.message}</p>
      {sample.stack && (
        <details>
          <summary>Where it happened</summary>
          <pre>{sample.stack}</pre>
        </details>
      )}
    </article>
  );
}
