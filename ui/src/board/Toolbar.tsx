import type { DashboardResource, TextVariableDefinition } from "@perses-dev/core";
import {
  useVariableDefinitionActions,
  useVariableDefinitionAndState,
  Variable,
} from "@perses-dev/dashboards";
import { useEffect, useState } from "react";
import { TimeControls } from "./TimeControls";

/** The choices of a dashboard and its time. */
export function Toolbar({ board }: { board: DashboardResource }) {
  return (
    <fieldset className="toolbar" aria-label="What is shown">
      {board.spec.variables.map((variable) =>
        variable.kind === "TextVariable" ? (
          <TextChoice key={variable.spec.name} variable={variable} />
        ) : (
          <div key={variable.spec.name} className="choice" data-variable={variable.spec.name}>
            <Variable name={variable.spec.name} />
          </div>
        ),
      )}
      <TimeControls />
    </fieldset>
  );
}

/** Text that takes effect on Enter, or when one leaves it; empty means any. */
function TextChoice({ variable }: { variable: TextVariableDefinition }) {
  const { name, value: initial, display } = variable.spec;
  const { state } = useVariableDefinitionAndState(name);
  const { setVariableValue } = useVariableDefinitionActions();
  const chosen = String(state?.value ?? initial);
  const [text, setText] = useState(chosen);
  useEffect(() => setText(chosen), [chosen]);
  const take = () => {
    setVariableValue(name, text.trim() || initial);
  };
  return (
    <label className="field" data-variable={name}>
      <span>{display?.name ?? name}</span>
      <input
        type="text"
        value={text === initial ? "" : text}
        placeholder="any"
        spellCheck={false}
        onChange={(event) => setText(event.target.value)}
        onBlur={take}
        onKeyDown={(event) => event.key === "Enter" && take()}
      />
    </label>
  );
}
