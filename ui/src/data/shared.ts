const MOMENT = 1000; // ms

const asked = new Map<string, Promise<unknown>>();

/**
 * Ask a question once, though it is put several times within a moment.
 *
 * Perses puts a question for lines anew whenever a choice above the dashboard is read, though nothing in it differs.
 */
export function shared<T>(question: string, ask: () => Promise<T>): Promise<T> {
  const known = asked.get(question);
  if (known) {
    return known as Promise<T>;
  }
  const answer = ask();
  asked.set(question, answer);
  const forget = () => setTimeout(() => asked.delete(question), MOMENT);
  answer.then(forget, forget);
  return answer;
}
