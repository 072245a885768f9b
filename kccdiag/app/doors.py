"""Who may come in: nothing is served without the token, and only what the explorer's page needs with it."""

from __future__ import annotations

from hmac import compare_digest
from http import HTTPStatus
from typing import Any

from jupyter_core.utils import ensure_async
from jupyter_server.auth.identity import IdentityProvider, User
from jupyter_server.base.handlers import FileFindHandler
from jupyter_server.services.kernels.handlers import KernelHandler
from tornado.web import HTTPError, RequestHandler
from voila.shutdown_kernel_handler import VoilaShutdownKernelHandler
from voila.static_file_handler import MultiStaticFileHandler, TemplateStaticFileHandler
from voila.tornado.handler import TornadoVoilaHandler
from voila.tornado.kernel_websocket_handler import VoilaKernelWebsocketHandler

READER = User(username="reader")
KERNEL = r"(\w+-\w+-\w+-\w+-\w+)"


class Doorkeeper(IdentityProvider):
    """Knows a reader by the token in the address or by the cookie that was given for it."""

    def get_user(self, handler: RequestHandler) -> User | None:
        """Return the reader, or None for anyone else; an address that is not this machine's own is anyone else's."""
        if handler.request.host not in handler.settings["own_hosts"]:
            return None  # a name elsewhere that leads here: DNS rebinding
        return READER if self.brings_token(handler) or self.has_cookie(handler) else None

    def brings_token(self, handler: RequestHandler) -> bool:
        """Tell whether the address holds the token."""
        return compare_digest(handler.get_query_argument("token", "").encode(), str(self.token).encode())

    def has_cookie(self, handler: RequestHandler) -> bool:
        """Tell whether the token was brought before, in this browser and to this run of the server."""
        return handler.get_signed_cookie(handler.settings["cookie"]) is not None

    @property
    def login_available(self) -> bool:
        """Say that there is no page to log in."""
        return False


class Door:
    """Stands before a handler: lets only the reader through and sends the same headers with everything."""

    settings: dict[str, Any]

    def set_default_headers(self) -> None:
        for name, value in self.settings["headers"].items():
            self.set_header(name, value)  # type: ignore[attr-defined]

    async def prepare(self) -> None:
        if self.settings["identity_provider"].get_user(self) is None:
            raise HTTPError(HTTPStatus.FORBIDDEN)
        if (prepared := super().prepare()) is not None:  # type: ignore[misc]
            await prepared

    def write_error(self, status_code: int, **_: Any) -> None:
        """Answer in one line: the pages that Jupyter has for it ask a content network for an icon."""
        words = self.settings["refused"] if status_code == HTTPStatus.FORBIDDEN else HTTPStatus(status_code).phrase
        self.set_header("Content-Type", "text/plain; charset=utf-8")  # type: ignore[attr-defined]
        self.finish(words)  # type: ignore[attr-defined]


class Page(Door, TornadoVoilaHandler):
    """The one page."""

    async def get(self, path: str | None = None) -> None:
        """Change the token in the address for a cookie, so that it stays in no history; then show the explorer."""
        if path:
            raise HTTPError(HTTPStatus.NOT_FOUND)
        if "token" in self.request.query_arguments:
            self.set_signed_cookie(self.settings["cookie"], "reader", expires_days=None, httponly=True, samesite="lax")
            self.redirect(self.request.path)
        else:
            await super().get()


class Kernel(Door, KernelHandler):  # type: ignore[misc]
    """What the front end asks about a kernel before it opens the socket."""

    SUPPORTED_METHODS = ("GET",)  # a page that closes says so at Leave, which asks whose page it is


class Socket(Door, VoilaKernelWebsocketHandler):
    """The socket between a page and its kernel."""

    async def open(self, kernel_id: str) -> None:
        """Send every message at once: waiting to fill a packet costs 40 ms for each change of a filter."""
        self.set_nodelay(True)
        await super().open(kernel_id)


class OfTheTemplate(Door, TemplateStaticFileHandler):
    """Style and script of the page."""


class OfTheFrontEnd(Door, MultiStaticFileHandler):
    """Script of the front end."""


class OfTheWidgets(Door, FileFindHandler):  # type: ignore[misc]
    """Script of the widget libraries."""


class Alive(Door, RequestHandler):
    """Whether a page's kernel lives."""

    async def get(self, kernel_id: str) -> None:
        """Answer 204 while it does."""
        kernels = self.settings["kernel_manager"]
        if kernel_id not in kernels or not await ensure_async(kernels.is_alive(kernel_id)):
            raise HTTPError(HTTPStatus.GONE)
        kernels.saw(kernel_id)
        self.set_status(HTTPStatus.NO_CONTENT)


class Leave(Door, RequestHandler):
    """Where a page says that it closes."""

    async def post(self, kernel_id: str) -> None:
        """End its kernel, if it is a page of this server that asks."""
        if self.request.headers.get("Origin") != f"http://{self.request.host}":
            raise HTTPError(HTTPStatus.FORBIDDEN)
        kernels = self.settings["kernel_manager"]
        if kernel_id in kernels:
            await ensure_async(kernels.shutdown_kernel(kernel_id))
        self.set_status(HTTPStatus.NO_CONTENT)


# The routes of Voilà that are kept, each behind the door; all others, now or in a later version, are not served.
BEHIND_THE_DOOR = {
    KernelHandler: Kernel,
    VoilaKernelWebsocketHandler: Socket,
    VoilaShutdownKernelHandler: Leave,
    TemplateStaticFileHandler: OfTheTemplate,
    MultiStaticFileHandler: OfTheFrontEnd,
    FileFindHandler: OfTheWidgets,
    TornadoVoilaHandler: Page,
}
OWN = [(rf"/alive/{KERNEL}", Alive), (rf"/leave/{KERNEL}", Leave)]


def behind_the_door(routes: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Return those of Voilà's routes that the page needs, guarded, and our own before them."""
    kept = [(path, BEHIND_THE_DOOR[route], *rest) for path, route, *rest in routes if route in BEHIND_THE_DOOR]
    return [*OWN, *kept]
