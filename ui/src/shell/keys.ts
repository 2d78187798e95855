import { useEffect, useRef } from "react";
import { useNavigate } from "react-router-dom";
import { PLACES } from "./places";

const PATIENCE = 1500; // ms between `g` and the letter that follows

/** Keys that press what is on the page: an element's `data-key`. */
const PRESS: Record<string, string> = { d: "theme", u: "refresh", "?": "help" };

/** `/` finds a dashboard, `g` and a letter go to a page, the rest presses a button; never while one writes. */
export function useKeys(): void {
  const navigate = useNavigate();
  const since = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || writing(event.target)) {
        return;
      }
      const place = PLACES.find(({ key }) => key === event.key);
      if (event.timeStamp - since.current < PATIENCE && place) {
        since.current = Number.NEGATIVE_INFINITY;
        event.preventDefault();
        navigate(place.to);
      } else if (event.key === "g") {
        since.current = event.timeStamp;
      } else if (event.key === "/") {
        event.preventDefault();
        document.querySelector<HTMLElement>('[data-key="find"]')?.focus();
      } else if (PRESS[event.key]) {
        event.preventDefault();
        document.querySelector<HTMLElement>(`[data-key="${PRESS[event.key]}"]`)?.click();
      }
    };
    document.addEventListener("keydown", pressed);
    return () => document.removeEventListener("keydown", pressed);
  }, [navigate]);
}

function writing(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && target.closest("input, textarea, select, [contenteditable]") !== null
  );
}
