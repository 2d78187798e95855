import type { ReactNode } from "react";

/** Says that there is nothing, where there could be something. */
export function Nothing({ children }: { children: ReactNode }) {
  return <p className="nothing">{children}</p>;
}
