import { useEffect, useState } from "react";

interface Props {
  label: string;
  query: string;
  ask: (query: string) => void;
}

/** A box for a query; asked on Enter, so that nothing is sent half-written. */
export function Ask({ label, query, ask }: Props) {
  const [text, setText] = useState(query);
  useEffect(() => setText(query), [query]);
  return (
    <form
      className="ask"
      onSubmit={(event) => {
        event.preventDefault();
        ask(text.trim());
      }}
    >
      <label className="field">
        <span>{label}</span>
        <input
          type="text"
          value={text}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => setText(event.target.value)}
        />
      </label>
      <button type="submit" className="plain">
        Find
      </button>
    </form>
  );
}
