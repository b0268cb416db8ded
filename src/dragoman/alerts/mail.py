"""Sends an alert by e-mail; a password goes only over an encrypted connection, and only from the environment."""

from __future__ import annotations

import os
import smtplib
import ssl
from email.message import EmailMessage
from email.utils import formatdate

from dragoman.alerts.alert import Alert, as_message, plain_text
from dragoman.alerts.targets import MailTarget

LONGEST = 150  # characters of a subject


def send(alert: Alert, target: MailTarget) -> str | None:
    """Send an alert; returns what went wrong, None where the server took it for all recipients."""
    password: str | None = None
    if target.password_env is not None:
        password = os.environ.get(target.password_env)
        if not password:
            return f"the environment variable {target.password_env} is not set; it has the password of {target.user}"
    try:
        with _connect(target) as server:
            if target.security == "starttls":
                server.starttls(context=ssl.create_default_context())
            if target.user is not None and password is not None:
                server.login(target.user, password)
            refused = server.send_message(message(alert, target))
    except (smtplib.SMTPException, OSError, UnicodeError) as error:
        return f"{target.host}:{target.port}: {type(error).__name__}: {error}"
    return f"{target.host}:{target.port} refused {', '.join(sorted(refused))}" if refused else None


def _connect(target: MailTarget) -> smtplib.SMTP:
    if target.security == "tls":
        context = ssl.create_default_context()
        return smtplib.SMTP_SSL(target.host, target.port, timeout=target.timeout, context=context)
    return smtplib.SMTP(target.host, target.port, timeout=target.timeout)


def message(alert: Alert, target: MailTarget) -> EmailMessage:
    """The e-mail; its Message-ID is made of the alert's key, so that one that comes twice is seen as one."""
    mail = EmailMessage()
    mail["Subject"] = f"[dragoman] {plain_text(alert.title)}"[:LONGEST]
    mail["From"] = target.sender
    mail["To"] = ", ".join(target.recipients)
    mail["Date"] = formatdate(usegmt=True)
    mail["Message-ID"] = f"<{alert.key}@dragoman.invalid>"
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(as_message(alert))
    return mail
