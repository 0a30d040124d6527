"""The style sheet of a press review on the web: for a wide and a narrow screen, light and dark, and for paper."""

CSS = """
:root{color-scheme:light dark;--ink:#1c1c1c;--soft:#55524c;--rule:#cfc9bd;--paper:#fffdf9;--link:#1d4e79;
--comment:#b3541e;--comment-paper:#fbf1e8;--code:#f3efe7;--clips:#30638e;--reprints:#a9c4d8}
*{box-sizing:border-box}
body{font:17px/1.55 "Libertinus Serif","Noto Serif",Georgia,"Noto Serif CJK SC","Noto Naskh Arabic",serif;
color:var(--ink);background:var(--paper);max-width:44rem;margin:0 auto;padding:1.5rem;overflow-wrap:break-word}
h1,h2,h3,h4,h5,h6{line-height:1.2;text-wrap:balance;break-after:avoid}
h1{font-size:2.4rem;margin:1.5rem 0 .2em}
h2{font-size:1.5rem;border-bottom:2px solid var(--ink);padding-bottom:.2em;margin-top:2.5em}
h3,article h2{font-size:1.3rem;margin:.2em 0;border:0;padding:0}h4,h5,h6{font-size:1.05rem;margin:1em 0 .3em}
a{color:var(--link)}
.subtitle{font-size:1.25rem;margin:.2em 0}
.about,.where,footer{color:var(--soft);font-size:.9rem;margin:.2em 0}.about b{color:var(--ink)}
.summary{border-block:1px solid var(--rule);margin:1.5rem 0;font-size:1.1rem}
article{border-top:1px solid var(--rule);padding:1.2rem 0}
article:first-of-type{border-top:0}
.number{color:var(--soft);font-variant-numeric:tabular-nums}
.comment,.note{border-inline-start:4px solid var(--comment);background:var(--comment-paper);
padding:.3em .8em;margin:.6em 0}
.note{border-inline-start-style:dotted}.note .label{font-weight:bold;margin:0}
.comment>:first-child,.note>:first-child{margin-top:0}.comment>:last-child,.note>:last-child{margin-bottom:0}
blockquote{border-inline-start:3px solid var(--rule);margin:1em 0;padding-inline-start:1em}
figure{margin:1em 0}svg{width:100%;height:auto;display:block;overflow:visible}
svg .clips{fill:var(--clips)}svg .reprints{fill:var(--reprints)}svg text{fill:var(--ink)}
table{border-collapse:collapse;font-size:.92rem;margin:1em 0;width:100%}
th,td{border-bottom:1px solid var(--rule);padding:.25em .5em;text-align:start;vertical-align:top}
tbody th{font-weight:normal}.n{text-align:end;font-variant-numeric:tabular-nums;white-space:nowrap}
.tables{display:flex;flex-wrap:wrap;gap:0 2rem}.tables table{flex:1 1 16rem;align-self:start}
nav ol{list-style:none;padding:0;margin:.4em 0}nav h3{font-size:1.1rem;margin:1em 0 .3em}
nav li{display:grid;grid-template-columns:2.2em 1fr auto;gap:0 .4em;align-items:baseline;margin:.25em 0}
.where{font-size:.85rem;text-align:end;max-width:18rem}
.sources ul{list-style:none;padding:0;font-size:.88rem}.sources li{margin:.3em 0}
pre{white-space:pre-wrap;background:var(--code);padding:.6em}
.skip{position:absolute;left:-999rem}.skip:focus{left:1rem;top:1rem;background:var(--paper);padding:.5em}
@media(max-width:32rem){body{padding:1rem;font-size:16px}h1{font-size:1.9rem;margin-top:.5rem}
nav li{grid-template-columns:2.2em 1fr;margin:.5em 0}.where{grid-column:2;text-align:start}
svg{font-size:24px}svg .more{display:none}}
@media(prefers-color-scheme:dark){:root{--ink:#ebe8e2;--soft:#b0aba1;--rule:#4a4742;--paper:#17181a;--link:#8fc1ee;
--comment:#e08a55;--comment-paper:#2b2119;--code:#232427;--clips:#6ea4d0;--reprints:#3d5d78}}
@page{size:A4;margin:20mm 18mm 22mm;@bottom-right{content:counter(page) " / " counter(pages);font-size:9pt}}
@page:first{@bottom-right{content:""}}
@media print{:root{color-scheme:light;--ink:#000;--soft:#444;--rule:#bbb;--paper:#fff;--link:#000;--comment:#b3541e;
--comment-paper:#fbf1e8;--code:#f3f3f3;--clips:#30638e;--reprints:#a9c4d8}
body{max-width:none;padding:0;font-size:10.5pt;line-height:1.4}svg{max-height:55mm}table{font-size:9pt}.skip{display:none}nav{break-before:page}
main>section,.sources{break-before:page}article header{break-inside:avoid;break-after:avoid}p{orphans:3;widows:3}
h2{margin-top:1.4em}th,td{padding:.12em .4em}nav li{margin:.1em 0}nav h3{margin:.6em 0 .1em}
tr,figure,.comment,nav li{break-inside:avoid}a{text-decoration:none}
.comment,svg rect{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
"""
