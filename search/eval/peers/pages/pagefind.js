// Pagefind as its documentation says: it takes the language of the page. A hit says nothing before its fragment is loaded, so the
// fragments of the ten hits are part of the answer.
let engine;
export const open = async () => {
  engine = await import('/pagefind/pagefind.js');
  await engine.options({ baseUrl: '/' });
  await engine.init();
};
export const search = async (query) => {
  const { results } = await engine.search(query);
  const data = await Promise.all(results.slice(0, 10).map((r) => r.data()));
  return data.map((d) => new URL(d.url, location.href).pathname.replace(/^\//, ''));
};
