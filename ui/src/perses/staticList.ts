import type { VariablePlugin } from "@perses-dev/plugin-system";

export const StaticListVariable: VariablePlugin<{ values: string[] }> = {
  getVariableOptions: async ({ values }) => ({ data: values.map((value) => ({ label: value, value })) }),
  createInitialOptions: () => ({ values: [] }),
};
