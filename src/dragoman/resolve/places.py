"""Place mentions to places: which country, which point."""

from __future__ import annotations

from dragoman.knowledge.actors import ActorBook, fold
from dragoman.mentions.phrases import Mention
from dragoman.model.records import Place


class PlaceResolver:
    """Resolves the places of one document."""

    def __init__(self, text: str, book: ActorBook) -> None:
        self.text = text
        self.book = book

    def place(self, mention: Mention) -> Place:
        name = (mention.name_text(self.text) or mention.span.of(self.text)).replace("\n", " ")
        name = name.removesuffix("'s").removesuffix("’s").removeprefix("the ")
        key = fold(name)
        states = [a for a in self.book.by_name.get(key, []) if a.id.startswith("state:")]
        if states:
            return Place(text=name, span=mention.span, name=states[0].name, country=states[0].country, precision="country")
        return Place(text=name, span=mention.span, name=name, country=self.book.capitals.get(key) or mention.country)
