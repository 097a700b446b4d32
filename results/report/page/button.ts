import { element } from "./element.ts";

/** A button that does something. */
export function button(text: string, act: () => void, className = "plain"): HTMLButtonElement {
  const made = element("button", { type: "button", className, textContent: text });
  made.addEventListener("click", act);
  return made;
}
