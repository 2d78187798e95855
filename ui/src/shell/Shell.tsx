import type { ReactNode } from "react";
import { NavLink } from "react-router-dom";
import { useAlerts } from "../data/server";
import icon from "../icon.svg";
import { useMode } from "../theme";
import { Finder } from "./Finder";
import { Help } from "./Help";
import { useKeys } from "./keys";
import { PLACES } from "./places";

/** What is around every page: the skip link, the way to everything, and the keys. */
export function Shell({ children }: { children: ReactNode }) {
  const [mode, choose] = useMode();
  useKeys();
  const other = mode === "dark" ? "light" : "dark";
  return (
    <div className="shell">
      <button
        type="button"
        className="skip"
        onClick={() => document.querySelector<HTMLElement>("#main h1")?.focus()}
      >
        Skip to content
      </button>
      <header className="top">
        <NavLink to="/" className="brand" end>
          <img src={icon} alt="" width="20" height="20" /> otel_kit
        </NavLink>
        <nav aria-label="Main">
          <ul>
            {PLACES.map(({ to, name }) => (
              <li key={to}>
                <NavLink to={to} end={to === "/"}>
                  {name}
                  {to === "/alerts" && <Firing />}
                </NavLink>
              </li>
            ))}
          </ul>
        </nav>
        <Finder />
        <button type="button" className="plain" data-key="theme" onClick={() => choose(other)}>
          {mode === "dark" ? "Light" : "Dark"}
        </button>
        <Help />
      </header>
      {children}
    </div>
  );
}

function Firing() {
  const { data = [] } = useAlerts();
  const firing = data.filter(({ state, name }) => state === "firing" && name !== "Watchdog").length;
  return firing > 0 ? (
    <span className="count" title={`${firing} firing`}>
      {firing}
    </span>
  ) : null;
}
