/* What the search box and the search page show of a hit. Text of the collection goes into the page as text only. */
(() => {
  "use strict";

  /* An element; attributes that are false or null are left out, children are nodes or text. */
  const make = (name, attributes = {}, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (value === true) element.setAttribute(key, "");
      else if (value !== false && value != null) element.setAttribute(key, value);
    }
    element.append(...children.filter((child) => child !== "" && child != null));
    return element;
  };

  const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
  /* An ISO 8601 date as the site's lists write it: 1 Aug 1975. */
  const day = (date) => {
    const [year, month, number] = date.split("-");
    return [Number(number) || "", MONTHS[Number(month) - 1], year].filter(Boolean).join(" ");
  };

  /* The excerpt's text with its <mark>s: whatever else the index may hold stays out of the page. */
  const excerpt = (html) => {
    const inert = new DOMParser().parseFromString(html, "text/html").body;
    const marked = document.createDocumentFragment();
    const walk = (node, into) => {
      for (const child of node.childNodes) {
        if (child.nodeType === Node.TEXT_NODE) into.append(child.data);
        else if (child.nodeName === "MARK") walk(child, into.appendChild(make("mark")));
        else walk(child, into);
      }
    };
    walk(inert, marked);
    return marked;
  };

  const bare = (word) => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "");
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const asked = (query) => (query.match(/"[^"]+"|[^\s"]+/g) || []).map(bare).filter(Boolean);

  /* The words and phrases to mark on the page of a hit: those of the query, and their forms in the excerpt. */
  const wanted = (query, ...excerpts) => {
    const forms = excerpts.flatMap((one) => [...excerpt(one).querySelectorAll("mark")].map((mark) => bare(mark.textContent)));
    const phrases = asked(query);
    const inPhrase = new Set(phrases.filter((one) => one.includes(" ")).flatMap((one) => one.split(/\s+/)).map(fold));
    const words = new Map();
    for (const word of [...phrases, ...forms.filter((form) => !inPhrase.has(fold(form)))]) {
      if (word && !words.has(fold(word))) words.set(fold(word), word.toLowerCase());
    }
    return [...words.values()].slice(0, 12);
  };

  /* The address of a hit with the words to mark there; `address` may be one of its passages. */
  const landing = (address, words) => {
    const url = new URL(address, window.ReadingRoomSearch.root);
    for (const word of words) url.searchParams.append("mark", word);
    return url.href;
  };

  const page = (address) => new URL(address, window.ReadingRoomSearch.root).href.replace(/[?#].*/, "");
  const isEntity = (kind) => ["person", "organisation", "place"].includes(kind);
  const dot = (kind) => (isEntity(kind) ? make("i", { class: `dot ${kind}` }) : "");

  /* Whether a hit holds the words themselves: the index also gives pages with a word that merely begins a wanted one
     ("P." for "Patrushef"), which is not what a person asked for. */
  const holds = (query, hit) => {
    const words = asked(query).flatMap((one) => one.split(/\s+/)).map(fold);
    const marks = [...excerpt(hit.excerpt).querySelectorAll("mark")].map((mark) => fold(bare(mark.textContent)));
    const alike = (word, mark) => {
      const least = Math.max(1, Math.ceil(0.6 * Math.min(word.length, mark.length)));
      return mark.length >= 0.6 * word.length && mark.slice(0, least) === word.slice(0, least);
    };
    return !marks.length || words.some((word) => marks.some((mark) => alike(word, mark)));
  };

  window.ReadingRoomHits = { make, day, excerpt, wanted, landing, page, dot, isEntity, fold, asked, holds };
})();
