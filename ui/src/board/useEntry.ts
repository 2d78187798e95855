import { useState } from "react";
import { useLocation, useNavigationType } from "react-router-dom";

/**
 * A number that changes when somebody comes to an address: by a link, by going back, by pasting one.
 *
 * It stays where the page itself brings its address up to date after a choice, which replaces the entry.
 */
export function useEntry(): number {
  const location = useLocation();
  const replaced = useNavigationType() === "REPLACE";
  const [seen, setSeen] = useState({ location, entry: 0 });
  if (location !== seen.location) {
    setSeen({ location, entry: replaced ? seen.entry : seen.entry + 1 });
  }
  return seen.entry;
}
