/* Runs before simcord's own script: keeps the page still while its visitor acts, and loses no press. */
"use strict";
(() => {
  const KEY_QUIET_MS = 600;
  const PRESS_QUIET_MS = 300;
  const LOOK_MS = 30;
  const STILL_PX = 3;
  /** What these are, the page itself never does twice at a time. */
  const ORDERS = ["run_command", "modal_submit", "send_message", "edit_message"];

  let quietUntil = 0;
  let isPressed = false;
  /** The press that the page was not ready for. */
  let held = null;

  const hush = (ms) => { quietUntil = Math.max(quietUntil, performance.now() + ms); };
  const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  const pending = () => window.simcordPreview?.pendingAction || null;
  const isBusy = () => {
    const page = window.simcordPreview;
    return Boolean(page && (page.pendingAction || page.awaitingRevision > page.publishedRevision));
  };
  // What the page reads at the end of an action belongs to the action.
  const isQuiet = () => !isPressed && (performance.now() >= quietUntil || isBusy());

  window.addEventListener("keydown", () => hush(KEY_QUIET_MS), true);
  window.addEventListener("input", () => hush(KEY_QUIET_MS), true);
  window.addEventListener("pointerdown", (event) => { isPressed = event.buttons !== 0; }, true);
  window.addEventListener("pointermove", (event) => { isPressed &&= event.buttons !== 0; }, true); // let go outside
  for (const kind of ["pointerup", "pointercancel", "blur"]) {
    window.addEventListener(kind, () => { isPressed = false; hush(PRESS_QUIET_MS); }, true);
  }

  const fetchNow = window.fetch;
  window.fetch = async (resource, options) => {
    const path = String(resource);
    if (path === "/api/pages") {
      const page = await fetchNow(path, open(options));
      if (page.status === 401) window.demo.turnAway();
      return page;
    }
    if (path === "/api/action") return fetchNow(path, window.demo?.withPicture(options) ?? options);
    // The player shows the first frame.
    if (path.endsWith("?poster=1")) return new Response(null, { status: 404 });
    const response = await fetchNow(resource, options);
    if (path === "/api/state" && response.status === 410) location.reload(); // nobody looked at it for a long time
    if (path !== "/api/state" || !response.ok) return response;
    const body = await response.text();
    while (!isQuiet()) {
      await pause(LOOK_MS);
      options?.signal?.throwIfAborted();
    }
    return new Response(body, { status: response.status, headers: response.headers });
  };

  /** Names the channel, the person and the time zone of a page that is opened. */
  function open(options) {
    const headers = new Headers(options.headers);
    headers.set("X-Demo-Channel", new URLSearchParams(location.search).get("channel") || "");
    headers.set("X-Demo-Timezone", Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC");
    const body = { ...JSON.parse(options.body), viewer_id: sessionStorage.getItem("viewer") };
    return { ...options, headers, body: JSON.stringify(body) };
  }
  // For another person the page would stay at the messages that it has; a new page shows the latest.
  window.addEventListener("change", (event) => {
    if (event.target.id !== "viewer-picker") return;
    event.stopImmediatePropagation();
    sessionStorage.setItem("viewer", event.target.value);
    location.reload();
  }, true);

  // The page draws itself anew once it has told how large it is, and what was typed until then would be lost.
  document.addEventListener("DOMContentLoaded", async () => {
    const composer = document.querySelector("#channel-composer-input");
    if (!composer) return;
    composer.disabled = true;
    const linked = new URLSearchParams(location.search).get("message");
    // A page that is loaded again, for another person too, is at the latest message.
    history.replaceState(null, "", `/?${new URLSearchParams({ channel: window.demo.channel() })}${location.hash}`);
    const isDrawn = () => window.simcordPreview?.lastAction?.settlement && !isBusy();
    while (!isDrawn()) {
      if (!composer.isConnected) return; // turned away
      await pause(LOOK_MS);
    }
    composer.disabled = false;
    follow();
    goDown();
    if (linked) showMessage(linked);
  });

  /** Whether the page stays at the latest message when more come, as long as its visitor doesn't scroll away. */
  let isFollowing = true;
  const BOTTOM_PX = 40;
  function goDown() {
    isFollowing = true;
    const timeline = document.querySelector("#channel-timeline");
    timeline.scrollTop = timeline.scrollHeight;
  }
  function follow() {
    const timeline = document.querySelector("#channel-timeline");
    const size = () => `${timeline.scrollHeight} ${timeline.clientHeight}`;
    let known = size();
    const observer = new ResizeObserver(() => requestAnimationFrame(() => {
      known = size();
      if (isFollowing) goDown();
    }));
    observer.observe(timeline);
    observer.observe(document.querySelector("#channel-message-list"));
    timeline.addEventListener("scroll", () => {
      if (size() !== known) return; // moved by what came, not by the visitor
      isFollowing = timeline.scrollHeight - timeline.scrollTop - timeline.clientHeight <= BOTTOM_PX;
    });
  }
  window.addEventListener("submit", (event) => { if (event.target.id === "channel-composer") goDown(); }, true);

  /** Goes to a message of this channel. */
  function showMessage(id) {
    const message = document.querySelector(`article[data-message-id="${CSS.escape(id)}"]`);
    isFollowing = false;
    if (message) {
      message.scrollIntoView({ block: "center" });
      message.animate([{ background: "#5865f255" }, {}], 2000);
    } else {
      document.querySelector("#message-exact-id").value = id;
      document.querySelector("#message-exact-form").requestSubmit();
    }
  }
  window.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
    const found = link?.href.match(/^https:\/\/(?:\w+\.)?discord\.com\/channels\/\d+\/(\d+)(?:\/(\d+))?$/);
    if (!found) return;
    event.preventDefault();
    const [, channel, message] = found;
    if (message && channel === window.demo?.channel()) showMessage(message);
    else location.assign(`/?${new URLSearchParams({ channel, message: message || "" })}${location.hash}`);
  }, true);

  // What is drawn above a button moves it away from the pointer, and the browser takes that for a change of mind.
  let touched = null;
  const buttonAt = (event) => (event.target instanceof Element ? event.target.closest("button") : null);
  window.addEventListener("pointerdown", (event) => {
    touched = event.button === 0 ? { button: buttonAt(event), x: event.clientX, y: event.clientY } : null;
  }, true);
  window.addEventListener("pointerup", (event) => {
    const { button, x, y } = touched || {};
    touched = null;
    const isStill = Math.hypot(event.clientX - x, event.clientY - y) <= STILL_PX;
    if (isStill && button?.isConnected && buttonAt(event) !== button) button.click();
  }, true);

  async function hold(event, press) {
    event.preventDefault();
    event.stopImmediatePropagation();
    if (held) { held = press; return; }
    held = press;
    while (isBusy()) await pause(LOOK_MS);
    const last = held;
    held = null;
    last();
  }
  function holdSubmit(event, form) {
    if (!ORDERS.includes(pending()?.kind)) void hold(event, () => { if (form.isConnected) form.requestSubmit(); });
  }

  window.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("button.component-button") : null;
    const key = button?.dataset.controlKey;
    if (!key || !isBusy() || pending()?.controlKey === key) return;
    void hold(event, () => {
      const now = button.isConnected ? button : document.querySelector(`button[data-control-key="${CSS.escape(key)}"]`);
      now?.click();
    });
  }, true);
  window.addEventListener("submit", (event) => {
    if (isBusy()) holdSubmit(event, event.target);
  }, true);
  window.addEventListener("keydown", (event) => {
    const field = event.target;
    if (event.key !== "Enter" || event.isComposing || !isBusy() || !field.matches("input, .command-chip")) return;
    const form = field.closest("[data-command-mode]")?.closest("form");
    const isChoosing = document.querySelector(".command-popup:not([hidden]) [aria-selected=true]");
    if (form && !isChoosing) holdSubmit(event, form);
  }, true);
  window.addEventListener("pointerup", (event) => { // a disabled button is not clicked
    const button = event.target instanceof Element ? event.target.closest("button:disabled[type=submit], #send-message:disabled") : null;
    if (button instanceof HTMLButtonElement && button.form && isBusy()) holdSubmit(event, button.form);
  }, true);
})();
