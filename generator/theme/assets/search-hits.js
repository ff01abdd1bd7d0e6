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
    const text = marked.textContent.trim();
    if (/^\p{Ll}/u.test(text)) marked.prepend("… "); // where it is cut out of a sentence
    if (text && !/[.!?…。！？؟"”»)]$/.test(text)) marked.append(" …");
    return marked;
  };

  const UNSPACED = /[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]+/g; // scripts that part no words
  const bare = (word) => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "");
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const parts = (text) => fold(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  /* The phrases and words of a query, without quotes. */
  const asked = (query) => (query.replace(/[“”„«»]/g, '"').match(/"[^"]+"|[^\s"]+/g) || []).map(bare).filter(Boolean);

  /* The words and phrases to mark on the page of a hit: its forms of the words, and the phrases of the query. */
  const wanted = (query, hit) => {
    const runs = query.match(UNSPACED) || []; // each is looked for as a phrase of its letters
    const phrases = [...asked(query).filter((one) => one.includes(" ")), ...runs];
    const within = new Set([...phrases.flatMap(parts), ...runs.flatMap((run) => [...run]).map(fold)]);
    const words = new Map([...phrases, ...hit.words.filter((word) => word && !within.has(fold(word)))].map((word) => [fold(word), word]));
    return [...words.values()].map((word) => word.toLowerCase()).slice(0, 12);
  };

  const counted = (count, noun) => `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;
  const inQuotes = (query) => (query.includes('"') ? query : `“${query}”`);

  /* The address of a hit with the words to mark there; `address` may be one of its passages. */
  const landing = (address, words) => {
    const url = new URL(address, window.ReadingRoomSearch.root);
    for (const word of words) url.searchParams.append("mark", word);
    return url.href;
  };

  const page = (address) => new URL(address, window.ReadingRoomSearch.root).href.replace(/[?#].*/, "");
  const isEntity = (kind) => ["person", "organisation", "place"].includes(kind);
  const dot = (kind) => (isEntity(kind) ? make("i", { class: `dot ${kind}` }) : "");

  window.ReadingRoomHits = { make, day, excerpt, wanted, landing, page, dot, fold, asked, counted, inQuotes };
})();
