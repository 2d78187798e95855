import { type ReactNode, useEffect, useRef } from "react";

interface Props {
  title: string;
  about?: string | undefined;
  tools?: ReactNode;
  wide?: boolean;
  children?: ReactNode;
}

/** A page of the page: its heading gets the focus when one comes here, so that a screen reader says where one is. */
export function Page({ title, about, tools, wide = false, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · otel_kit`;
    heading.current?.focus({ preventScroll: true });
  }, [title]);
  return (
    <main id="main" className={wide ? "page wide" : "page"}>
      <div className="page-head">
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {about && <p className="about">{about}</p>}
        {tools}
      </div>
      {children}
    </main>
  );
}
