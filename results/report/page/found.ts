/** The element of the page that has an id; the page's HTML has it by all means. */
export function found<T extends HTMLElement>(id: string): T {
  return document.getElementById(id) as T;
}
