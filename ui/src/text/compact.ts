const FORMAT = new Intl.NumberFormat("en-GB", { maximumSignificantDigits: 3, notation: "compact" });

/** A count or a rate in three figures: `34.1`, `5.19k`, `1.2M`. */
export function compact(value: number): string {
  return FORMAT.format(value);
}
