// How a drawing is laid in its place: beside the palette, never under it.
const EDGE = 12, READABLE = 0.6;

// Up to where the palette covers the drawing, which differs with the height there is.
function covered(canvas) {
  const palette = canvas.getContainer().querySelector('.djs-palette');
  return palette ? palette.offsetLeft + palette.offsetWidth + EDGE : EDGE;
}

function laid(canvas, least) {
  canvas.resized();
  const { inner, outer } = canvas.viewbox(), begins = covered(canvas);
  if (!inner.width || !outer.width) return;
  const whole = Math.min((outer.width - begins - EDGE) / inner.width, (outer.height - 2 * EDGE) / inner.height, 1);
  const scale = Math.max(whole, least);
  canvas.viewbox({ x: inner.x - begins / scale, y: inner.y - EDGE / scale, width: outer.width / scale, height: outer.height / scale });
}

// All of it, however small its words become.
export const fitted = (canvas) => laid(canvas, 0.1);

// As a page begins: all of it if that can be read; otherwise its upper left, where reading starts.
export const begun = (canvas) => laid(canvas, READABLE);
