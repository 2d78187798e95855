import type { PanelDefinition } from "@perses-dev/core";
import { replaceVariables, useAllVariableValues, useDataQueriesContext } from "@perses-dev/plugin-system";
import { useEffect, useRef, useState } from "react";
import { useLocation } from "react-router-dom";
import { linkOf } from "./links";

/** What there is to know about a panel, and where it leads: opens on click, closes on Escape. */
export function PanelMenu({ name, panel }: { name: string; panel: PanelDefinition }) {
  const [open, setOpen] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!open) {
      return;
    }
    const away = (event: Event) => {
      if (!place.current?.contains(event.target as Node)) {
        setOpen(false);
      }
    };
    const escaped = (event: KeyboardEvent) => {
      if (event.key === "Escape") {
        setOpen(false);
        button.current?.focus();
      }
    };
    document.addEventListener("pointerdown", away);
    document.addEventListener("keydown", escaped);
    return () => {
      document.removeEventListener("pointerdown", away);
      document.removeEventListener("keydown", escaped);
    };
  }, [open]);
  return (
    <div className="menu" ref={place}>
      <button
        type="button"
        ref={button}
        aria-expanded={open}
        aria-controls={open ? `${name}-menu` : undefined}
        aria-label={`About ${panel.spec.display.name}`}
        onClick={() => setOpen(!open)}
      >
        <span aria-hidden="true">⋯</span>
      </button>
      {open && <Content name={name} panel={panel} />}
    </div>
  );
}

function Content({ name, panel }: { name: string; panel: PanelDefinition }) {
  const values = useAllVariableValues();
  const { search } = useLocation();
  const { queryResults } = useDataQueriesContext();
  const { display, links = [] } = panel.spec;
  return (
    <div className="menu-content" id={`${name}-menu`}>
      <p>{display.description}</p>
      {links.length > 0 && (
        <ul>
          {links.map((link) => (
            <li key={link.url}>
              <a href={linkOf(link.url, (text) => replaceVariables(text, values), search)}>
                {link.name ?? link.url}
              </a>
            </li>
          ))}
        </ul>
      )}
      <h4>Asked</h4>
      {queryResults.map(({ definition, data }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a panel's queries stay in their order
        <pre key={at}>{executed(data) ?? String(definition.spec.plugin.spec["query"] ?? "")}</pre>
      ))}
    </div>
  );
}

function executed(data: unknown): string | undefined {
  return (data as { metadata?: { executedQueryString?: string } } | undefined)?.metadata?.executedQueryString;
}
