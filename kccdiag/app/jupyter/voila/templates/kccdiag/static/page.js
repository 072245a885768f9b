// Shows the explorer when it is there, says so when what is behind it is gone, and lets go of it when the page closes.
"use strict";

const SECONDS = 3;

// The front end calls these while it loads; here nothing needs doing then.
window.voila_heartbeat = window.voila_process = window.voila_finish = () => {};

document.addEventListener("DOMContentLoaded", () => {
  const loading = document.getElementById("loading");
  const lost = document.getElementById("lost");
  const config = document.getElementById("jupyter-config-data");
  const output = document.querySelector("[data-output]");
  let watching;

  function say(what) {
    clearInterval(watching);
    loading.hidden = true;
    lost.querySelector("p").textContent = lost.dataset[what];
    lost.hidden = false;
  }

  lost.querySelector("button").addEventListener("click", () => location.reload());
  if (!config || !output || document.getElementById("failed")) return say("failed");

  // Until the widget stands there, the front end shows a line of its own, in English.
  const shown = new MutationObserver(() => {
    const place = output.firstElementChild;
    const isShown = Boolean(place?.firstElementChild);
    if (!isShown && !place?.classList.contains("jupyter-widgets")) return;
    shown.disconnect();
    loading.hidden = isShown;
    output.classList.toggle("waits", !isShown);
    if (!isShown) say("failed");
  });
  shown.observe(output, { attributes: true, childList: true, subtree: true });

  const kernel = JSON.parse(config.textContent).kernelId;
  let unheard = 0;
  watching = setInterval(async () => {
    try {
      const answer = await fetch(`/alive/${kernel}`, { cache: "no-store" });
      unheard = 0;
      if (!answer.ok) say(answer.status === 410 ? "kernel" : "server"); // 403: another server has the port by now
    } catch {
      unheard += 1;
      if (unheard > 1) say("server");
    }
  }, 1000 * SECONDS);

  addEventListener("pagehide", () => {
    clearInterval(watching);
    navigator.sendBeacon(`/leave/${kernel}`);
  });
  addEventListener("pageshow", (event) => event.persisted && location.reload());
});
