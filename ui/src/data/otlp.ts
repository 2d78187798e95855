/** An attribute, as OTLP's JSON has it. */
export interface Attribute {
  key: string;
  value?: Value;
}

interface Value {
  stringValue?: string;
  intValue?: string | number;
  doubleValue?: number;
  boolValue?: boolean;
  arrayValue?: { values?: Value[] };
}

/** Attributes as text by name. */
export function plainOf(attributes: Attribute[] = []): Record<string, string> {
  return Object.fromEntries(attributes.map(({ key, value = {} }) => [key, textOf(value)]));
}

function textOf(value: Value): string {
  if (value.arrayValue) {
    return (value.arrayValue.values ?? []).map(textOf).join(", ");
  }
  return String(value.stringValue ?? value.intValue ?? value.doubleValue ?? value.boolValue ?? "");
}
