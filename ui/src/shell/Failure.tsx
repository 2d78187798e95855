/** Says why something cannot be shown, in its own place; the rest goes on. */
export function Failure({ error }: { error: unknown }) {
  return (
    <p className="failure" role="status">
      {error instanceof Error ? error.message : String(error)}
    </p>
  );
}
