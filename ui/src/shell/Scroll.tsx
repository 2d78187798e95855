import type { ReactNode } from "react";

/** A part of the page that scrolls by itself, which the keyboard has to be able to reach. */
export function Scroll({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must take the focus to be scrolled with keys
    <section className="scroll" tabIndex={0} aria-label={label}>
      {children}
    </section>
  );
}
