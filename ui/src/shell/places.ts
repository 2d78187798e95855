/** The pages that are always there, with the key that follows `g`. */
export const PLACES = [
  { to: "/", name: "Now", key: "n" },
  { to: "/alerts", name: "Alerts", key: "a" },
  { to: "/errors", name: "Errors", key: "e" },
  { to: "/routes", name: "Routes", key: "r" },
  { to: "/traces", name: "Traces", key: "t" },
  { to: "/logs", name: "Logs", key: "l" },
  { to: "/changes", name: "Changes", key: "c" },
  { to: "/chain", name: "Chain", key: "h" },
] as const;
