// A part of the page that the server renders anew after each save.
//   <div data-preview="address">   the address answers with the part alone to X-Requested-With: fetch
export function preview(box = document.querySelector('[data-preview]')) {
  return async () => {
    if (!box) return;
    const answer = await fetch(box.dataset.preview, { headers: { 'X-Requested-With': 'fetch' }, credentials: 'same-origin' }).catch(() => null);
    if (answer?.ok) box.innerHTML = await answer.text();
  };
}
