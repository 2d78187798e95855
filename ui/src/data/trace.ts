import { getJson } from "./http";
import { type Attribute, plainOf } from "./otlp";

/** A span, with its place in the trace; `start` and `end` in milliseconds since 1970. */
export interface Span {
  id: string;
  parent: string;
  name: string;
  service: string;
  kind: string;
  start: number;
  end: number;
  failed: boolean;
  said: string;
  attributes: Record<string, string>;
  resource: Record<string, string>;
  events: { name: string; time: number; attributes: Record<string, string> }[];
  depth: number;
  below: number;
}

interface Otlp {
  resourceSpans?: {
    resource?: { attributes?: Attribute[] };
    scopeSpans?: { spans?: OtlpSpan[] }[];
  }[];
}

interface OtlpSpan {
  spanId: string;
  parentSpanId?: string;
  name: string;
  kind?: string;
  startTimeUnixNano: string;
  endTimeUnixNano: string;
  status?: { code?: string | number; message?: string };
  attributes?: Attribute[];
  events?: { name?: string; timeUnixNano: string; attributes?: Attribute[] }[];
}

/** Read a trace from Tempo: its spans in the order of the waterfall. */
export async function readTrace(id: string): Promise<Span[]> {
  const { trace } = await getJson<{ trace?: Otlp }>(`/proxy/tempo/api/v2/traces/${encodeURIComponent(id)}`);
  const spans = spansOf(trace ?? {});
  if (spans.length === 0) {
    throw new Error(`Tempo knows no trace ${id}. It may be too old, or not yet there.`);
  }
  return spans;
}

/** The spans of a trace: each after its parent, siblings by their start; those without a parent come first. */
export function spansOf(trace: Otlp): Span[] {
  const flat = (trace.resourceSpans ?? []).flatMap(({ resource, scopeSpans = [] }) => {
    const known = plainOf(resource?.attributes);
    return scopeSpans.flatMap(({ spans = [] }) => spans.map((span) => spanOf(span, known)));
  });
  return inOrder(flat);
}

function spanOf(span: OtlpSpan, resource: Record<string, string>): Span {
  return {
    id: span.spanId,
    parent: span.parentSpanId ?? "",
    name: span.name,
    service: resource["service.name"] ?? "unknown service",
    kind: (span.kind ?? "").replace("SPAN_KIND_", "").toLowerCase(),
    start: milliseconds(span.startTimeUnixNano),
    end: milliseconds(span.endTimeUnixNano),
    failed: span.status?.code === "STATUS_CODE_ERROR" || span.status?.code === 2,
    said: span.status?.message ?? "",
    attributes: plainOf(span.attributes),
    resource,
    events: (span.events ?? []).map(({ name = "", timeUnixNano, attributes }) => ({
      name,
      time: milliseconds(timeUnixNano),
      attributes: plainOf(attributes),
    })),
    depth: 0,
    below: 0,
  };
}

function milliseconds(nanoseconds: string): number {
  return Number(nanoseconds) / 1e6;
}

function inOrder(spans: Span[]): Span[] {
  const known = new Set(spans.map(({ id }) => id));
  const children = new Map<string, Span[]>();
  for (const span of spans.sort((one, other) => one.start - other.start)) {
    const parent = known.has(span.parent) ? span.parent : "";
    children.set(parent, [...(children.get(parent) ?? []), span]);
  }
  const placed = (parent: string, depth: number): Span[] =>
    (children.get(parent) ?? []).flatMap((span) => {
      const under = placed(span.id, depth + 1);
      return [{ ...span, depth, below: under.length }, ...under];
    });
  return placed("", 0);
}
