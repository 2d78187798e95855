import { type KeyboardEvent, useId, useState } from "react";
import { useNavigate } from "react-router-dom";
import { type BoardSummary, useBoards } from "../data/server";
import { matching } from "../text/matching";

/** Finds a dashboard by its title, its rows or what it is about. */
export function Finder() {
  const boards = useBoards();
  const navigate = useNavigate();
  const list = useId();
  const [text, setText] = useState("");
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const found = matching(boards.data ?? [], text);
  const chosen = found[Math.min(at, found.length - 1)];
  const go = (board: BoardSummary | undefined) => {
    if (board) {
      setOpen(false);
      setText("");
      navigate(`/d/${board.name}`);
    }
  };
  const keys = new Map([
    ["ArrowDown", () => setAt((at + 1) % Math.max(found.length, 1))],
    ["ArrowUp", () => setAt((at + found.length - 1) % Math.max(found.length, 1))],
    ["Enter", () => go(chosen)],
    ["Escape", () => setOpen(false)],
  ]);
  const pressed = (event: KeyboardEvent) => {
    const act = keys.get(event.key);
    if (act) {
      event.preventDefault();
      act();
    }
  };
  return (
    <div className="finder">
      <input
        type="search"
        role="combobox"
        data-key="find"
        aria-label="Find a dashboard"
        aria-expanded={open && found.length > 0}
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={open && chosen ? `${list}-${chosen.name}` : undefined}
        placeholder="Dashboards  /"
        value={text}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={pressed}
        onChange={(event) => {
          setText(event.target.value);
          setAt(0);
          setOpen(true);
        }}
      />
      <div
        id={list}
        role="listbox"
        aria-label="Dashboards"
        hidden={!open || found.length === 0}
        className="found"
      >
        {found.map((board) => (
          <div
            key={board.name}
            id={`${list}-${board.name}`}
            role="option"
            tabIndex={-1}
            aria-selected={board === chosen}
            onPointerDown={(event) => {
              event.preventDefault();
              go(board);
            }}
          >
            {board.title} <span className="quiet">{board.panels} panels</span>
          </div>
        ))}
      </div>
    </div>
  );
}
