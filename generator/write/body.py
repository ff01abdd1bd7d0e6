"""An article's tokens written as Markdown again, with links, marks and anchors put into its words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from markdown_it.token import Token

from generator.document import Document
from generator.document import span as span_of
from generator.write import markdown
from generator.write.decorations import Decoration, by_block, unlinked
from generator.write.inline import inline

DEEPEST = 8
"""Lists and quotes nested deeper than this are written flat: nobody reads them so, and parsers recurse into them."""
NOWHERE: Mapping[str, str] = MappingProxyType({})

_LISTS = ("bullet_list", "ordered_list")


def article_body(
    document: Document, decorations: Iterable[Decoration] = (), targets: Mapping[str, str] = NOWHERE
) -> str:
    """Write `document` as Markdown for a page, its headings below the page's own `h1`, with ids `h1`, `h2` … in order.

    `targets` tells where the document's relative destinations lie, as seen from the page; a link to one that is not
    there becomes its text, an image its alternative text. Images of other hosts become links.
    """
    blocks = [place for token in document.tokens if token.type == "inline" and (place := span_of(token))]
    body = _Body(by_block(decorations, blocks), targets)
    return "\n\n".join(body.blocks(_tree(document.tokens), 0))


@dataclass(frozen=True, slots=True)
class _Node:
    """A block, and the blocks in it."""

    token: Token
    """The one that opens the block, or is all of it."""
    children: list[_Node]

    @property
    def type(self) -> str:
        return self.token.type.removesuffix("_open")


def _tree(tokens: Iterable[Token]) -> list[_Node]:
    """Nest blocks by the tokens that open and close them."""
    root: list[_Node] = []
    within = [root]
    for token in tokens:
        if token.nesting == -1:
            within.pop()
            continue
        node = _Node(token, [])
        within[-1].append(node)
        if token.nesting == 1:
            within.append(node.children)
    return root


class _Body:
    """Writes blocks in order; knows the headings it has passed."""

    def __init__(self, decorations: Mapping[int, Sequence[Decoration]], targets: Mapping[str, str]) -> None:
        self._decorations = decorations
        self._targets = targets
        self._outline: list[int] = []
        self._headings = 0

    def blocks(self, nodes: Iterable[_Node], depth: int) -> list[str]:
        """Write sibling blocks, with a separator where two of a kind would grow together."""
        written: list[str] = []
        before = ""
        for node in nodes:
            blocks = [block for block in self._block(node, depth) if block]
            kind = "list" if node.type in _LISTS else node.type
            if blocks and kind == before and kind in {"list", "blockquote"}:
                written.append(markdown.SEPARATOR)
            if blocks:
                written += blocks
                before = kind
        return written

    def _block(self, node: _Node, depth: int) -> list[str]:
        match node.type:
            case "paragraph":
                return [self._line(node)]
            case "heading":
                return [self._heading(node)]
            case "blockquote" if depth >= DEEPEST:
                return self.blocks(node.children, depth)
            case "blockquote":
                quoted = self.blocks(node.children, depth + 1)
                return [markdown.quotation("\n\n".join(quoted))] if quoted else []
            case "bullet_list" | "ordered_list" if depth >= DEEPEST:
                return [block for item in node.children for block in self.blocks(item.children, depth)]
            case "bullet_list" | "ordered_list":
                return [self._list(node, depth)]
            case "table":
                return [self._table(node)]
            case "fence" | "code_block":
                code = node.token.content.strip("\n")
                return [markdown.code_block(code)] if code else []
            case "hr":
                return [markdown.RULE]
            case _:
                raise ValueError(f"a text holds a {node.type}, which no page can show")

    def _line(self, node: _Node) -> str:
        """Write the words of a paragraph, a heading or a cell."""
        token = node.children[0].token
        place = span_of(token)
        decorations = self._decorations[place[0]] if place else ()
        if node.type == "heading":
            decorations = [unlinked(one) if one.url else one for one in decorations]
        return inline(token.children or (), decorations, self._targets)

    def _heading(self, node: _Node) -> str:
        """Write a heading one below the one it stands under, whatever level the text gave it."""
        level = int(node.token.tag[1])
        while self._outline and self._outline[-1] >= level:
            self._outline.pop()
        self._outline.append(level)
        words = self._line(node)
        if not words:
            return ""
        self._headings += 1
        return markdown.heading(min(len(self._outline) + 1, 6), words, id=f"h{self._headings}")

    def _list(self, node: _Node, depth: int) -> str:
        items = [self._item(item, depth + 1) for item in node.children]
        gap: markdown.Gap = "tight" if _is_tight(node) and not any("\n\n" in item for item in items) else "loose"
        if node.type == "ordered_list":
            return markdown.numbered(items, int(node.token.attrs.get("start", 1)), gap)
        return markdown.bullets(items, gap)

    def _item(self, item: _Node, depth: int) -> str:
        """Write an item; it begins with a line of words, since parsers disagree on items that begin with a block."""
        blocks = self.blocks(item.children, depth)
        kinds = [child.type for child in item.children]
        if not blocks or kinds[0] not in {"paragraph", "heading"}:
            return "\n\n".join([markdown.SEPARATOR, *blocks])
        if len(blocks) == 2 and kinds[-1] in _LISTS and "\n\n" not in blocks[1]:
            return "\n".join(blocks)
        return "\n\n".join(blocks)

    def _table(self, node: _Node) -> str:
        rows = [row for part in node.children for row in part.children]
        header, *body = [[self._line(cell) for cell in row.children] for row in rows]
        aligned = [str(cell.token.attrs.get("style", "")) for cell in rows[0].children]
        return markdown.table(header, body, [index for index, style in enumerate(aligned) if style.endswith("right")])


def _is_tight(node: _Node) -> bool:
    return all(child.token.hidden for item in node.children for child in item.children if child.type == "paragraph")
