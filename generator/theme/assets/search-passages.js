// What of a page a hit shows: the passage with most of what was looked for, and the parts that have some of it.
(() => {
  "use strict";
  const EXCERPT = 30; // words
  const FACTS = "facts=";

  // A hit as search-loader.js gives it: of the page that Pagefind's fragment holds, on the site at `root`; of each term
  // `answers` has the places where it stands among the page's words, and how much one of them counts.
  const hit = (root, fragment, answers) => {
    const words = fragment.content.split(/\s+/);
    const { title } = fragment.meta;
    const facts = fragment.anchors.find(({ id }) => id.startsWith(FACTS)); // see publish/search/pages.py
    const [kind, date, source, lang, text] = JSON.parse(decodeURIComponent(facts.id.slice(FACTS.length)));
    const page = new URL(fragment.raw_url.replace(/^\//, ""), root);
    const all = answers.flatMap(({ places: found, weight }) => found.map((location) => ({ location, score: weight })))
      .filter(({ location }) => location < words.length).sort((a, b) => a.location - b.location);
    const places = all.filter(({ location }) => location >= text);
    const marked = new Set(all.map(({ location }) => location));
    const anchors = fragment.anchors.filter((anchor) => anchor !== facts).sort((a, b) => a.location - b.location);
    const densest = start(places);
    const passage = places.length ? anchors.findLast(({ location }) => location <= densest) : null;
    return {
      url: at(page, passage),
      title,
      kind,
      date,
      source,
      lang,
      excerpt: excerpt(words, marked, Math.max(densest - 4, text), words.length),
      words: [...new Set(all.map(({ location }) => bare(words[location])))],
      subresults: sections(page, words, marked, places, anchors.filter(({ element }) => /^h[2-6]$/.test(element))),
    };

    // Where the stretch of words begins that has most of what was looked for.
    function start(found) {
      let best = { sum: 0, location: text };
      let sum = 0;
      for (let low = 0, high = 0; low < found.length; sum -= found[low].score, low += 1) {
        for (; high < found.length && found[high].location < found[low].location + EXCERPT - 4; high += 1) {
          sum += found[high].score;
        }
        if (sum > best.sum * 1.0001) best = { sum, location: found[low].location };
      }
      return best.location;
    }
  };

  const at = (page, anchor) => (anchor ? new URL(`#${encodeURIComponent(anchor.id)}`, page) : page).href;

  const escape = (text) => text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);

  const bare = (word) => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "");

  // Letters of scripts that part no words, and their punctuation, which the index holds apart.
  const tight = (word) => /^[\u0e00-\u0eff\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]+$/.test(word);

  // The words from one place to another, at most EXCERPT, as HTML.
  const excerpt = (words, marked, from, to) => words.slice(from, Math.min(from + EXCERPT, to)).map((word, place, shown) => {
    const joined = place === 0 || (tight(word) && tight(shown[place - 1]));
    return `${joined ? "" : " "}${marked.has(from + place) ? `<mark>${escape(word)}</mark>` : escape(word)}`;
  }).join("");

  // The parts of the page, by its headings, that have something of what was looked for; three at most.
  const sections = (page, words, marked, places, headings) => headings.flatMap((heading, number) => {
    const end = headings[number + 1]?.location ?? words.length;
    const inside = places.find(({ location }) => location >= heading.location && location < end);
    if (!inside) return [];
    const from = Math.max(heading.location, inside.location - 4);
    return [{ url: at(page, heading), title: heading.text, excerpt: excerpt(words, marked, from, end) }];
  }).slice(0, 3);

  window.ReadingRoomPassages = { hit };
})();
