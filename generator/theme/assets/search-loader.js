// Search without its looks: one global, ReadingRoomSearch, that the search box and the search page ask.
//
//   await ReadingRoomSearch.load()
//     → { kinds: [{ value, label, pages }], facets: [{ key, label }] } of the collection
//   await ReadingRoomSearch.search(query, { filters, sort, kinds })
//     → { total, absent, hits: async (from, to) => [hit, …] }; words are all wanted, "words in quotes" as a phrase; those
//       that no page has are left out, and listed in absent; the empty query finds all. filters: { source: [value, …],
//       year: […], … } wants one value of each facet, but all of those that an article has many of (people, …, topics);
//       sort: "relevance" (default), "newest", "oldest"; kinds: [] for all, or some of "article", "person",
//       "organisation", "place", "topic", "page".
//     hit: { url, title, kind, date, source, lang, excerpt, words, subresults: [{ url, title, excerpt }] }; url is
//       absolute and leads to the passage, excerpt is safe HTML with <mark>, date is ISO 8601 or "", words are those
//       found, as the page has them.
//   await ReadingRoomSearch.filters(query, { filters, kinds })
//     → { kind: [{ value, label, count }, …], source: […], … }, most first; the counts of a facet whose values widen the
//       search leave its own filter aside, so that several of them can be chosen.
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
    await run(`${path.replace(/(fragment\/[a-z-]+_[0-9a-f]{2})[0-9a-f]+\.pf_fragment$/, "$1")}.js`);
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
    const scripts = ["search-passages.js", "search-names.js"].map((name) => run(`../assets/${name}`));
    await Promise.all([run("collection.js"), ...scripts]);
    const found = kept.get("collection");
    const languages = new Map(); // their shards, those of articles first
    found.indexes = new Map(); // by family and language: its language, and how the ids of its pages begin
    for (const shard of found.shards) {
      const { language, path, tag } = shard;
      languages.set(language, [...(languages.get(language) ?? []), shard]);
      found.indexes.set(path.replace(/-\d+$/, ""), { language, begins: `${tag}_` });
    }
    found.engines = new Map([...languages].map(([language, shards]) => [language, start(language, shards)]));
    for (const engine of found.engines.values()) engine.catch(() => {}); // it starts while the query is typed
    found.byName = window.ReadingRoomNames(found, get, fold, root);
    found.common = new Map(Object.entries(found.common).map(([index, words]) => [index, new Set(words.split(" "))]));
    return found;
  })();

  // What the script of that name has handed over.
  const get = async (name, file = name) => {
    const { version } = await load();
    await run(onDisk ? `${file}.js` : `${file}.js?v=${version}`);
    return kept.get(name);
  };

  // What a match on a page of a few words counts beside one in an article: else the topics that have a word in their
  // name stand before all articles about it.
  const SHORT = 0.5;

  // Pagefind for the shards of one language: an instance knows the stems of one alone.
  const start = async (language, [first, ...others]) => {
    const base = (shard) => new URL(`${shard.path}/`, folder).href;
    const source = onDisk
      ? `${URL.createObjectURL(new Blob([await bytesOf("pagefind.js")], { type: "text/javascript" }))}#pagefind.js`
      : new URL(`pagefind.js#${language}`, folder).href; // a module of its own, of a file that is fetched once
    const pagefind = await import(source);
    const common = (shard) => ({ metaCacheTag: shard.version, indexWeight: shard.path.startsWith("names/") ? SHORT : 1 });
    const noWorker = onDisk || others.length < 2; // two shards answer at once: a worker would only be more to load
    await pagefind.options({ basePath: base(first), noWorker, ...common(first) });
    await pagefind.init();
    await pagefind.search(""); // throws what keeps it from starting, for which a merge would wait for ever
    await Promise.all(others.map((shard) => pagefind.mergeIndex(base(shard), common(shard))));
    return pagefind;
  };

  // ---- words ---------------------------------------------------------------------------------------------------

  const UNSPACED = "[\\u0e00-\\u0eff\\u3040-\\u30ff\\u3400-\\u9fff]"; // scripts that part no words: each letter is one
  const unspaced = new RegExp(UNSPACED);
  const parted = (text) => text.replace(new RegExp(UNSPACED, "g"), " $& ").replace(/\s+/g, " ").trim();

  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ").trim();

  const bare = (word) => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "");

  // What a query asks for: the words, then the phrases.
  const parse = (query) => {
    const phrases = [];
    const take = (phrase) => {
      phrases.push(phrase);
      return " ";
    };
    const words = query
      .replace(/["“”„«»]([^"“”„«»]+)["“”„«»]/g, (_, phrase) => take(phrase))
      .replace(/["“”„«»]/g, " ")
      .replace(new RegExp(`${UNSPACED}+`, "g"), take)
      .split(/\s+/).map(bare);
    const terms = [...words.filter(fold).map((text) => ({ text, wanted: text, word: true })),
      ...phrases.filter(fold).map((text) => ({ text: text.trim(), wanted: parted(text), word: false }))];
    return [...new Map(terms.map((term) => [fold(term.wanted), term])).values()];
  };

  // ---- finding -------------------------------------------------------------------------------------------------

  // The answers to the latest questions of one kind; one that failed is asked again.
  const remembering = (most, ask) => {
    const answers = new Map();
    return (...question) => {
      const key = JSON.stringify(question);
      const answer = answers.get(key) ?? ask(...question);
      answers.delete(key);
      answers.set(key, answer);
      answer.catch(() => answers.delete(key));
      if (answers.size > most) answers.delete(answers.keys().next().value);
      return answer;
    };
  };

  // Both families of a language are asked at once, and wait for the same answer.
  const resultsOf = remembering(40, async (language, query) =>
    (await (await (await load()).engines.get(language)).search(query)).results);

  const asking = async (index, query) => {
    const { language, begins } = (await load()).indexes.get(index);
    return (await resultsOf(language, query)).filter(({ id }) => id.startsWith(begins));
  };

  // The pages that have the very word, in any of its forms, or the phrase. Asked for several words at once, Pagefind
  // leaves out those that a shard does not have, and puts a shorter word in their place where it knows one: then what is
  // found would depend on the shard.
  const having = (index, wanted) => asking(index, `"${wanted}"`);

  // The pages with a word that begins so, where none has it whole: it may still be being typed.
  const beginning = remembering(10, async (index, wanted) => {
    const results = await asking(index, wanted);
    const begins = (word) => fold(word).split(" ").some((part) => part.startsWith(fold(wanted)));
    const whole = await Promise.all(results.slice(0, 5).map(async (result) => {
      const words = (await result.data()).content.split(/\s+/);
      return result.words.map((place) => bare(words[place] ?? "")).filter(begins);
    }));
    const longer = [...new Map(whole.flat().map((word) => [fold(word), word])).values()].slice(0, 5);
    const found = await Promise.all(longer.map((word) => having(index, word)));
    return [...new Map(found.flat().map((result) => [result.id, result])).values()];
  });

  // What Pagefind finds of all terms at once, for its scores; a single letter would find all words that begin with it.
  const scores = (terms, everywhere) => {
    const longer = terms.map(({ wanted }) => wanted).filter((wanted) => wanted.length > 1 || unspaced.test(wanted));
    return everywhere(longer.length ? asking : async () => [], longer.join(" "));
  };

  // A result with what was found of the terms; the worker forgets the text of one that nobody holds any more.
  const answering = (result, answers) => ({ ...result, answers, held: result });

  // All results for a query, best first: { id, score, data, answers }, answers being what was found of the terms.
  const matching = remembering(3, async (query) => {
    const terms = parse(query);
    const { indexes, kinds, common, byName } = await load();
    const all = [...indexes.keys()];
    if (!terms.length) {
      const found = fold(query) ? [] : await Promise.all(all.map((index) => asking(index, null)));
      return { results: found.flat().map((result) => answering(result, [])), absent: [], named: new Map() };
    }
    const everywhere = (ask, wanted) => Promise.all(all.map((index) => ask(index, wanted)));
    // A word that each shard of an index has need not be asked for: what is found of all terms at once has it.
    const joint = scores(terms, everywhere);
    const words = terms.every(({ word }) => word); // beside a phrase, its words elsewhere would be marked too
    const asked = ({ wanted }) => Promise.all(all.map(async (index, number) => {
      const known = words && wanted.length > 1 && common.get(index)?.has(fold(wanted));
      return known ? { known, results: (await joint)[number] } : { known, results: await having(index, wanted) };
    }));
    const [scored, exact, ...found] = await Promise.all([joint, byName.exactly(query), ...terms.map(asked)]);
    const none = (answers) => answers.every(({ known, results }) => !known && !results.length);
    const last = terms.findLastIndex(({ word }) => word);
    if (last >= 0 && none(found[last])) {
      found[last] = (await everywhere(beginning, terms[last].wanted)).map((results) => ({ results }));
    }
    const present = found.filter((answers) => !none(answers));
    const pages = kinds.reduce((sum, kind) => sum + kind.pages, 0);
    const weights = present.map((answers) =>
      Math.log(1 + pages / (1 + answers.reduce((sum, { results }) => sum + results.length, 0))));
    const results = all.flatMap((_, number) => {
      const scores = new Map(scored[number].map(({ id, score }) => [id, score]));
      return present.map((answers) => answers[number].results)
        .map((answer, term) => answer.map((result) => answering(result, [{ places: result.words, weight: weights[term] }])))
        .reduce((some, others) => (some ? both(some, others) : others), null)
        ?.map((result) => ({ ...result, score: scores.get(result.id) ?? 0 })) ?? [];
    });
    // A name may be written so that it falls into other words than the query: its page is there all the same.
    const there = new Set(results.map(({ id }) => id));
    const named = new Map(exact.map(({ id }, place) => [id, place]));
    for (const result of scored.flat()) {
      if (named.has(result.id) && !there.has(result.id)) {
        results.push(answering(result, [{ places: result.words, weight: 1 }]));
      }
    }
    const absent = named.size ? [] : terms.filter((_, term) => none(found[term])).map(({ text }) => text);
    return { results: results.sort((a, b) => b.score - a.score), absent, named };
  });

  // The results that are among the others too, with what either found.
  const both = (some, others) => {
    const more = new Map(others.map((result) => [result.id, result]));
    return some.filter(({ id }) => more.has(id))
      .map((result) => ({ ...result, answers: [...result.answers, ...more.get(result.id).answers] }));
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

  // The facets of which an article has many values: who wants several wants them together.
  const TOGETHER = new Set(["people", "organisations", "places", "topics"]);

  // Whether a row has what is wanted of each facet, but of one that is left aside.
  const passes = (row, wanted, found, aside) => Object.entries(wanted).every(([facet, values]) => {
    if (!values.length || (facet === aside && !TOGETHER.has(facet))) return true;
    const has = new Set(valuesOf(row, facet, found).map(([value]) => value));
    return TOGETHER.has(facet) ? values.every((value) => has.has(value)) : values.some((value) => has.has(value));
  });

  const search = async (query, { filters = {}, sort = "relevance", kinds = [] } = {}) => {
    const wanted = { ...filters, kind: kinds };
    const { results: all, absent, named } = await matching(query);
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
    if (sort === "relevance") {
      const first = results.filter(({ id }) => named.has(id)).sort((a, b) => named.get(a.id) - named.get(b.id));
      results = [...first, ...results.filter(({ id }) => !named.has(id))];
    }
    const { hit } = window.ReadingRoomPassages;
    return {
      total: results.length,
      absent,
      hits: (from = 0, to = from + 10) =>
        Promise.all(results.slice(from, to).map(async (one) => hit(root, await one.data(), one.answers))),
    };
  };

  const filters = async (query, { filters = {}, kinds = [] } = {}) => {
    const [results, found, { facets: known, kinds: labels }] = await Promise.all([
      matching(query).then(({ results }) => withRows(results)), facets(), load(),
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

  // ---- names ---------------------------------------------------------------------------------------------------

  const names = async (prefix, limit = 8) => (await load()).byName.names(prefix, limit);

  const near = async (query, limit = 5) => {
    const [{ words }] = await Promise.all([get("words"), run("../assets/search-near.js")]);
    return window.ReadingRoomNear(fold(query).split(" ").filter(Boolean), words.split(" "), names, limit);
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
