/* A search as the page's address holds it: ?q=ferry&kind=article&source=Northern+Wire&sort=newest. A key may come more
   than once; keys that the collection has no facet for are left out. */
(() => {
  "use strict";
  const SORTS = ["newest", "oldest"];
  const LONGEST = 200; // characters of a query, as many as the field takes

  /* { q, sort, kinds: [value], filters: { facet: [value] } } of the address; facets are the keys that there are. */
  const read = (facets, address = location.search) => {
    const given = new URLSearchParams(address);
    const all = (key) => [...new Set(given.getAll(key))].filter(Boolean);
    const sort = given.get("sort") || "";
    return {
      q: (given.get("q") || "").trim().slice(0, LONGEST),
      sort: SORTS.includes(sort) ? sort : "",
      kinds: all("kind"),
      filters: Object.fromEntries(facets.map((facet) => [facet, all(facet)]).filter(([, values]) => values.length)),
    };
  };

  /* The query part of the address of a search, always in one order. */
  const write = (state) => {
    const given = new URLSearchParams();
    if (state.q) given.append("q", state.q);
    for (const kind of state.kinds) given.append("kind", kind);
    for (const facet of Object.keys(state.filters)) for (const value of state.filters[facet]) given.append(facet, value);
    if (state.sort) given.append("sort", state.sort);
    const query = given.toString();
    return query ? `?${query}` : "?";
  };

  /* The search with a value of a facet ("kind" among them) put in, or taken out where it is in. */
  const toggle = (state, facet, value) => {
    const change = (values = []) => (values.includes(value) ? values.filter((one) => one !== value) : [...values, value]);
    if (facet === "kind") return { ...state, kinds: change(state.kinds) };
    const filters = { ...state.filters, [facet]: change(state.filters[facet]) };
    if (!filters[facet].length) delete filters[facet];
    return { ...state, filters };
  };

  const chosen = (state, facet) => (facet === "kind" ? state.kinds : state.filters[facet] || []);
  const narrowed = (state) => state.kinds.length > 0 || Object.keys(state.filters).length > 0;
  const widened = (state) => ({ ...state, kinds: [], filters: {} });

  window.ReadingRoomState = { read, write, toggle, chosen, narrowed, widened };
})();
