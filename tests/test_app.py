"""The web app: who may come in, what is served, and that nothing is left when it ends."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import webbrowser
from collections.abc import Iterator
from contextlib import AbstractContextManager
from http import HTTPStatus
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from command_line import lay_out, run
from jupyter_server.base.websocket import WebSocketMixin
from playwright.sync_api import expect
from served import ROOT, Served, children, serving, stand_in, wait_for
from websockets.exceptions import InvalidStatus
from websockets.sync.client import ClientConnection, connect

from kccdiag.app import write_notebook
from kccdiag.app.address import LOOPBACK, PORT, address_of, listen, new_token, open_browser
from kccdiag.app.server import JUPYTER, Showing, configuration, headers
from kccdiag.engagement import open_engagement
from kccdiag.example import Plan, make_example, parse_fault
from kccdiag.faults import InputError
from kccdiag.wording import say

if TYPE_CHECKING:
    from playwright.sync_api import Page

# ---- without a server


def test_a_port_in_use_is_refused_and_the_remedy_named():
    with listen() as taken, pytest.raises(InputError, match=r"port \d+ is in use\n.*leave --port out"):
        listen(taken.getsockname()[1])


def test_without_a_port_the_next_free_one_is_taken():
    with listen() as first, listen() as second:
        ports = [listening.getsockname()[1] for listening in (first, second)]
        assert PORT <= ports[0] < ports[1]
        assert {listening.getsockname()[0] for listening in (first, second)} == {LOOPBACK}


def test_a_port_in_use_ends_the_command_before_anything_is_read(tmp_path, capsys):
    with listen() as taken:
        said = run(
            capsys, "explore", lay_out(tmp_path / "engagement"), "--port", taken.getsockname()[1], "--no-browser"
        )
    assert said.code == 2
    assert "is in use" in said.err and said.out == ""
    assert not (tmp_path / "engagement" / ".kccdiag").exists()


def test_a_browser_is_not_given_the_token_where_all_can_read_it(tmp_path, monkeypatch):
    opened = []
    monkeypatch.setattr(webbrowser, "open", opened.append)
    with listen() as listening:
        address = address_of(listening, token := new_token())
    open_browser(address, tmp_path)
    assert wait_for(lambda: opened)
    assert token not in opened[0]
    assert f'href="{address}"' in (tmp_path / "open.html").read_text("utf-8")


def test_no_script_of_the_page_may_be_written_into_it():
    policy = dict(part.split(" ", 1) for part in headers(8866)["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == "'self' blob:"
    assert not [part for part in policy.values() if "http:" in part or "https:" in part or "*" in part]


def test_a_page_that_is_only_looked_at_keeps_its_socket(tmp_path):
    showing = Showing(tmp_path / "explorer.ipynb", "token", language="nl", words={"refused": ""})
    settings = configuration(showing, 8866).Voila.tornado_settings
    interval = WebSocketMixin.ping_interval.fget(SimpleNamespace(settings=settings))
    timeout = WebSocketMixin.ping_timeout.fget(SimpleNamespace(settings=settings, ping_interval=interval))
    assert timeout > interval  # the first ping is sent after one interval; an answer cannot have come before


def test_the_notebook_says_whose_explorer_it_is(tmp_path):
    engagement = open_engagement(lay_out(tmp_path / "engagement"), language="nl")
    notebook = json.loads(write_notebook(tmp_path, engagement).read_text("utf-8"))
    assert notebook["metadata"]["title"] == "Waterford: verkenner"
    assert notebook["metadata"]["kernelspec"]["name"] == "python3"
    assert len(notebook["cells"]) == 1


# ---- with one, and a button in the place of the explorer


@pytest.fixture(scope="module")
def server(tmp_path_factory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("served")
    with stand_in(lay_out(folder / "engagement"), folder / "temporary", more=settings(folder / "home")) as served:
        yield served


def settings(home: Path) -> dict[str, str]:
    """Leave settings of a user that would write a mark if they were followed; return where their home is."""
    for place in (".jupyter/voila.py", ".jupyter/jupyter_config.py", ".ipython/profile_default/startup/00.py"):
        (home / place).parent.mkdir(parents=True, exist_ok=True)
        (home / place).write_text(f"open({str(home / 'followed')!r}, 'a').write({place!r})", "utf-8")
    (home.parent / "temporary").mkdir()  # where the server runs
    shutil.copy(home / ".jupyter/voila.py", home.parent / "temporary")
    return {"HOME": str(home), "JUPYTER_CONFIG_DIR": str(home / ".jupyter"), "IPYTHONDIR": str(home / ".ipython")}


SERVED = (
    "/",
    "/voila/static/voila.js",
    "/voila/templates/kccdiag/static/page.js",
    "/voila/labextensions/anywidget/package.json",
    "/alive/00000000-0000-0000-0000-000000000000",
    "/api/kernels/00000000-0000-0000-0000-000000000000",
    "/explorer.ipynb",
    "/login",
    "/nothing",
)


@pytest.mark.browser
@pytest.mark.parametrize("path", SERVED)
def test_without_the_token_nothing_is_served(server, path):
    for more in ("", "?token=", "?token=" + "0" * 48):
        answer = server.ask(path + more)
        assert (answer.status, answer.text) == (HTTPStatus.FORBIDDEN, say("en", "app.refused"))
        assert "Set-Cookie" not in answer.headers


@pytest.mark.browser
def test_a_name_elsewhere_that_leads_here_is_turned_away(server):
    token, cookie = f"?token={server.token}", server.cookie()
    for path in SERVED:
        assert server.ask(path + token, HOST=f"evil.example:{server.port}").status == HTTPStatus.FORBIDDEN
        assert server.ask(path, HOST=f"evil.example:{server.port}", COOKIE=cookie).status == HTTPStatus.FORBIDDEN
    assert server.ask("/" + token).status == HTTPStatus.FOUND


@pytest.mark.browser
def test_the_token_leaves_the_address_at_once(server):
    answer = server.ask(f"/?token={server.token}")
    assert (answer.status, answer.headers["Location"]) == (HTTPStatus.FOUND, "/")
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie and "SameSite=lax" in cookie and "expires" not in cookie.lower()
    assert server.token not in cookie


@pytest.mark.browser
def test_the_page_shows_no_code_and_names_no_path(server):
    answer = server.ask("/", COOKIE=server.cookie())
    assert answer.status == HTTPStatus.OK
    assert '<html lang="en">' in answer.text and "Waterford: explorer" in answer.text
    assert "traitlets" not in answer.text and str(server.folder) not in answer.text and sys.prefix not in answer.text
    assert server.token not in answer.text
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]


@pytest.mark.browser
@pytest.mark.parametrize(
    "root", ["", "/files", "/voila/files", "/voila/static", "/voila/templates/kccdiag/static", "/api/contents"]
)
def test_no_file_of_the_engagement_can_be_downloaded(server, root):
    kept = next(server.folder.glob("kccdiag-explore-*"))
    (kept / "page.json").write_text("{}", "utf-8")
    steps = "../" * 24
    for name in (
        "explorer.ipynb",
        "page.json",
        "events.csv",
        f"{steps}{kept}/page.json",
        f"{steps.replace('.', '%2e')}{kept}/page.json",
        str(kept / "page.json"),
    ):
        answer = server.ask(f"{root}/{name}", COOKIE=server.cookie())
        assert answer.status >= HTTPStatus.BAD_REQUEST
        assert "{" not in answer.text


@pytest.mark.browser
def test_what_voila_serves_besides_is_not_served(server):
    for path in (
        "/voila/query/00000000-0000-0000-0000-000000000000",
        "/voila/api/themes/x",
        "/voila/tree",
        "/api/kernels",
    ):
        assert server.ask(path, COOKIE=server.cookie()).status == HTTPStatus.NOT_FOUND


@pytest.mark.browser
def test_nobodys_own_settings_are_followed(server):
    assert server.ask("/", COOKIE=server.cookie()).status == HTTPStatus.OK  # so a kernel has started, too
    assert not (server.folder.parent / "home" / "followed").exists()


# ---- kernels


def kernel_of(page: str) -> str:
    """Return the name of the kernel behind a page."""
    return json.loads(page.partition('type="application/json">')[2].partition("</script>")[0])["kernelId"]


def socket_to(address: str, headers: dict[str, str], origin: str | None = None) -> ClientConnection:
    """Open a socket as a page does, whatever proxy this machine has."""
    return connect(address, origin=origin, additional_headers=headers, proxy=None)


def message(kind: str, content: dict[str, object]) -> str:
    """Return a message to a kernel as a page sends it."""
    head = {"msg_id": "m", "session": "s", "username": "u", "date": "2025-01-01T00:00:00Z", "version": "5.3"}
    return json.dumps(
        {
            "header": head | {"msg_type": kind},
            "parent_header": {},
            "metadata": {},
            "content": content,
            "channel": "shell",
        }
    )


@pytest.mark.browser
def test_a_socket_opens_only_for_the_page_of_a_reader(server):
    cookie = server.cookie()
    kernel = kernel_of(server.ask("/", COOKIE=cookie).text)
    socket = f"ws://127.0.0.1:{server.port}/api/kernels/{kernel}/channels"
    own, other = f"http://127.0.0.1:{server.port}", "http://evil.example"
    for origin, given in ((own, {}), (other, {"Cookie": cookie})):
        with pytest.raises(InvalidStatus, match="403"), socket_to(socket, given, origin=origin):
            pass
    with socket_to(socket, {"Cookie": cookie}, origin=own):
        pass
    assert server.ask(f"/leave/{kernel}", method="POST", COOKIE=cookie, ORIGIN=other).status == HTTPStatus.FORBIDDEN
    assert server.ask(f"/alive/{kernel}", COOKIE=cookie).status == HTTPStatus.NO_CONTENT
    assert server.ask(f"/api/kernels/{kernel}", method="DELETE", COOKIE=cookie).status >= HTTPStatus.BAD_REQUEST


@pytest.mark.browser
@pytest.mark.parametrize("channel", ["shell", "control"])
def test_code_that_is_sent_is_not_run(server, tmp_path, channel):
    cookie = server.cookie()
    kernel = kernel_of(server.ask("/", COOKIE=cookie).text)
    mark = tmp_path / "run"
    code = {
        "code": f"open({str(mark)!r}, 'w')",
        "silent": False,
        "store_history": False,
        "user_expressions": {"x": f"open({str(mark)!r}, 'w')"},
    }
    socket = f"ws://127.0.0.1:{server.port}/api/kernels/{kernel}/channels"
    with socket_to(socket, {"Cookie": cookie}) as connected:
        for kind in ("execute_request", "complete_request", "inspect_request", "debug_request"):
            connected.send(message(kind, code).replace('"channel": "shell"', f'"channel": "{channel}"'))
        connected.send(message("kernel_info_request", {}))
        answers = set()
        while "kernel_info_reply" not in answers:
            answers.add(json.loads(connected.recv(timeout=30))["header"]["msg_type"])
    assert not mark.exists()
    assert not {answer for answer in answers if answer.startswith(("execute", "complete", "inspect", "debug"))}


def assert_leaves_nothing(served: Served, told: signal.Signals) -> None:
    """Stop a server as told, and see that neither its files nor its kernels are left."""
    kernels, kept = served.kernels(), [path.name for path in served.folder.iterdir()]
    assert kernels and [name for name in kept if name.startswith("kccdiag-explore-")] == kept != []
    assert served.stop(told) == 0
    assert list(served.folder.iterdir()) == []
    assert wait_for(lambda: not kernels & {process for process, _ in children()}, 10)


@pytest.mark.browser
def test_a_kernel_ends_when_its_page_is_gone_and_no_sooner(tmp_path):
    with stand_in(lay_out(tmp_path / "engagement"), tmp_path / "temporary", unseen=5.0) as served:
        cookie = served.cookie()
        assert wait_for(lambda: len(served.kernels()) == 2)
        connected, asked_after, left = (kernel_of(served.ask("/", COOKIE=cookie).text) for _ in range(3))
        socket = f"ws://127.0.0.1:{served.port}/api/kernels/{connected}/channels"

        def left_is_gone() -> bool:
            served.ask(f"/alive/{asked_after}", COOKIE=cookie)
            return not served.process_of(left)

        with socket_to(socket, {"Cookie": cookie}):
            assert wait_for(left_is_gone, 20)
            assert served.process_of(connected) and served.process_of(asked_after)
        assert wait_for(lambda: not served.process_of(connected) and not served.process_of(asked_after), 20)
        assert served.ask(f"/alive/{connected}", COOKIE=cookie).status == HTTPStatus.GONE
        assert wait_for(lambda: len(served.kernels()) == 2)  # those kept warm, which no page was ever connected to
        assert_leaves_nothing(served, signal.SIGINT)


# ---- in a browser


def await_answer(page: Page, times: int) -> None:
    """Wait until the button was answered so often; `wait_for_function` needs eval, which the policy refuses."""
    expect(page.locator("#button")).to_have_text(f"asked {times}, answered {times}", timeout=20_000)


@pytest.mark.browser
def test_a_reader_sees_the_widget_and_is_answered(server, visit):
    page = visit.page
    page.goto(server.address)
    page.click("#button")
    await_answer(page, 1)
    assert page.locator("#loading").is_hidden()
    assert page.url == f"http://127.0.0.1:{server.port}/"
    assert page.title() == "Waterford: explorer"
    assert (visit.errors, visit.outside, visit.faults()) == ([], [], [])


@pytest.mark.browser
def test_the_file_that_a_browser_is_opened_with_leads_in(server, visit, tmp_path, monkeypatch):
    monkeypatch.setattr(webbrowser, "open", [].append)
    open_browser(server.address, tmp_path)
    visit.page.goto((tmp_path / "open.html").as_uri())
    visit.page.wait_for_selector("#button")
    assert visit.page.url == f"http://127.0.0.1:{server.port}/"


@pytest.mark.browser
def test_a_second_tab_has_a_kernel_of_its_own(server, visit):
    visit.page.goto(server.address)
    visit.page.click("#button")
    second = visit.tab()
    second.goto(f"http://127.0.0.1:{server.port}/")
    second.click("#button")
    second.click("#button")
    await_answer(second, 2)
    assert visit.page.inner_text("#button") == "asked 1, answered 1"
    kernel = kernel_of(second.content())
    second.close()
    assert wait_for(lambda: server.ask(f"/alive/{kernel}", COOKIE=server.cookie()).status == HTTPStatus.GONE)
    visit.page.click("#button")
    await_answer(visit.page, 2)


@pytest.mark.browser
def test_a_kernel_that_dies_is_said_and_reloading_helps(server, visit):
    page = visit.page
    page.goto(server.address)
    page.wait_for_selector("#button")
    kernel = kernel_of(page.content())
    os.kill(server.process_of(kernel), signal.SIGKILL)
    page.wait_for_selector("#lost:not([hidden])")
    assert page.inner_text("#lost p") == say("en", "app.kernel")
    assert visit.faults() == []
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == say("en", "app.again")
    page.keyboard.press("Enter")
    page.click("#button")
    await_answer(page, 1)
    assert page.locator("#lost").is_hidden()


# The widget manager as it is when a widget is asked for and the kernel has not told of any yet.
TELLS_LATER = """async () => {
  const models = new Set(), listeners = [], plugin = (await _JUPYTERLAB.kccdiag.get())().default;
  const manager = {
    restoredStatus: false,
    restored: { connect: (listener) => listeners.push(listener) },
    has_model: (name) => models.has(name),
    get_model: async (name) => { if (!models.has(name)) throw Error("widget model not found"); return name; },
  };
  plugin.activate({ widgetManagerPromise: { promise: Promise.resolve(manager) } });
  await null;
  const looked = manager.get_model("widget");
  models.add("widget");
  listeners.forEach((listener) => listener());
  return [await looked, await manager.get_model("nothing").catch((error) => error.message)];
}"""


@pytest.mark.browser
def test_a_widget_is_not_missing_before_the_kernel_has_told_of_all(visit):
    visit.page.goto("about:blank")
    visit.page.add_script_tag(path=JUPYTER / "labextensions" / "kccdiag" / "static" / "patient.js")
    assert visit.page.evaluate(TELLS_LATER) == ["widget", "widget model not found"]


@pytest.mark.browser
def test_what_cannot_be_shown_is_said(tmp_path, visit):
    engagement = lay_out(tmp_path / "engagement")
    with stand_in(engagement, tmp_path / "temporary", cell="raise ValueError('inside')") as served:
        visit.page.goto(served.address)
        visit.page.wait_for_selector("#lost:not([hidden])")
        assert visit.page.inner_text("#lost p") == say("en", "app.failed")
        assert "inside" not in visit.page.content()


@pytest.mark.browser
def test_a_server_that_ended_is_said_and_leaves_nothing(tmp_path, visit):
    with stand_in(lay_out(tmp_path / "engagement"), tmp_path / "temporary") as served:
        visit.page.goto(served.address)
        visit.page.wait_for_selector("#button")
        assert_leaves_nothing(served, signal.SIGTERM)
        visit.page.wait_for_selector("#lost:not([hidden])")
        assert visit.page.inner_text("#lost p") == say("en", "app.server")


# ---- the explorer itself


def explore(engagement: Path, folder: Path) -> AbstractContextManager[Served]:
    """Run the command as a consultant does."""
    command = [sys.executable, "-m", "kccdiag", "explore", str(engagement), "--no-browser", "--port", "0"]
    return serving(command, folder)


@pytest.fixture(scope="module")
def invented(tmp_path_factory) -> Path:
    """Invent a small organisation, in Dutch."""
    folder = tmp_path_factory.mktemp("invented") / "engagement"
    make_example(folder, seed=4, faults=[parse_fault("reservoir")], plan=Plan(signals=600, departments=6, months=9))
    return folder


@pytest.fixture(scope="module")
def explored(invented, tmp_path_factory) -> Iterator[Served]:
    with explore(invented, tmp_path_factory.mktemp("explored")) as served:
        yield served


@pytest.fixture
def page(explored, visit) -> Page:
    """Open the explorer and wait for its first picture."""
    visit.page.goto(explored.address)
    visit.page.wait_for_selector(".kcx svg")
    return visit.page


@pytest.mark.browser
def test_the_explorer_is_shown_in_the_language_of_the_engagement(page, visit):
    assert page.evaluate("document.documentElement.lang") == "nl"
    assert page.title().endswith(": verkenner")
    for tab in page.get_by_role("tab").all():
        tab.click()
        page.wait_for_selector(".kcx [role=tabpanel] :is(svg, p, li)")
        assert visit.faults() == []
    assert (visit.errors, visit.outside) == ([], [])


@pytest.mark.browser
def test_a_filter_changes_the_picture(page, visit):
    page.get_by_role("tab").nth(1).click()
    before = page.locator(".kcx svg").first.inner_html()
    said = page.get_by_role("status").inner_text()
    page.get_by_label("Soort signaal").select_option(index=1)
    expect(page.get_by_role("status")).not_to_have_text(said, timeout=20_000)
    assert page.locator(".kcx svg").first.inner_html() != before
    assert visit.errors == []


TABBABLE = """() => [...document.querySelectorAll("a[href], button, input, select, [tabindex='0']")]
    .filter((one) => one.checkVisibility() && !one.disabled && one.tabIndex >= 0)
    .map((one, place) => { one.dataset.place = place; return place; })"""


@pytest.mark.browser
def test_the_keyboard_reaches_everything(page):
    tabs = page.get_by_role("tab").count()
    assert tabs >= 5
    page.get_by_role("tab").first.focus()
    for _ in range(tabs):
        page.keyboard.press("Enter")
        wanted = set(page.evaluate(TABBABLE))
        assert wanted
        reached = set()
        for _ in range(2 * len(wanted) + 4):
            page.keyboard.press("Tab")
            reached.add(page.evaluate("Number(document.activeElement.dataset.place ?? -1)"))
        assert wanted <= reached
        page.locator("[role=tab][aria-selected=true]").focus()
        page.keyboard.press("ArrowRight")


# ---- how it ends


@pytest.mark.browser
def test_nothing_is_left_when_stopped_while_measuring(tmp_path):
    (tmp_path / "temporary").mkdir()
    slow = "import kccdiag.present.explorer as e, time, sys; e.save_explorer = lambda *a, **k: time.sleep(60)"
    start = f"{slow}; from kccdiag.cli import main; sys.exit(main(sys.argv[1:]))"
    command = [
        sys.executable,
        "-c",
        start,
        "explore",
        str(lay_out(tmp_path / "engagement")),
        "--no-browser",
        "--port",
        "0",
    ]
    environment = {**os.environ, "TMPDIR": str(tmp_path / "temporary"), "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline().strip() == say("en", "app.preparing")
        assert wait_for(lambda: list((tmp_path / "temporary").iterdir()))
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 128 + signal.SIGTERM
    assert list((tmp_path / "temporary").iterdir()) == []


# ---- what the server itself asks for

# In a network of its own with nothing but loopback, whatever is asked for elsewhere has no route, and is counted.
APART = """
import json, re, socket, struct, sys
from fcntl import ioctl
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from served import stand_in

