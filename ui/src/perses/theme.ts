import { createTheme, type Theme } from "@mui/material/styles";
import { generateChartsTheme, type PersesChartsTheme } from "@perses-dev/components";
import type { Mode } from "../theme";

// Told apart by people who see no red or no green, and of the same weight on either ground.
const CURVES: Record<Mode, string[]> = {
  light: ["#1f5fbf", "#c4560d", "#15803d", "#8a3fb8", "#0e7c86", "#b42355", "#7a6a10", "#5b6472"],
  dark: ["#6ea8fe", "#f29d52", "#5ac98a", "#c792ea", "#4fc4cf", "#f47c9f", "#d6bf57", "#a7b0be"],
};
const GROUND: Record<Mode, { paper: string; text: string; quiet: string; line: string }> = {
  light: { paper: "#ffffff", text: "#1b2430", quiet: "#55606e", line: "#dde1e7" },
  dark: { paper: "#1a2029", text: "#e6eaf0", quiet: "#a3adba", line: "#2d3541" },
};
export const FONT = 'system-ui, -apple-system, "Segoe UI", "Noto Sans", "Liberation Sans", sans-serif';

/** MUI's theme, which Perses' components are drawn with, in the colours of the page. */
export function themeOf(mode: Mode): Theme {
  const { paper, text, quiet, line } = GROUND[mode];
  return createTheme({
    palette: {
      mode,
      primary: { main: CURVES[mode][0] ?? text },
      background: { default: paper, paper },
      text: { primary: text, secondary: quiet },
      divider: line,
    },
    shape: { borderRadius: 6 },
    typography: { fontFamily: FONT, fontSize: 13 },
    transitions: still() ? { create: () => "none" } : {},
    components: {
      MuiCard: { styleOverrides: { root: { border: 0, background: "transparent" } } },
      MuiLinearProgress: { defaultProps: { "aria-label": "Loading" } },
      MuiTooltip: { defaultProps: { enterDelay: 300 } },
    },
  });
}

/** The theme of the charts. */
export function chartsOf(theme: Theme, mode: Mode): PersesChartsTheme {
  const { text, quiet, line } = GROUND[mode];
  const axis = {
    axisLabel: { color: quiet },
    axisLine: { lineStyle: { color: line } },
    splitLine: { lineStyle: { color: line } },
  };
  return generateChartsTheme(theme, {
    echartsTheme: {
      grid: { top: 10, right: 20, bottom: 0, left: 20, containLabel: true },
      color: CURVES[mode],
      textStyle: { fontFamily: FONT, color: text },
      categoryAxis: axis,
      valueAxis: axis,
      timeAxis: axis,
    },
  });
}

function still(): boolean {
  return window.matchMedia("(prefers-reduced-motion: reduce)").matches;
}
