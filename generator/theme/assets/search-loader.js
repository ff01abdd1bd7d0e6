// Search without its looks: one global, ReadingRoomSearch, that the search box and the search page ask.
//
//   await ReadingRoomSearch.load()
//     → { kinds: [{ value, label, pages }], facets: [{ key, label }] } of the collection
//   await ReadingRoomSearch.search(query, { filters, sort, kinds })
//     → { total, hits: async (from, to) => [hit, …] }; words are all wanted, "words in quotes" as a phrase; the empty
//       query finds all. filters: { source: [value, …], year: […], … } wants one value of each facet; sort: "relevance"
//       (default), "newest", "oldest"; kinds: [] for all, or some of "article", "person", "organisation", "place",
//       "topic", "page".
//     hit: { url, title, kind, date, source, lang, excerpt, words, subresults: [{ url, title, excerpt }] }; url is
//       absolute and leads to the passage, excerpt is safe HTML with <mark>, date is ISO 8601 or "", words are those
//       found, as the page has them.
//   await ReadingRoomSearch.filters(query, { filters, kinds })
//     → { kind: [{ value, label, count }, …], source: […], … }, most first; the counts of a facet leave its own filter
//       aside, so that several of its values can be chosen.
//   await ReadingRoomSearch.names(prefix, limit) → [{ name, title, url, kind }, …] whose name begins with it
//   await ReadingRoomSearch.near(query, limit)   → [{ name, title, url, kind }, …] spelt nearly like it
//
// What it loads lies in search/: scripts that hand over what they hold by keep() and, for pages opened by double-click,
// twins() of the files that Pagefind fetches.
(() => {
  const root = new URL("..", document.currentScript.src);
  const folder = new URL("search/", root);
  const onDisk = folder.protocol === "file:";

  // ---- loading -------------------------------------------------------------------------------------------------

  const kept = new Map();
  const twins = new Map();
  const scripts = new Map();

  // Run the script at `path` below search/, once.
  const run = (path) => {
    if (!scripts.has(path)) {
      scripts.set(path, new Promise((done, failed) => {
        const script = document.createElement("script");
        script.src = new URL(path, folder);
        script.onload = done;
        script.onerror = () => failed(new TypeError(`The search cannot load ${path}`));
        document.head.append(script);
      }));
    }
    return scripts.get(path);
  };

  // The bytes of a file below search/, from its twin; pages' texts lie in one by the beginning of their id.
  const bytesOf = async (path) => {
    await run(`${path.replace(/(fragment\/[a-z]+_[0-9a-f]{2})[0-9a-f]+\.pf_fragment$/, "$1")}.js`);
    const text = atob(twins.get(path));
    const bytes = new Uint8Array(text.length);
    for (let place = 0; place < text.length; place += 1) bytes[place] = text.charCodeAt(place);
    return bytes;
  };

  if (onDisk) {
    const fetch = window.fetch;
    window.fetch = async (input, init) => {
      const url = new URL(input instanceof Request ? input.url : input, location.href);
      if (!url.pathname.startsWith(folder.pathname)) return fetch(input, init);
      return new Response(await bytesOf(url.pathname.slice(folder.pathname.length)));
    };
  }

  let collection;
  const load = () => collection ??= (async () => {
    if (!onDisk) await fetch(new URL("collection.js", folder), { cache: "no-cache" }); // the one that may have grown old
    await run("collection.js");
    const found = kept.get("collection");
    found.engines = new Map(); // by language, its shards
    for (const shard of found.shards) {
      found.engines.set(shard.language, [...(found.engines.get(shard.language) ?? []), shard]);
    }
    for (const [language, shards] of found.engines) engine(language, shards).catch(() => {}); // while the query is typed
    return found;
  })();

  // What the script of that name has handed over.
  const get = async (name, file = name) => {
    const { version } = await load();
    await run(onDisk ? `${file}.js` : `${file}.js?v=${version}`);
    return kept.get(name);
  };

  // Pagefind for the shards of one language: an instance knows the stems of one alone.
  const engines = new Map();
  const engine = (language, shards) => {
    if (!engines.has(language)) engines.set(language, start(language, shards));
    return engines.get(language);
  };
  const start = async (language, [first, ...others]) => {
    const base = (shard) => new URL(`${shard.path}/`, folder).href;
    const source = onDisk
      ? `${URL.createObjectURL(new Blob([await bytesOf("pagefind.js")], { type: "text/javascript" }))}#pagefind.js`
      : new URL(`pagefind.js?${language}`, folder).href;
    const pagefind = await import(source);
    await pagefind.options({ basePath: base(first), metaCacheTag: first.version, noWorker: onDisk });
    await pagefind.init();
    await Promise.all(others.map((shard) => pagefind.mergeIndex(base(shard), { metaCacheTag: shard.version })));
    return pagefind;
  };

  // ---- words ---------------------------------------------------------------------------------------------------

  const UNSPACED = "[\\u0e00-\\u0eff\\u3040-\\u30ff\\u3400-\\u9fff]"; // scripts that part no words: each letter is one
  const unspaced = new RegExp(UNSPACED);
  const parted = (text) => text.replace(new RegExp(UNSPACED, "g"), " $& ").replace(/\s+/g, " ").trim();

  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ").trim();

  // The phrases of a query and the words beside them.
  const parse = (query) => {
    const phrases = [];
    const words = query.replace(/["“”„«»]([^"“”„«»]+)["“”„«»]/g, (_, phrase) => {
      phrases.push(parted(phrase));
      return " ";
    }).replace(new RegExp(`${UNSPACED}+`, "g"), (letters) => {
      phrases.push(parted(letters));
      return " ";
    });
    return { words: words.trim(), phrases: phrases.filter(fold) };
  };

  const escape = (text) => text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);

  // ---- finding -------------------------------------------------------------------------------------------------

  // All results for a query, best first: { id, score, words, data }.
  const matching = async (query) => {
    const { words, phrases } = parse(query);
    const terms = [...(fold(words) ? [words] : []), ...phrases.map((phrase) => `"${phrase}"`)];
    if (!terms.length && fold(query)) return [];
    const { engines } = await load();
    const found = await Promise.all([...engines].map(async ([language, shards]) => {
      const pagefind = await engine(language, shards);
      const answers = await Promise.all((terms.length ? terms : [null]).map((term) => pagefind.search(term)));
      return answers.map((answer) => answer.results).reduce(both);
    }));
    return found.flat().sort((a, b) => b.score - a.score);
  };

  const both = (some, others) => {
    const more = new Map(others.map((result) => [result.id, result]));
    return some.filter((result) => more.has(result.id));
  };

  // The tables of all shards: by id, the rows of that id (two shards may have one in common).
  let tables;
  const rows = () => tables ??= (async () => {
    const { shards, kinds } = await load();
    const found = await Promise.all(shards.map((shard) => get(`tables/${shard.path}`)));
    const byId = new Map();
    found.forEach((table, number) => table.ids.forEach((id, place) => {
      const row = {
        shard: shards[number].path,
        place,
        kind: kinds[table.kinds[place]].value,
        date: table.dates[place],
        address: table.addresses[place],
      };
      byId.set(id, [...(byId.get(id) ?? []), row]);
    }));
    return byId;
  })();

  let columns;
  const facets = () => columns ??= (async () => {
    const shards = (await load()).shards.filter((shard) => shard.path.startsWith("articles/"));
    const found = await Promise.all(shards.map((shard) => get(`facets/${shard.path}`)));
    for (const facet of found.flatMap(Object.values)) {
      facet.values = facet.values.map((value) => (Array.isArray(value) ? value : [value, value]));
    }
    return new Map(shards.map((shard, number) => [shard.path, found[number]]));
  })();

  // Add to each result its row of the tables.
  const withRows = async (results) => {
    const byId = await rows();
    return Promise.all(results.map(async (result) => {
      const found = byId.get(result.id);
      const address = found.length > 1 ? addressOf(await result.data()) : "";
      return { ...result, row: found.find((row) => row.address === address) ?? found[0] };
    }));
  };

  const addressOf = (fragment) => fragment.raw_url.replace(/^\//, "");

  // The values, with labels, that a row has of a facet.
  const valuesOf = (row, facet, found) => {
    if (facet === "kind") return [[row.kind, row.kind]];
    const column = found.get(row.shard)?.[facet];
    return column ? column.rows[row.place].map((number) => column.values[number]) : [];
  };

  // Whether a row has a wanted value of each facet, but of one that is left aside.
  const passes = (row, wanted, found, aside) => Object.entries(wanted).every(([facet, values]) =>
    facet === aside || !values.length || valuesOf(row, facet, found).some(([value]) => values.includes(value)));

  const search = async (query, { filters = {}, sort = "relevance", kinds = [] } = {}) => {
    const wanted = { ...filters, kind: kinds };
    const [all, exact] = await Promise.all([matching(query), sort === "relevance" ? exactly(query) : []]);
    let results = all;
    if (Object.values(wanted).some((values) => values.length) || sort !== "relevance") {
      const needed = Object.values(filters).some((values) => values.length);
      const found = needed ? await facets() : new Map();
      results = (await withRows(all)).filter(({ row }) => passes(row, wanted, found));
    }
    if (sort !== "relevance") {
      const sign = sort === "newest" ? -1 : 1;
      const key = ({ date }) => date || (sign < 0 ? "" : "9999"); // undated ones come last
      results.sort((a, b) => sign * (key(a.row) < key(b.row) ? -1 : key(a.row) > key(b.row) ? 1 : 0));
    }
    const named = new Map(exact.map((name, place) => [name.id, place]));
    const first = results.filter(({ id }) => named.has(id)).sort((a, b) => named.get(a.id) - named.get(b.id));
    results = [...first, ...results.filter(({ id }) => !named.has(id))];
    return {
      total: results.length,
      hits: (from = 0, to = from + 10) => Promise.all(results.slice(from, to).map(async (one) => hit(await one.data()))),
    };
  };

  const filters = async (query, { filters = {}, kinds = [] } = {}) => {
    const [results, found, { facets: known, kinds: labels }] = await Promise.all([
      matching(query).then(withRows), facets(), load(),
    ]);
    const wanted = { ...filters, kind: kinds };
    const counts = {};
    for (const facet of ["kind", ...known.map(({ key }) => key)]) {
      const tally = new Map();
      for (const { row } of results) {
        if (!passes(row, wanted, found, facet)) continue;
        for (const [value, label] of valuesOf(row, facet, found)) {
          const entry = tally.get(value) ?? { value, label, count: 0 };
          entry.count += 1;
          tally.set(value, entry);
        }
      }
      counts[facet] = [...tally.values()].sort((a, b) => b.count - a.count || (a.label < b.label ? -1 : 1));
    }
    for (const entry of counts.kind) entry.label = labels.find(({ value }) => value === entry.value).label;
    return counts;
  };

  // ---- hits ----------------------------------------------------------------------------------------------------

  const EXCERPT = 30; // words
  const FACTS = "facts=";

  const hit = (fragment) => {
    const words = fragment.content.split(/\s+/);
    const { title } = fragment.meta;
    const facts = fragment.anchors.find(({ id }) => id.startsWith(FACTS)); // see publish/search/pages.py
    const [kind, date, source, lang, text] = JSON.parse(decodeURIComponent(facts.id.slice(FACTS.length)));
    const page = new URL(addressOf(fragment), root);
    const all = fragment.weighted_locations.map(({ location, balanced_score: score }) => ({ location, score }));
    const inText = all.filter(({ location }) => location >= text);
    const places = inText.sort((a, b) => a.location - b.location);
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

  const bare = (word) => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "");

  // The words from one place to another, at most EXCERPT, as HTML.
  const excerpt = (words, marked, from, to) => words.slice(from, Math.min(from + EXCERPT, to)).map((word, place, shown) => {
    const joined = place === 0 || (unspaced.test(word) && unspaced.test(shown[place - 1]));
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

  // ---- names ---------------------------------------------------------------------------------------------------

  // The script of names that has those beginning with `key`, as publish/search/names.py parts them.
  const bucket = async (key) => {
    const { names } = await load();
    const within = names.filter((prefix) => key.startsWith(prefix)).pop();
    const beyond = names.find((prefix) => prefix.startsWith(key));
    const parted = within !== undefined && names.some((prefix) => prefix !== within && prefix.startsWith(within));
    const prefix = within === undefined || (parted && within !== key) ? beyond : within;
    if (prefix === undefined) return [];
    const file = ["n", ...[...prefix].map((char) => char.codePointAt(0).toString(16))].join("-");
    const { kinds } = await load();
    return (await get(`names/${prefix}`, `names/${file}`)).names.map(
      ([title, address, kind, weight, shard, id, ...others]) =>
        ({ title, url: new URL(address, root).href, kind: kinds[kind].value, rank: kind, weight, shard, id, others }));
  };

  const LONGEST = 80; // what a name's place depends on

  // The pages whose very name or title is asked for, best first; other names count after names.
  const exactly = async (query) => {
    const key = fold(query);
    if (!key) return [];
    const found = (await bucket([...key].slice(0, LONGEST).join(""))).flatMap((name) => {
      if (fold(name.title) === key) return [{ ...name, class: 0 }];
      return name.others.some((other) => fold(other) === key) ? [{ ...name, class: 1 }] : [];
    });
    return found.sort((a, b) => a.class - b.class || b.weight - a.weight).slice(0, 3);
  };

  const names = async (prefix, limit = 8) => {
    const key = fold(prefix);
    if (!key) return [];
    const begins = (text) => ` ${fold(text)}`.includes(` ${key}`);
    const found = (await bucket([...key].slice(0, LONGEST).join(""))).flatMap((name) => {
      const label = [name.title, ...name.others].find(begins);
      if (label === undefined) return [];
      return [{ ...name, name: label, exact: fold(label) === key, other: label !== name.title }];
    });
    found.sort((a, b) => b.exact - a.exact || a.other - b.other || b.weight - a.weight || a.rank - b.rank);
    return found.slice(0, limit).map(({ name, title, url, kind }) => ({ name, title, url, kind }));
  };

  // Changes of one letter, or of two neighbours' order, from one word to another; above `most` it may be too low.
  const distance = (one, other, most) => {
    if (Math.abs(one.length - other.length) > most) return most + 1;
    let [before, last] = [[], Array.from({ length: other.length + 1 }, (_, column) => column)];
    for (let row = 1; row <= one.length; row += 1) {
      const now = [row];
      for (let column = 1; column <= other.length; column += 1) {
        const same = one[row - 1] === other[column - 1];
        now[column] = Math.min(last[column] + 1, now[column - 1] + 1, last[column - 1] + (same ? 0 : 1));
        if (row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]) {
          now[column] = Math.min(now[column], before[column - 2] + 1);
        }
      }
      if (Math.min(...now) > most) return most + 1;
      [before, last] = [last, now];
    }
    return last.at(-1);
  };

  const near = async (query, limit = 5) => {
    const known = (await get("words")).words.split(" ");
    const set = new Set(known);
    const corrected = fold(query).split(" ").filter(Boolean).map((word) => {
      if (set.has(word)) return [word];
      const most = word.length < 5 ? 1 : 2;
      const close = known.map((other) => [distance(word, other, most), other]).filter(([far]) => far <= most);
      return close.sort(([a, one], [b, other]) => a - b || (one < other ? -1 : 1)).slice(0, limit).map(([, other]) => other);
    });
    const found = new Map();
    const add = (names) => names.forEach((name) => found.has(name.url) || found.set(name.url, name));
    if (corrected.every((words) => words.length)) add(await names(corrected.map(([best]) => best).join(" "), limit));
    for (const word of corrected.flat()) {
      if (found.size < limit) add(await names(word, limit));
    }
    return [...found.values()].filter(({ kind }) => kind !== "article").slice(0, limit);
  };

  window.ReadingRoomSearch = {
    root,
    load,
    search,
    filters,
    names,
    near,
    keep: (name, value) => kept.set(name, value),
    twins: (path, files) => {
      for (const [name, bytes] of Object.entries(files)) twins.set(path ? `${path}/${name}` : name, bytes);
    },
  };
})();
