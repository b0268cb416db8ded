"""Web pages for tests, as sites make them: an article among menus, other stories and notices."""

from __future__ import annotations

HEAD = """
<title>Envoys meet in Geneva | Example Wire</title>
<meta property="og:site_name" content="Example Wire">
<meta property="article:published_time" content="2021-03-04T10:11:00+01:00">
<meta property="article:modified_time" content="2021-03-06T08:00:00+01:00">
<link rel="canonical" href="https://wire.example/envoys">
"""


def page(*paragraphs: str, head: str = HEAD, title: str = "Envoys meet in Geneva") -> str:
    """A news page with these paragraphs."""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return f"""<!DOCTYPE html><html lang="en-GB"><head>{head}</head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav>
<article><h1>{title}</h1>{body}</article>
<aside><h3>Most read</h3><ul><li><a href="/1">Cup final goes to penalties on 1 January 2019</a></li></ul></aside>
<footer><p>Copyright 2019 Example Wire. All rights reserved.</p></footer></body></html>"""
