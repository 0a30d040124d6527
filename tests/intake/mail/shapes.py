"""Mails in the shapes in which mail programs and services write them; all of their words are made up."""

# ruff: noqa: E501 - the lines are as long as the services write them

import base64
import quopri

SENT = "Received: from mx.example\n\tby mail.example; Thu, 26 Nov 2026 08:16:00 +0100\nMIME-Version: 1.0\n"
LETTER = (
    '<!doctype html><html><head><meta charset="utf-8"><title>x</title><style>.a{color:red}</style></head>'
    '<body style="margin:0"><div style="display:none;max-height:0">Hidden words above the letter</div>'
    '<table width="100%"><tr><td align="center"><table width="600">'
    '<tr><td><a href="https://click.example/1">View this email in your browser</a></td></tr>'
    '<tr><td><img src="https://x.example/logo.png" alt="The Morning"></td></tr>'
    "<tr><td><h1>Harbour strike ends</h1><p>The strike ended on Thursday after nine days, said "
    '<a href="https://x.example/p">the port</a>.</p></td></tr>'
    "<tr><td><h2>In brief</h2><ul><li>Council passes the budget.</li><li>Bridge reopens: Größe zählt.</li></ul></td></tr>"
    '<tr><td style="font-size:11px"><p>You receive this because you signed up. <a href="https://x.example/u">Unsubscribe</a></p>'
    "<p>The Example Paper, 1 Main Street</p></td></tr></table></td></tr></table>"
    '<img src="https://t.example/p.gif" width="1" height="1"></body></html>'
)
GOOGLE = "https://www.google.com/url?rct=j&amp;sa=t&amp;url=https://{}&amp;ct=ga&amp;cd=CAE"


def head(**values: str) -> str:
    """Return the headers of a mail; an underscore in a name is a hyphen."""
    usual = {
        "From": "The Example Paper <news@paper.example>",
        "To": "me@home.example",
        "Subject": "Harbour strike ends",
    }
    usual |= {"Date": "Thu, 26 Nov 2026 08:15:00 +0100"} | {
        name.replace("_", "-"): value for name, value in values.items()
    }
    return SENT + "".join(f"{name}: {value}\n" for name, value in usual.items() if value)


def part(kind: str, body: str | bytes, encoding: str = "8bit", **headers: str) -> bytes:
    """Return a part of a mail with its headers."""
    raw = body if isinstance(body, bytes) else body.encode()
    coded = {"base64": base64.encodebytes, "quoted-printable": quopri.encodestring}.get(encoding, bytes)(raw)
    more = "".join(f"{name.replace('_', '-')}: {value}\n" for name, value in headers.items())
    return f"Content-Type: {kind}\nContent-Transfer-Encoding: {encoding}\n{more}\n".encode() + coded


def multipart(kind: str, *parts: bytes, boundary: str = "=_b1") -> bytes:
    """Return a part that holds others."""
    inner = b"".join(b"--" + boundary.encode() + b"\n" + one + b"\n" for one in parts)
    start = f'Content-Type: multipart/{kind}; boundary="{boundary}"\n\nA preamble that nobody sees.\n'
    return start.encode() + inner + b"--" + boundary.encode() + b"--\nAn epilogue.\n"


def mail(body: bytes, **values: str) -> bytes:
    """Return a mail with its headers."""
    return head(**values).encode() + body


def _newsletter() -> bytes:
    plain = part("text/plain; charset=utf-8", "Harbour strike ends\n\nThe strike ended.\n")
    return mail(multipart("alternative", plain, part("text/html; charset=utf-8", LETTER, "quoted-printable")))


def _google_alert() -> bytes:
    story = '<a href="' + GOOGLE + '"><span itemprop="name">{}</span></a><div><a>{}</a></div><div>{}</div>'
    page = (
        "<html><body><table><tr><td><h3>harbour</h3><div>Daily update · November 26, 2026</div></td></tr><tr><td>NEWS</td></tr>"
        + "".join(
            f"<tr><td>{story.format(*values)}<a href='https://www.google.com/alerts/feedback?x'>Flag as irrelevant</a></td></tr>"
            for values in (
                (
                    "paper.example/strike",
                    "Harbour <b>strike</b> ends after nine days",
                    "The Example Paper",
                    "The <b>strike</b> ended ...",
                ),
                (
                    "courier.example/port%3Fid%3D7",
                    "Port operator agrees on a raise",
                    "The Courier",
                    "Four percent more, said ...",
                ),
                ("paper.example/strike", "Harbour <b>strike</b> ends after nine days", "The Example Paper", ""),
            )
        )
        + '<tr><td><a href="https://www.google.com/alerts?s=AB">See more results</a> | <a href="https://www.google.com/alerts/edit">'
        "Edit this alert</a></td></tr></table></body></html>"
    )
    return mail(
        part("text/html; charset=UTF-8", page),
        From="Google Alerts <googlealerts-noreply@google.com>",
        Subject="Google Alert - harbour",
    )


