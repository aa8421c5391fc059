// How a drawing is laid in its place: beside the palette, never under it.
const PALETTE = 70, EDGE = 12, READABLE = 0.6;

function laid(canvas, least) {
  canvas.resized();
  const { inner, outer } = canvas.viewbox();
  if (!inner.width || !outer.width) return;
  const whole = Math.min((outer.width - PALETTE - EDGE) / inner.width, (outer.height - 2 * EDGE) / inner.height, 1);
  const scale = Math.max(whole, least);
  canvas.viewbox({ x: inner.x - PALETTE / scale, y: inner.y - EDGE / scale, width: outer.width / scale, height: outer.height / scale });
}

// All of it, however small its words become.
export const fitted = (canvas) => laid(canvas, 0.1);

// As a page begins: all of it if that can be read; otherwise its upper left, where reading starts.
export const begun = (canvas) => laid(canvas, READABLE);
