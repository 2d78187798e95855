import { useSearchParams } from "react-router-dom";
import { WINDOWS } from "../text/windows";

/** How far a page looks back; kept in the address. */
export function useWindow(initial = "1h"): [string, (window: string) => void] {
  const [query, setQuery] = useSearchParams();
  const choose = (window: string) =>
    setQuery((before) => {
      before.set("window", window);
      return before;
    });
  return [query.get("window") ?? initial, choose];
}

export function WindowChoice({ window, choose }: { window: string; choose: (window: string) => void }) {
  const known = WINDOWS.some(([value]) => value === window);
  return (
    <label className="field">
      <span>Last</span>
      <select value={window} onChange={(event) => choose(event.target.value)}>
        {(known ? WINDOWS : [...WINDOWS, [window, window]]).map(([value, name]) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
