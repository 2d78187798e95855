const BOARD = "#/d/";

/** A panel's link as an address: variables filled in; another dashboard keeps the time and the choices. */
export function linkOf(url: string, fill: (text: string) => string, search: string): string {
  if (url.startsWith(BOARD)) {
    return url + search;
  }
  const [path = "", query] = split(url, "?");
  const parts = query?.split("&").map((part) => {
    const [key = "", value = ""] = split(part, "=");
    return `${key}=${encodeURIComponent(fill(decodeURIComponent(value)))}`;
  });
  return parts ? `${path}?${parts.join("&")}` : path;
}

/** What stands before and after the first separator. */
function split(text: string, separator: string): [string, string?] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}