with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:  # as `ip link set lo up`
    ioctl(any_socket, 0x8914, struct.pack("16sh", b"lo", 0x1 | 0x40))

def astray():
    lines = Path("/proc/net/snmp").read_text().splitlines()
    counts = {}
    for names, values in zip(lines[::2], lines[1::2]):
        counts |= {names.split(":")[0] + name: int(n) for name, n in zip(names.split()[1:], values.split()[1:])}
    six = dict(re.findall(r"(\\w+)\\s+(\\d+)", Path("/proc/net/snmp6").read_text()))
    return [counts["IpOutNoRoutes"], counts["UdpNoPorts"], int(six["Ip6OutNoRoutes"]), int(six["Udp6NoPorts"])]

before = astray()
cell = "from kccdiag.present.explorer import explore_saved; explore_saved(%r)" % sys.argv[3]
with stand_in(Path(sys.argv[2]), Path(sys.argv[4]), cell=cell) as served:
    page = served.ask("/", COOKIE=served.cookie())
    script = served.ask("/voila/static/voila.js", COOKIE=served.cookie())
    served.stop()
after = astray()
try:
    socket.create_connection(("192.0.2.1", 80), timeout=1)
except OSError:
    pass
print(json.dumps({"status": [page.status, script.status], "shown": "widget-view" in page.text,
                  "before": before, "after": after, "counted": astray() != after}))
"""


@pytest.mark.browser
def test_the_server_asks_nothing_outside(tmp_path, invented, explored):
    if not shutil.which("unshare") or subprocess.call(["unshare", "-rn", "true"], stderr=subprocess.DEVNULL):
        pytest.skip("no network of one's own without more rights here (unshare -rn)")
    (saved,) = explored.folder.glob("kccdiag-explore-*")
    given = [ROOT / "tests", invented, saved, tmp_path]
    command = ["unshare", "-rn", sys.executable, "-c", APART, *map(str, given)]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=200).stdout
    found = json.loads(said)
    assert found["counted"]
    assert found["status"] == [HTTPStatus.OK, HTTPStatus.OK] and found["shown"]
    assert found["after"] == found["before"]
