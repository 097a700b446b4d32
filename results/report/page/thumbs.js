"use strict";

/** One mosaic of a set as an image, loaded once. */
const mosaicOf = ({ pictures, mosaics }, at) => {
  pictures[at] ??= new Promise((resolve) => {
    const image = new Image();
    image.onload = () => resolve(image);
    image.src = `data:image/webp;base64,${mosaics.files[at]}`;
  });
  return pictures[at];
};

/** Draws an image of a view from its mosaic into a canvas, unless another was asked for since. */
globalThis.drawFrom = async (view, canvas, i) => {
  const { side, columns, each } = view.images.mosaics;
  const place = view.places[i];
  canvas.width = canvas.height = side;
  canvas.dataset.image = i;
  const wanted = canvas.wanted = {};
  const image = await mosaicOf(view.images, Math.floor(place / each));
  if (canvas.wanted !== wanted) return;
  const at = place % each;
  const context = canvas.getContext("2d");
  context.drawImage(
    image,
    (at % columns) * side,
    Math.floor(at / columns) * side,
    side,
    side,
    0,
    0,
    side,
    side,
  );
  canvas.dataset.drawn = "true";
};

/** An image as a button that chooses it. */
globalThis.thumb = (view, i, choose, extra = "") => {
  const canvas = element("canvas");
  const text = view.describe(i) + extra;
  const button = element("button", { type: "button", className: "thumb", title: text }, canvas);
  button.setAttribute("aria-label", text);
  button.dataset.image = i;
  if (view.labels && !view.isRight(i)) button.classList.add("wrong");
  button.addEventListener("click", () => choose(i, true));
  drawFrom(view, canvas, i);
  return button;
};

/** Some images under a title. */
globalThis.thumbRow = (view, title, some, choose) =>
  element(
    "div",
    { className: "row" },
    element("h4", { textContent: title }),
    element("div", { className: "thumbs" }, ...some.map((i) => thumb(view, i, choose))),
  );
