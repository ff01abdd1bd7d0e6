/* Ways on where nothing was found: without the facets, with fewer words, without the quotes, names spelt nearly so. */
(() => {
  "use strict";
  const { make, asked, dot, landing } = window.ReadingRoomHits;
  const { write, narrowed, widened } = window.ReadingRoomState;
  const search = window.ReadingRoomSearch;
  const NEAR = 8;
  const WORDS = 6; // of a long query, this many are left out in turn

  const quoted = (words) => words.map((one) => (one.includes(" ") ? `"${one}"` : one)).join(" ");

  /* Other searches for the same thing, each with what it is called; those that the query doesn't allow are left out. */
  const others = (state) => {
    const words = asked(state.q);
    const phrases = words.filter((one) => one.includes(" "));
    const found = [];
    if (narrowed(state)) found.push([widened(state), "everywhere, not narrowed down"]);
    if (phrases.length) found.push([{ ...widened(state), q: words.join(" ") }, "the words without the quotes"]);
    if (words.length > 1) {
      for (const left of words.slice(0, WORDS)) {
        const q = quoted(words.filter((one) => one !== left));
        if (q) found.push([{ ...widened(state), q }, `without “${left}”`]);
      }
    }
    return found;
  };

  /* How many pages have all words of a search. */
  const count = async ({ q, filters, kinds }) => {
    const found = await search.search(q, { filters, kinds });
    return found.absent.length ? 0 : found.total;
  };

  /* Those of the other searches that find something, most first. */
  const fruitful = async (state) => {
    const ways = others(state);
    const totals = await Promise.all(ways.map(([other]) => count(other)));
    return ways.map(([other, label], index) => ({ other, label, total: totals[index] }))
      .filter((way) => way.total > 0)
      .sort((one, two) => two.total - one.total);
  };

  /* What to show below "nothing found", for a search as ReadingRoomState has it. */
  window.ReadingRoomNone = async (state) => {
    const [near, ways] = await Promise.all([state.q ? search.near(state.q, NEAR) : [], fruitful(state)]);
    const block = make("div", { class: "rr-none" });
    if (near.length) {
      block.append(
        make("h2", { class: "h" }, "Names spelt nearly so"),
        make("ul", {}, ...near.map((name) => make("li", {}, make("a", { href: landing(name.url, []) }, dot(name.kind), name.title),
          make("small", {}, ` ${name.kind}`, name.name === name.title ? "" : `, also ${name.name}`)))),
      );
    }
    if (ways.length) {
      block.append(
        make("h2", { class: "h" }, "Other searches that find something"),
        make("ul", {}, ...ways.map(({ other, label, total }) => make("li", {}, make("a", { href: write(other) }, label), make("small", {}, ` ${total.toLocaleString("en")}`)))),
      );
    }
    block.append(make("p", { class: "rr-note" }, "The indexes below list every person, organisation, place, topic and article from A to Z."));
    return block;
  };
})();
