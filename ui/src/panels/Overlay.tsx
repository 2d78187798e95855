import { type FormatOptions, formatValue } from "@perses-dev/core";
import { getInstanceByDom } from "echarts/core";
import { type RefObject, useLayoutEffect, useState } from "react";
import { Link } from "react-router-dom";
import type { Exemplar } from "../text/exemplars";
import type { Mark } from "../text/marks";
import { clock } from "../text/time";

interface Props {
  chart: RefObject<HTMLElement>;
  marks: Mark[];
  dots: Exemplar[];
  format: FormatOptions | undefined;
  /** Changes whenever the chart may have been made anew. */
  version: unknown;
}

/** Where a moment and a value are on the chart, in pixels from its corner; the plot lies between the edges. */
interface Plane {
  x: (time: number) => number;
  y: (value: number) => number;
  left: number;
  right: number;
  bottom: number;
}

/** Marks and dots on top of a chart. They are elements, not paint: to be read aloud, and reached with the keyboard. */
export function Overlay({ chart, marks, dots, format, version }: Props) {
  const plane = usePlane(chart, version);
  if (!plane) {
    return null;
  }
  const within = (x: number) => x >= plane.left && x <= plane.right;
  return (
    <div className="overlay">
      <ul aria-label="What happened" className="marks">
        {marks.map((mark) => {
          const [from, to] = [
            Math.max(plane.x(mark.start), plane.left),
            Math.min(plane.x(mark.end), plane.right),
          ];
          return to < plane.left || from > plane.right ? null : (
            <li
              key={`${mark.name}${mark.title}${mark.start}`}
              className={`mark ${mark.colour}`}
              style={{ left: from, width: Math.max(to - from, 2), height: plane.bottom }}
              title={`${mark.name}: ${mark.title}, ${clock(new Date(mark.start), new Date())}`}
            >
              <span className="unseen">
                {mark.name}: {mark.title}
              </span>
            </li>
          );
        })}
      </ul>
      {dots.length > 0 && (
        <ul aria-label="Traces behind these dots" className="dots">
          {dots.map(({ trace, value, time }) => {
            const says = `Trace of ${formatValue(value, format)} at ${clock(new Date(time), new Date())}`;
            return within(plane.x(time)) ? (
              <li key={`${trace}${time}`} style={{ left: plane.x(time), top: Math.max(plane.y(value), 4) }}>
                <Link to={`/trace/${trace}`} title={says} aria-label={says} />
              </li>
            ) : null;
          })}
        </ul>
      )}
    </div>
  );
}

function usePlane(chart: RefObject<HTMLElement>, version: unknown): Plane | undefined {
  const [plane, setPlane] = useState<Plane>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version tells when to look for the chart again
  useLayoutEffect(() => {
    const element = chart.current?.querySelector<HTMLElement>("[_echarts_instance_]");
    const drawn = element && getInstanceByDom(element);
    if (!drawn || !chart.current) {
      setPlane(undefined);
      return;
    }
    const within = chart.current.getBoundingClientRect();
    const measure = () => {
      if (drawn.isDisposed()) {
        return;
      }
      const corner = element.getBoundingClientRect();
      const [left, top] = [corner.left - within.left, corner.top - within.top];
      const axis = (drawn.getOption() as { xAxis?: { min: number; max: number }[] }).xAxis?.[0];
      if (axis) {
        const x = (time: number) => left + (drawn.convertToPixel({ xAxisIndex: 0 }, time) ?? Number.NaN);
        const y = (value: number) => top + (drawn.convertToPixel({ yAxisIndex: 0 }, value) ?? Number.NaN);
        setPlane({ x, y, left: x(axis.min), right: x(axis.max), bottom: y(0) });
      }
    };
    drawn.on("finished", measure);
    return () => {
      if (!drawn.isDisposed()) {
        drawn.off("finished", measure);
      }
    };
  }, [chart, version]);
  return plane;
}
