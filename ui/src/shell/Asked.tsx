import type { ReactNode } from "react";
import { Failure } from "./Failure";
import { Nothing } from "./Nothing";

interface Props<T> {
  query: { data?: T | undefined; error: unknown };
  children: (data: T) => ReactNode;
}

/** What was asked for, or why it is not there. What was there before stays while something is wrong. */
export function Asked<T>({ query: { data, error }, children }: Props<T>) {
  return (
    <>
      {error ? <Failure error={error} /> : null}
      {data === undefined ? error ? null : <Nothing>Asking…</Nothing> : children(data)}
    </>
  );
}
