"""Pictures as files: SVG, PNG, PDF, a page that needs nothing else, or the specification itself.

Nothing is fetched: specifications hold their data, fonts are those of the machine, and the page has Vega inside.
"""

from __future__ import annotations

import base64
import hashlib
import json
from functools import cache
from html import escape
from types import ModuleType

from dragoman.errors import InputError, OutputError
from dragoman.pictures.theme import Spec

FORMS = ("svg", "png", "html", "pdf", "json")
_VERSION = "6.1"  # of Vega-Lite, the same wherever vl-convert knows it
_SCALE = 2.0  # pixels of a PNG for each of the drawing
_SHOW = """
vegaEmbed("#picture", JSON.parse(document.getElementById("spec").textContent), {ast: true, actions: false, renderer: "svg"});
"""
_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src '{hash}'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
body {{ margin: 0; padding: 1rem; background: {paper}; }}
figure {{ margin: 0 auto; max-width: 60rem; }}
figure svg {{ max-width: 100%; height: auto; }}
figcaption {{ position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }}
</style>
</head>
<body>
<figure><div id="picture">{svg}</div><figcaption>{alt}</figcaption></figure>
<script type="application/json" id="spec">{spec}</script>
<script>{script}</script>
</body>
</html>
"""


def drawn(spec: Spec, form: str) -> bytes:
    """A picture in one of FORMS.

    Args:
        spec: what one of the functions of this part gives.
        form: svg, png, html, pdf or json.

    Raises:
        InputError: there is no such form.
        OutputError: the library that draws is not installed.
    """
    match form:
        case "json":
            return (json.dumps(spec, ensure_ascii=False, separators=(",", ":")) + "\n").encode()
        case "svg":
            return svg(spec).encode()
        case "html":
            return page(spec).encode()
        case "png":
            return bytes(_vega().vegalite_to_png(spec, vl_version=_VERSION, scale=_SCALE, allowed_base_urls=[]))
        case "pdf":
            return bytes(_vega().vegalite_to_pdf(spec, vl_version=_VERSION, allowed_base_urls=[]))
    raise InputError(f"{form!r} is no form of a picture; take one of {', '.join(FORMS)}")


def svg(spec: Spec) -> str:
    """A picture as SVG, with its title and description for those who can't see it."""
    found: str = _vega().vegalite_to_svg(spec, vl_version=_VERSION, allowed_base_urls=[])
    head, rest = found.split(">", 1)
    title, alt = escape(title_of(spec)), escape(spec["description"])
    return f'{head} role="img" aria-label="{alt}"><title>{title}</title><desc>{alt}</desc>{rest}'


def page(spec: Spec) -> str:
    """A picture as one HTML page: drawn already, and with tooltips where scripts may run.

    A content security policy names the hash of the page's own script and lets nothing else run or load.
    """
    script, script_hash = _script()
    return _PAGE.format(
        hash=script_hash, title=escape(title_of(spec)), paper=escape(spec["background"]), svg=svg(spec),
        alt=escape(spec["description"]), spec=_in_script(spec), script=script,
    )  # fmt: skip


def title_of(spec: Spec) -> str:
    """The title of a picture in one line."""
    return " ".join(spec["title"]["text"])


def _in_script(spec: Spec) -> str:
    """JSON that can't end the element that it stands in."""
    text = json.dumps(spec, ensure_ascii=False, separators=(",", ":"))
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text


@cache
def _script() -> tuple[str, str]:
    """Vega with the call that shows the picture, and its hash for the content security policy."""
    script = _vega().javascript_bundle(_SHOW, vl_version=_VERSION)
    digest = hashlib.sha256(script.encode()).digest()
    return script, "sha256-" + base64.b64encode(digest).decode()


def _vega() -> ModuleType:
    try:
        import vl_convert
    except ImportError as error:
        raise OutputError(
            "drawing needs vl-convert-python, which is not installed; run pip install 'dragoman[pictures]'"
        ) from error
    return vl_convert
