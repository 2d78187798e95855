import DOMPurify from "dompurify";
import { marked } from "marked";

const OTHER_RUNBOOK = /^(?:\.\/)?([A-Za-z0-9]+)\.md$/;
const TITLE = /^\s*(?:<!--[\s\S]*?-->\s*)?#\s[^\n]*\n/;

/** A runbook as HTML: without its title, which the page has; links to other runbooks lead to their pages. */
export function htmlOf(markdown: string): string {
  const html = marked.parse(markdown.replace(TITLE, ""), { async: false, gfm: true });
  const made = DOMPurify.sanitize(html, { USE_PROFILES: { html: true }, RETURN_DOM_FRAGMENT: true });
  for (const link of made.querySelectorAll("a[href]")) {
    link.setAttribute("href", hrefOf(link.getAttribute("href") ?? ""));
  }
  const around = document.createElement("div");
  around.append(made);
  return around.innerHTML;
}

/** Where a link of a runbook leads on this page. */
export function hrefOf(href: string): string {
  const other = OTHER_RUNBOOK.exec(href);
  return other ? `#/runbooks/${other[1]}` : href;
}
