/** A request that failed, in one sentence that a person can act on. */
export class RequestFailed extends Error {
  readonly status: number;

  constructor(message: string, status: number) {
    super(message);
    this.name = "RequestFailed";
    this.status = status;
  }
}

/** Get JSON from our own server; what it says about a failure becomes the error's message. */
export async function getJson<T>(
  path: string,
  query: Record<string, string | number | undefined> = {},
): Promise<T> {
  const response = await ask(address(path, query));
  if (!response.ok) {
    throw new RequestFailed(await reason(response), response.status);
  }
  return (await response.json()) as T;
}

/** Append what is set of `query` to a path. */
export function address(path: string, query: Record<string, string | number | undefined>): string {
  const set = Object.entries(query).filter(([, value]) => value !== undefined && value !== "");
  const text = new URLSearchParams(set.map(([key, value]) => [key, String(value)])).toString();
  return text ? `${path}?${text}` : path;
}

async function ask(url: string): Promise<Response> {
  try {
    return await fetch(url, { headers: { Accept: "application/json" } });
  } catch {
    throw new RequestFailed("otel-kit ui does not answer. Is it still running?", 0);
  }
}

async function reason(response: Response): Promise<string> {
  try {
    const said = (await response.json()) as { error?: string; message?: string };
    return said.message ?? said.error ?? plain(response);
  } catch {
    return plain(response);
  }
}

function plain(response: Response): string {
  return `The server answered ${response.status} ${response.statusText}`.trim();
}