def _text_alert() -> bytes:
    words = (
        "=== News - 2 new results for [harbour] ===\n\nHarbour strike ends after nine days\nThe Example Paper\n"
        "The strike ended on Thursday ...\n<https://www.google.com/url?rct=j&url=https://paper.example/strike&ct=ga>\n\n"
        "Port operator agrees on a raise\nThe Courier\n<https://www.google.com/url?url=https://courier.example/port>\n\n"
        "Unsubscribe from this Google Alert:\n<https://www.google.com/alerts/remove?x>\n"
    )
    return mail(
        part("text/plain; charset=utf-8", words),
        From="Google Alerts <googlealerts-noreply@google.com>",
        Subject="Google Alert - harbour",
    )


def _monitoring() -> bytes:
    page = (
        "<p>Results for <b>Springfield Harbour</b></p><ul>"
        '<li><a href="https://app.talkwalker.com/redirect?url=https%3A%2F%2Fweekly.example%2Fa%3Fb%3D1">The quiet quay of Springfield</a><br>'
        "The Weekly<br>A visit to the quay, where nothing has moved for nine days.</li>"
        '<li><a href="https://daily.example/b">Ships wait outside the harbour</a><br>The Daily</li></ul>'
        '<p><a href="https://app.talkwalker.com/unsubscribe">Unsubscribe from this alert here</a></p>'
    )
    return mail(
        part("text/html", page), From="Talkwalker Alerts <alerts@talkwalker.com>", Subject="Talkwalker Alert: harbour"
    )


def _nexis_alert() -> bytes:
    page = (
        "<div>2 results for your saved search</div>"
        '<table><tr><td>1.</td><td><a href="https://advance.lexis.com/api/document?id=urn:contentItem:AAA1&amp;context=1">Council votes on '
        "the harbour</a></td></tr><tr><td></td><td>The Example Paper</td></tr>"
        '<tr><td>2.</td><td><a href="https://advance.lexis.com/api/document?id=urn:contentItem:AAA2&amp;context=1">Budget of the port '
        "grows</a></td></tr><tr><td></td><td>The Courier</td></tr></table>"
    )
    return mail(
        part("text/html; charset=iso-8859-1", page),
        From="Nexis <alert@lexisnexis.com>",
        Subject="Nexis Alert: port budget",
    )


def _forwarded_gmail() -> bytes:
    page = (
        '<div dir="ltr">For the file, please.<br><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">'
        '---------- Forwarded message ---------<br>From: <strong class="gmail_sendername" dir="auto">The Courier</strong> '
        '<span dir="auto">&lt;<a href="mailto:letter@courier.example">letter@courier.example</a>&gt;</span><br>'
        "Date: Wed, Nov 25, 2026 at 6:05 AM<br>Subject: Ships wait outside the harbour<br>To:  &lt;<a>jane@home.example</a>&gt;<br></div>"
        "<br><br><p>Eleven ships wait outside the harbour.</p><p>None will be unloaded before Friday.</p></div></div>"
    )
    return mail(
        part("text/html; charset=utf-8", page),
        From="Jane Doe <jane@home.example>",
        Subject="Fwd: Ships wait outside the harbour",
    )


def _forwarded_text() -> bytes:
    words = (
        "Anfang der weitergeleiteten Nachricht:\n\n> Von: Beispiel Zeitung <brief@zeitung.example>\n"
        "> Datum: 25. November 2026 um 06:05:00 MEZ\n> An: jane@home.example\n> Betreff: Schiffe warten vor dem Hafen\n> \n"
        "> Elf Schiffe warten vor dem Hafen.\n> \n> Keines wird vor Freitag entladen.\n"
    )
    return mail(
        part("text/plain; charset=utf-8", words),
        From="Jane Doe <jane@home.example>",
        Subject="WG: Schiffe warten vor dem Hafen",
    )


def _forwarded_outlook() -> bytes:
    page = (
        "<html><head><style>p.MsoNormal{margin:0}</style></head><body><p class=MsoNormal>FYI</p>"
        '<div style="border:none;border-top:solid #E1E1E1 1.0pt"><p class=MsoNormal><b>From:</b> The Courier &lt;letter@courier.example&gt; <br>'
        "<b>Sent:</b> Wednesday, 25 November 2026 06:05<br><b>To:</b> Doe, Jane &lt;jane@home.example&gt;<br>"
        "<b>Subject:</b> Ships wait outside the harbour</p></div><p class=MsoNormal>Eleven ships wait outside the harbour.</p></body></html>"
    )
    return mail(
        part("text/html; charset=utf-8", page),
        From="Jane Doe <jane@home.example>",
        Subject="FW: Ships wait outside the harbour",
    )


def _forwarded_attached() -> bytes:
    inner = b"Content-Type: message/rfc822\nContent-Disposition: attachment\n\n" + _newsletter()
    cover = part("text/plain; charset=utf-8", "Worth keeping.\n")
    return mail(
        multipart("mixed", cover, inner, boundary="outer"),
        From="Jane Doe <jane@home.example>",
        Subject="Fwd: strike",
        Date="Fri, 27 Nov 2026 09:00:00 +0100",
    )


