// MiniSearch with the options that its documentation recommends for search as one types: prefixes, slips, titles before text;
// every word when a page has all of them, else any.
import '/minisearch/minisearch.js';
import { options } from '/pages/minisearch-options.js';
let engine;
export const open = async (lang) => {
  engine = MiniSearch.loadJSON(await (await fetch(`/minisearch/${lang}.json`)).text(), options);
};
export const search = async (query) => {
  let hits = engine.search(query, { combineWith: 'AND' });
  if (hits.length === 0) hits = engine.search(query, { combineWith: 'OR' });
  return hits.slice(0, 10).map((h) => h.id);
};
