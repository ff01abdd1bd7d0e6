"""One page of each kind, as addresses of the small site."""

ARTICLE = "articles/bulletin/harbour-talks.html"
PAGES = {
    "home": "index.html",
    "article": ARTICLE,
    "article with structure": "articles/wire/1983-03-05-fishing-limits.html",
    "article from right to left": "articles/wire/arabic.html",
    "person": "people/astrid-lindqvist.html",
    "place": "places/geneva.html",
    "articles": "articles/index.html",
    "people": "people/index.html",
    "organisations": "organisations/index.html",
    "places": "places/index.html",
    "topics": "topics/index.html",
    "topic": "topics/ferry.html",
    "timeline": "timeline/index.html",
    "year": "timeline/1983.html",
    "statements": "statements/index.html",
    "sources": "sources/index.html",
    "collection": "collection.html",
    "search": "search.html",
    "tables": "data/index.html",
    "guide": "guide/index.html",
}