def _attachments() -> bytes:
    words = part(
        "text/plain; charset=utf-8; format=flowed",
        "The council invites \nthe press to the harbour.\n\nOn Friday at ten.\n",
    )
    pdf = part(
        "application/pdf; name=plan.pdf",
        b"%PDF-1.4 " + b"x" * 3_000,
        "base64",
        Content_Disposition='attachment; filename="plan.pdf"',
    )
    named = "attachment; filename*0*=utf-8''Gr%C3%BC%C3%9Fe; filename*1*=%20%26%20Karte.jpg"
    picture = part("image/jpeg", b"\xff\xd8" * 700_000, "base64", Content_Disposition=named)
    return mail(
        multipart("mixed", words, pdf, picture),
        From="City of Springfield <press@city.example>",
        Subject="Invitation to the harbour",
    )


def _no_charset() -> bytes:
    return mail(
        b"Content-Type: text/plain\n\nDie Br\xfccke \xf6ffnet am Mittwoch.\n\nDas sagte der Rat.\n",
        Subject="Br\u00fccke \u00f6ffnet",
    )


def _wrong_charset() -> bytes:
    body = "Content-Type: text/plain; charset=us-ascii\n\nDer Hafen öffnet für alle.\n".encode()
    return mail(
        body,
        Subject="=?utf-8?B?SGFmZW4gw7ZmZm5ldCBmw7w=?= =?utf-8?Q?r_alle?=",
        From="=?iso-8859-1?Q?K=F6lner_Blatt?= <news@blatt.example>",
    )


def _winmail() -> bytes:
    words = part("text/plain; charset=utf-8", "The text of the release is here.\n\nMore is in the file.\n")
    packed = part(
        "application/ms-tnef; name=winmail.dat",
        b"\x78\x9f\x3e\x22" * 500,
        "base64",
        Content_Disposition="attachment; filename=winmail.dat",
    )
    return mail(multipart("mixed", words, packed), Subject="Release")


def _signed() -> bytes:
    words = part("text/plain; charset=utf-8", "The port is open again, the operator says.\n")
    return mail(
        multipart("signed", words, part("application/pgp-signature; name=signature.asc", "-----BEGIN PGP", "7bit"))
    )


def _related() -> bytes:
    page = part("text/html; charset=utf-8", '<p>Before the picture.</p><img src="cid:1@x"><p>After the picture.</p>')
    picture = part(
        "image/png; name=a.png",
        b"\x89PNG" * 100,
        "base64",
        Content_ID="<1@x>",
        Content_Disposition="inline; filename=a.png",
    )
    return mail(multipart("related", page, picture), Message_ID="<1@paper.example>", Subject="A picture")


def _without_subject() -> bytes:
    return mail(
        part("text/plain; charset=utf-8", "The bridge reopens. Cars may cross it from Monday on.\n"),
        Subject="",
        Date="",
        From="news@paper.example",
    )


def _personal_letter() -> bytes:
    return mail(
        part("text/html; charset=utf-8", "<h2>On quays</h2><p>A quay is a patient thing.</p>"),
        From="Jane Doe from The Harbour Letter <letter@letters.example>",
        Subject="On quays",
    )


def _without_end() -> bytes:
    plain = part("text/plain; charset=utf-8", "The last boundary of this mail was lost.\n")
    return mail(multipart("mixed", plain).partition(b"--=_b1--")[0], Subject="Cut off")


SHAPES = {
    "alert-google-html": _google_alert(),
    "alert-google-text": _text_alert(),
    "alert-nexis": _nexis_alert(),
    "alert-talkwalker": _monitoring(),
    "attachments": _attachments(),
    "cut-off": _without_end(),
    "eight-bit-without-charset": _no_charset().replace("Br\u00fccke \u00f6ffnet".encode(), b"Br\xfccke \xf6ffnet"),
    "forwarded-apple-german": _forwarded_text(),
    "forwarded-as-attachment": _forwarded_attached(),
    "forwarded-gmail": _forwarded_gmail(),
    "forwarded-outlook": _forwarded_outlook(),
    "newsletter": _newsletter(),
    "newsletter-crlf": _newsletter().replace(b"\n", b"\r\n"),
    "newsletter-of-a-person": _personal_letter(),
    "picture-in-the-text": _related(),
    "signed": _signed(),
    "winmail": _winmail(),
    "without-subject": _without_subject(),
    "wrong-charset": _wrong_charset(),
    "mailbox": b"From news@paper.example Thu Nov 26 08:15:00 2026\n"
    + mail(
        part("text/plain; charset=utf-8", "The ships came in.\n\n>From the quay they were seen.\n\n"), Subject="Ships"
    )
    + b"From news@paper.example Thu Nov 26 08:15:00 2026\n"
    + _attachments(),
}
"""The mails by the names of their golden files."""
