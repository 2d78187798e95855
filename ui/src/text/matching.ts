interface Board {
  title: string;
  description: string;
  rows: string[];
}

/** The dashboards in which each word occurs; those that have them in their title come first. */
export function matching<T extends Board>(boards: T[], text: string): T[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const has = (where: string) => words.every((word) => where.toLowerCase().includes(word));
  const found = boards.filter(({ title, description, rows }) => has([title, description, ...rows].join(" ")));
  return found.sort((one, other) => Number(has(other.title)) - Number(has(one.title)));
}
