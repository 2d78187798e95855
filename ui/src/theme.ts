import { useEffect, useSyncExternalStore } from "react";

export type Mode = "light" | "dark";

const KEY = "otel-kit-theme";
const dark = window.matchMedia("(prefers-color-scheme: dark)");
const listeners = new Set<() => void>();

/** What was chosen here; otherwise what the system prefers. */
export function useMode(): [Mode, (mode: Mode) => void] {
  const mode = useSyncExternalStore(listen, current);
  useEffect(() => {
    document.documentElement.dataset["theme"] = mode;
  }, [mode]);
  return [mode, choose];
}

function current(): Mode {
  const chosen = localStorage.getItem(KEY);
  return chosen === "light" || chosen === "dark" ? chosen : dark.matches ? "dark" : "light";
}

function choose(mode: Mode): void {
  localStorage.setItem(KEY, mode);
  for (const changed of listeners) {
    changed();
  }
}

function listen(changed: () => void): () => void {
  listeners.add(changed);
  dark.addEventListener("change", changed);
  return () => {
    listeners.delete(changed);
    dark.removeEventListener("change", changed);
  };
}
