export const options = {
  fields: ['title', 'alt', 'aliases', 'headings', 'body'],
  storeFields: ['url', 'title'],
  searchOptions: { prefix: true, fuzzy: 0.2, boost: { title: 4, alt: 3, aliases: 3, headings: 2 } },
};
