"""The REST API under /api/v1: the answers of the command line over HTTP, and the agenda as a calendar to subscribe to."""

from dragoman.web.api.router import make_calendar, make_router
from dragoman.web.api.settings import ApiSettings

__all__ = ["ApiSettings", "make_calendar", "make_router"]
