// Elements are made one by one; data reaches them as text and attributes, never as markup.

export type Child = Node | string | undefined | false;

type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

/** `true` sets an empty attribute; `false` and undefined leave it out. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  setAttributes(element, attributes);
  append(element, children);
  return element;
}

export function svg(tag: string, attributes: Attributes = {}, ...children: readonly Child[]): SVGElement {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  setAttributes(element, attributes);
  append(element, children);
  return element;
}

function setAttributes(element: Element, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    element.setAttribute(name, value === true ? "" : String(value));
  }
}

function append(element: Element, children: readonly Child[]): void {
  for (const child of children) if (child !== undefined && child !== false && child !== "") element.append(child);
}

export function onClick<E extends HTMLElement>(element: E, listener: (event: MouseEvent) => void): E {
  element.addEventListener("click", listener);
  return element;
}

/** A plain button that looks like a link in a list. */
export function linkButton(label: string, listener: () => void, attributes: Attributes = {}): HTMLButtonElement {
  return onClick(h("button", { type: "button", class: "link", ...attributes }, label), listener);
}
