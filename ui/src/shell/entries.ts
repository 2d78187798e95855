import type { Location, NavigationType } from "react-router-dom";

type Place = Pick<Location, "key" | "pathname" | "search">;
type Action = `${NavigationType}`;

const REMEMBERED = 50;

/**
 * How often somebody came to an address: by a link, by going back, by pasting one.
 *
 * Where the page itself brings its address up to date after a choice, the count stays. It is asked for by place, since
 * React may never draw the place that somebody came to: the page can replace it before that.
 */
export class Entries {
  private readonly counts = new Map<string, number>();
  private last = 0;
  private lastPlace?: string;

  /** Take note of where the address went. */
  went(action: Action, place: Place): void {
    const key = keyOf(place);
    if (key === this.lastPlace) {
      return;
    }
    if (action !== "REPLACE") {
      this.last += 1;
    }
    this.lastPlace = key;
    this.counts.delete(key);
    this.counts.set(key, this.last);
    for (const old of [...this.counts.keys()].slice(0, -REMEMBERED)) {
      this.counts.delete(old);
    }
  }

  /** The count when this was the address. */
  at(place: Place): number {
    return this.counts.get(keyOf(place)) ?? this.last;
  }
}

function keyOf({ key, pathname, search }: Place): string {
  return `${key} ${pathname}${search}`;
}
