/** What is known about a line or a span, by name. */
export function Known({ labels }: { labels: Record<string, string> }) {
  return (
    <dl className="known">
      {Object.entries(labels)
        .sort(([one], [other]) => (one < other ? -1 : 1))
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}
