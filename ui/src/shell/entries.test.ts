import { describe, expect, it } from "vitest";
import { Entries } from "./entries";

const at = (key: string, search: string) => ({ key, pathname: "/d/services", search });

describe("somebody who comes to an address", () => {
  it("is not taken for who was there, though the page completed the address before it was drawn", () => {
    const entries = new Entries();
    entries.went("POP", at("default", "?var-service=storefront"));
    entries.went("REPLACE", at("a", "?var-service=storefront&refresh=30s"));
    const before = entries.at(at("a", "?var-service=storefront&refresh=30s"));

    entries.went("POP", at("default", "?var-service=portal"));
    entries.went("REPLACE", at("b", "?var-service=portal&refresh=30s"));

    expect(entries.at(at("b", "?var-service=portal&refresh=30s"))).not.toBe(before);
    expect(entries.at(at("a", "?var-service=storefront&refresh=30s"))).toBe(before);
  });

  it("stays the same while the page brings its address up to date, however often", () => {
    const entries = new Entries();
    entries.went("PUSH", at("first", ""));
    const before = entries.at(at("first", ""));
    for (let n = 0; n < 1000; n += 1) {
      entries.went("REPLACE", at(`k${n}`, `?start=${n}m`));
    }

    expect(entries.at(at("k999", "?start=999m"))).toBe(before);
  });

  it("is somebody new after going back, and nobody new when the same place is told twice", () => {
    const entries = new Entries();
    entries.went("POP", at("default", ""));
    entries.went("PUSH", at("a", "?x=1"));
    const there = entries.at(at("a", "?x=1"));
    entries.went("PUSH", at("a", "?x=1"));
    expect(entries.at(at("a", "?x=1"))).toBe(there);

    entries.went("POP", at("default", ""));
    expect(entries.at(at("default", ""))).not.toBe(there);
  });
});
