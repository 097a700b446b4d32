"use strict";
/* The scripts of this folder are joined into one, in the order that report.ts names them. */

/** Makes an element: its properties, then what is in it. */
globalThis.element = (name, properties = {}, ...children) => {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
};
