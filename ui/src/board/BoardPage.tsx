import { useQuery } from "@tanstack/react-query";
import { useParams } from "react-router-dom";
import { boardQuery } from "../data/board";
import { BoardScope, PersesRoot } from "../perses/PersesRoot";
import { Failure } from "../shell/Failure";
import { Page } from "../shell/Page";
import { useEntry } from "../shell/useEntry";
import { Marks } from "./Marks";
import { Rows } from "./Rows";
import { Toolbar } from "./Toolbar";

/** A dashboard. Its time and choices are in the address, so that a link shows others the same. */
export default function BoardPage() {
  const { name = "" } = useParams();
  const entry = useEntry();
  const { data: board, error } = useQuery(boardQuery(name));
  if (!board) {
    return (
      <Page title={name}>
        {error ? <Failure error={error} /> : <p className="nothing">Reading the dashboard…</p>}
      </Page>
    );
  }
  const { display } = board.spec;
  return (
    <PersesRoot key={`${name} ${entry}`}>
      <BoardScope board={board}>
        <Page
          title={display?.name ?? name}
          about={display?.description}
          tools={<Toolbar board={board} />}
          wide
        >
          <Marks board={board}>
            <Rows board={board} />
          </Marks>
        </Page>
      </BoardScope>
    </PersesRoot>
  );
}
