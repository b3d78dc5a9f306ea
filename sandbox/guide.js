/* What a visitor can try, the channels, a picture for a message, and what to do if the key is missing; GUIDE comes from guide.py and the demo's server. */
"use strict";
(() => {
  const STYLE = `
    .demo-guide { flex: 0 0 290px; overflow: auto; padding: 14px 16px; font-size: 14px; line-height: 19px;
      color: var(--discord-subtle); background: var(--discord-surface); }
    .demo-guide[hidden] { display: none; }
    .demo-guide h2 { margin: 0 0 10px; font-size: 16px; color: var(--discord-text); }
    .demo-guide dt { margin-top: 12px; font-weight: 600; color: var(--discord-text); }
    .demo-guide dd { margin: 2px 0 0; }
    .demo-guide p { margin: 18px 0 0; padding-top: 12px; border-top: 1px solid var(--discord-border); }
    .demo-guide button { margin-top: 4px; padding: 2px 8px; font: inherit; color: #c9cdfb; cursor: pointer;
      border: 0; border-radius: 4px; background: #5865f23d; }
    .demo-channels { display: grid; gap: 2px; margin-bottom: 8px; }
    .demo-channels a { padding: 4px 8px; font-size: 14px; font-weight: 600; text-decoration: none;
      border-radius: 4px; color: var(--discord-muted); }
    .demo-channels a:hover, .demo-channels a[aria-current] { color: var(--discord-text); background: var(--discord-hover); }
    .channel-context, .layout-label { display: none; }
    .demo-attach { flex: none; width: 34px; height: 34px; padding: 0; font-size: 22px; line-height: 1;
      cursor: pointer; align-self: center; border: 0; border-radius: 50%; color: var(--discord-subtle); background: none; }
    .demo-attach:hover { color: var(--discord-text); background: var(--discord-hover); }
    .demo-picture { margin: 0 8px 6px; font-size: 13px; color: var(--discord-subtle); }
    .demo-picture[hidden] { display: none; }
    .command-mention { cursor: pointer; }
    .demo-address { max-width: 34em; margin: 20vh auto 0; padding: 0 24px; font-size: 18px; line-height: 1.5; text-align: center;
      color: var(--discord-text); }
    @media (max-width: 1180px) { .demo-guide { position: absolute; z-index: 5; inset: 0 0 0 auto; width: 290px;
      box-shadow: 0 0 16px #000a; } }`;
  const WIDE_PX = 1180;
  const LOOK_MS = 30;

  const channel = () => new URLSearchParams(location.search).get("channel") || GUIDE.channels[0].id;
  const make = (name, className, text = "") => Object.assign(document.createElement(name), { className, textContent: text });
  const composer = () => document.querySelector("#channel-composer-input");

  /** Starts to type, as a visitor would, as soon as the page is ready for it. */
  async function type(text) {
    const field = composer();
    while (field.disabled) await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    field.value = text;
    field.focus();
    field.setSelectionRange(text.length, text.length);
    field.dispatchEvent(new InputEvent("input", { bubbles: true, data: text, inputType: "insertText" }));
  }

  function addGuide() {
    const guide = make("aside", "demo-guide");
    guide.setAttribute("aria-label", "What to try");
    const toggle = make("button", "toolbar-button", "What to try");
    const show = (isShown) => { guide.hidden = !isShown; toggle.setAttribute("aria-expanded", String(isShown)); };
    const list = make("dl", "");
    for (const tip of GUIDE.tips) {
      const how = make("dd", "", tip.how);
      if (tip.command) {
        const start = make("button", "", tip.command);
        start.type = "button";
        start.addEventListener("click", () => {
          if (window.innerWidth <= WIDE_PX) show(false);
          void type(tip.command);
        });
        how.append(document.createElement("br"), start);
      }
      list.append(make("dt", "", tip.title), how);
    }
    guide.append(make("h2", "", "What to try"), list, make("p", "", GUIDE.missing));
    document.querySelector("#preview-workspace").append(guide);
    toggle.type = "button";
    toggle.addEventListener("click", () => show(guide.hidden));
    document.querySelector("#refresh").before(toggle);
    show(window.innerWidth > WIDE_PX);
  }

  function addChannels() {
    const nav = make("nav", "demo-channels");
    nav.setAttribute("aria-label", "Channels");
    for (const { id, name } of GUIDE.channels) {
      const link = make("a", "", `# ${name}`);
      link.href = `/?channel=${id}${location.hash}`;
      if (id === channel()) link.setAttribute("aria-current", "page");
      nav.append(link);
    }
    document.querySelector(".sidebar-heading h1").before(nav);
  }

  /** The pictures of the next message. */
  let pictures = [];
  let choose = () => {};
  function addAttachment() {
    const file = Object.assign(make("input", ""), { type: "file", accept: "image/*", multiple: true, hidden: true, id: "demo-picture-file" });
    const button = Object.assign(make("button", "demo-attach", "+"), { type: "button", title: "Attach pictures" });
    button.setAttribute("aria-label", "Attach pictures");
    const name = make("p", "demo-picture");
    choose = (chosen) => {
      pictures = chosen;
      name.hidden = !chosen.length;
      name.textContent = chosen.map((one) => `📎 ${one.name}`).join(" ");
      file.value = "";
    };
    choose([]);
    button.addEventListener("click", () => file.click());
    file.addEventListener("change", () => {
      if (!file.files[0]) return;
      choose([...file.files]);
      if (!composer().value) void type("@Veo Bot ");
    });
    const row = document.querySelector(".composer-row");
    row.prepend(button);
    row.before(name, file);
  }

  /** Adds the pictures to a message that is sent. */
  function withPicture(options) {
    if (!pictures.length || typeof options.body !== "string" || JSON.parse(options.body).kind !== "send_message") return options;
    const form = new FormData();
    form.append("payload", options.body);
    for (const picture of pictures) form.append("file:picture", picture, picture.name);
    choose([]);
    const headers = new Headers(options.headers);
    headers.delete("Content-Type");
    return { ...options, headers, body: form };
  }

  /** Says in place of the page which address opens it. */
  function turnAway() {
    document.body.replaceChildren(make("main", "demo-address", GUIDE.wholeAddress));
  }

  window.demo = { channel, withPicture, turnAway };
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  document.adoptedStyleSheets.push(sheet);
  document.addEventListener("DOMContentLoaded", () => {
    document.title = "Veo Bot demo";
    if (location.hash.length <= 1) {
      turnAway();
      return;
    }
    addGuide();
    addChannels();
    addAttachment();
  });
  window.addEventListener("click", (event) => {
    const command = event.target instanceof Element ? event.target.closest(".command-mention") : null;
    if (command) void type(command.textContent);
  });
})();
