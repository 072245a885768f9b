"""The browser that tests look with: it reaches nothing outside, and hears what goes wrong."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser

PAGE = """<!doctype html><html><title>t</title><body><img src="data:image/gif;base64,R0lGODlhAQABAAAAACw="><script>
window.refused = [];
fetch('http://192.0.2.1/').catch(() => refused.push('address'));
fetch('https://example.org/').catch(() => refused.push('name'));
new WebSocket('ws://192.0.2.1/').onerror = () => refused.push('socket');
console.error('went wrong');
</script></body></html>"""


def test_nothing_outside_is_reached_and_every_complaint_is_heard(visit, tmp_path):
    file = tmp_path / "page.html"
    file.write_text(PAGE, "utf-8")
    visit.page.goto(file.as_uri())
    visit.page.wait_for_function("refused.length == 3")
    assert sorted(visit.outside) == ["http://192.0.2.1/", "https://example.org/", "ws://192.0.2.1/"]
    assert "went wrong" in visit.errors
    assert [fault.partition(":")[0] for fault in visit.faults()] == ["html-has-lang", "image-alt"]
