import { useAllVariableValues } from "@perses-dev/plugin-system";
import { useState } from "react";

/**
 * Whether all that can be chosen above the dashboard has been known once, so that nothing need be asked twice.
 *
 * It stays true when the choices are read anew: what is drawn meanwhile shall stay.
 */
export function useChosen(): boolean {
  const known = Object.values(useAllVariableValues()).every(({ loading }) => !loading);
  const [once, setOnce] = useState(known);
  if (known && !once) {
    setOnce(true);
  }
  return known || once;
}
