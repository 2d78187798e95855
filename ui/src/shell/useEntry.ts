import { useLocation } from "react-router-dom";
import { Entries } from "./entries";

/** Told by the router of every address, also of one that is never drawn. */
export const entries = new Entries();

/** A number that changes when somebody comes to an address; see `Entries`. */
export function useEntry(): number {
  return entries.at(useLocation());
}
