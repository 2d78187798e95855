import { useCallback, useRef, useState } from "react";

const AHEAD = "300px";

/** Whether an element has come near the visible part of the page; once true, it stays so. */
export function useSeen(): [boolean, (element: Element | null) => void] {
  const [seen, setSeen] = useState(false);
  const observer = useRef<IntersectionObserver>();
  const watch = useCallback((element: Element | null) => {
    observer.current?.disconnect();
    if (element) {
      observer.current = new IntersectionObserver(
        (entries) => {
          if (entries.some(({ isIntersecting }) => isIntersecting)) {
            setSeen(true);
            observer.current?.disconnect();
          }
        },
        { rootMargin: AHEAD },
      );
      observer.current.observe(element);
    }
  }, []);
  return [seen, watch];
}
