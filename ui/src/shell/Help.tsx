import { useRef } from "react";
import { PLACES } from "./places";

const KEYS: [string, string][] = [
  ["/", "find a dashboard"],
  ["u", "bring a dashboard up to date"],
  ["d", "dark or light"],
  ["?", "this list"],
  ["Esc", "close what is open"],
];

/** The list of keys. */
export function Help() {
  const dialog = useRef<HTMLDialogElement>(null);
  return (
    <>
      <button
        type="button"
        className="plain"
        data-key="help"
        aria-label="Keys"
        aria-haspopup="dialog"
        onClick={() => dialog.current?.showModal()}
      >
        ?
      </button>
      <dialog ref={dialog} aria-labelledby="keys">
        <h2 id="keys">Keys</h2>
        <table className="keys">
          <tbody>
            {PLACES.map(({ name, key }) => (
              <Key key={name} keys={["g", key]} does={`go to ${name}`} />
            ))}
            {KEYS.map(([key, does]) => (
              <Key key={key} keys={[key]} does={does} />
            ))}
          </tbody>
        </table>
        <form method="dialog">
          <button type="submit" className="plain">
            Close
          </button>
        </form>
      </dialog>
    </>
  );
}

function Key({ keys, does }: { keys: string[]; does: string }) {
  return (
    <tr>
      <th scope="row">
        {keys.map((key) => (
          <kbd key={key}>{key}</kbd>
        ))}
      </th>
      <td>{does}</td>
    </tr>
  );
}
