// Our engine as the site uses it: in a worker, with the files that search/entry.json names.
const worker = new Worker('/pages/nutag-worker.js');
let wake;
worker.onmessage = ({ data }) => wake(data);
const ask = (message) => new Promise((resolve, reject) => {
  wake = (data) => (data.error ? reject(new Error(data.error)) : resolve(data));
  worker.postMessage(message);
});
export const open = (lang) => ask({ lang });
export const search = async (query, lang) => (await ask({ query, lang })).ids;
