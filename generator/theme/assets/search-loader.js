// Search without its looks: one global, ReadingRoomSearch, that the search box and the search page ask.
//
//   await ReadingRoomSearch.load()
//     → { pages, kinds: [{ value, label }], facets: [{ key, label }] } of the collection
//   await ReadingRoomSearch.search(query, { filters, sort, kinds })
//     → { total, hits: async (from, to) => [hit, …] }; words are all wanted, "words in quotes" as a phrase; the empty
//       query finds all. filters: { source: [value, …], year: […], … } wants one value of each facet; sort: "relevance"
//       (default), "newest", "oldest"; kinds: [] for all, or some of "article", "person", "organisation", "place",
//       "topic", "page".
//     hit: { url, title, kind, date, source, lang, excerpt, subresults: [{ url, title, excerpt }] }; url is absolute
//       and leads to the passage, excerpt is safe HTML with <mark>, date is ISO 8601 or "".
//   await ReadingRoomSearch.filters(query, { filters, kinds })
//     → { facet: [{ value, label, count }, …] }, most first; counts are of the articles found. The counts of a facet
//       leave its own filter aside, so that several of its values can be chosen.
//   await ReadingRoomSearch.names(prefix, limit) → [{ name, title, url, kind }, …] whose name begins with it
//   await ReadingRoomSearch.near(query, limit)   → [{ name, title, url, kind }, …] spelt nearly like it
(() => {
  const root = new URL("..", document.currentScript.src);
  const nothing = { pages: 0, kinds: [], facets: [] };
  window.ReadingRoomSearch = {
    root,
    load: async () => nothing,
    search: async () => ({ total: 0, hits: async () => [] }),
    filters: async () => ({}),
    names: async () => [],
    near: async () => [],
  };
})();
