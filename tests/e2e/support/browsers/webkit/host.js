#!/usr/bin/env -S gjs -m
// WebKitGTK as a browser that can be told what to do. Runs in gjs (GNOME's JavaScript), on an X server of its own, and
// starts as the Firefox that Playwright launches: `host.js … --profile FOLDER …`. It says on stderr where it listens.
// It obeys JSON over one WebSocket: {id, do, …} is answered by {id, value} or {id, error}; {event, …} comes unasked.
// webkit-transport.ts, at the other end, speaks BiDi with Playwright.
import GLib from 'gi://GLib';
import Gio from 'gi://Gio';

// Before GDK wakes: input that is sent to a window counts as typed and clicked there.
GLib.setenv('GDK_CORE_DEVICE_EVENTS', '1', true);
const screen = startScreen();
Object.assign(imports.gi.versions, { Gdk: '3.0', Gtk: '3.0', WebKit2: '4.1', Soup: '3.0' });
const { Gdk, Gtk, Soup, WebKit2 } = imports.gi;
Gtk.init(null);

const loop = GLib.MainLoop.new(null, false);
const profile = ARGV[ARGV.indexOf('--profile') + 1];
GLib.file_set_contents(`${profile}/host.pid`, String(new Gio.Credentials().get_unix_pid()));
const views = new Map();
let tell = () => undefined;
const contexts = new Map();
let downloadFolder = GLib.get_tmp_dir();
let lastView = 0;
let lastRequest = 0;

/** A display that nobody looks at; it ends with this process' group. */
function startScreen() {
  const server = Gio.Subprocess.new(
    ['Xvfb', '-displayfd', '1', '-screen', '0', '1400x1000x24', '-nolisten', 'tcp', '-terminate'],
    Gio.SubprocessFlags.STDOUT_PIPE | Gio.SubprocessFlags.STDERR_SILENCE,
  );
  const said = new Gio.DataInputStream({ base_stream: server.get_stdout_pipe() });
  const [line] = said.read_line_utf8(null);
  GLib.setenv('DISPLAY', `:${line}`, true);
  GLib.setenv('GDK_BACKEND', 'x11', true);
  return server;
}

// A value of WebKit's script engine that the collector of this one ends may end its whole engine, in a loop of its own
// within which nothing here may run: a command that came then would be lost. So engines are kept.
const engines = new Set();

function textOf(value) {
  engines.add(value.get_context());
  return value.to_string();
}

const reason = (error) => (error instanceof Error || error?.message ? error.message : String(error));

/** What a context keeps on disk, and how it reaches the world. */
function start({ context, proxy, locale, timezone, userAgent }) {
  const folder = context === 'default' ? profile : `${profile}/contexts/${context}`;
  const data = new WebKit2.WebsiteDataManager({
    base_data_directory: `${folder}/data`,
    base_cache_directory: `${folder}/cache`,
  });
  data.set_tls_errors_policy(WebKit2.TLSErrorsPolicy.IGNORE);
  if (proxy)
    data.set_network_proxy_settings(WebKit2.NetworkProxyMode.CUSTOM, WebKit2.NetworkProxySettings.new(proxy, null));
  const web = new WebKit2.WebContext({
    website_data_manager: data,
    process_swap_on_cross_site_navigation_enabled: true,
    ...(timezone && { time_zone_override: timezone }),
  });
  GLib.mkdir_with_parents(folder, 0o700);
  web.get_cookie_manager().set_persistent_storage(`${folder}/cookies.sqlite`, WebKit2.CookiePersistentStorage.SQLITE);
  if (locale) web.set_preferred_languages([locale]);
  web.connect('download-started', (_, download) => follow(download));
  contexts.set(context, { web, userAgent });
}

function follow(download) {
  const id = `download-${++lastRequest}`;
  const view = [...views].find(([, { view }]) => view === download.get_web_view())?.[0];
  const { uri } = download.get_request();
  download.connect('decide-destination', (_, name) => {
    download.set_allow_overwrite(true);
    download.set_destination(`file://${downloadFolder}/${name}`);
    tell({ event: 'download', view: view ?? [...views.keys()][0], id, url: uri, name });
    return true;
  });
  let failed = false;
  download.connect('failed', () => (failed = true));
  download.connect('finished', () =>
    tell({ event: 'downloadEnd', view: view ?? [...views.keys()][0], id, url: uri, failed }),
  );
}

function open({ context, scripts, width, height }) {
  const id = `view-${++lastView}`;
  const content = new WebKit2.UserContentManager();
  content.register_script_message_handler('front');
  content.connect('script-message-received::front', (_, result) =>
    heard(id, JSON.parse(textOf(result.get_js_value()))),
  );
  const { web, userAgent } = contexts.get(context);
  const settings = new WebKit2.Settings({
    ...(userAgent && { user_agent: userAgent }),
    enable_media_stream: true,
    enable_mock_capture_devices: true,
    media_playback_requires_user_gesture: false,
    javascript_can_access_clipboard: true,
    hardware_acceleration_policy: WebKit2.HardwareAccelerationPolicy.NEVER,
  });
  const view = new WebKit2.WebView({ web_context: web, user_content_manager: content, settings });
  const window = new Gtk.Window({ type: Gtk.WindowType.TOPLEVEL, decorated: false });
  const opened = { view, window, content, acks: [], at: undefined };
  views.set(id, opened);
  window.add(view);
  window.set_default_size(width, height);
  window.move(0, 0);
  window.show_all();
  window.present();
  view.get_window().focus(0);
  setScripts({ view: id, scripts });
  view.connect('load-changed', (_, event) => {
    if (event === WebKit2.LoadEvent.STARTED) tell({ event: 'started', view: id, url: view.uri });
  });
  view.connect('load-failed', (_, __, url, error) => {
    // A page of the browser's own would take the place of the one that stands there.
    tell({ event: 'failed', view: id, url, message: reason(error) });
    return true;
  });
  view.connect('permission-request', (_, request) => {
    request.allow();
    return true;
  });
  view.connect('web-process-terminated', () => tell({ event: 'crashed', view: id }));
  view.connect('close', () => close({ view: id }));
  view.connect('script-dialog', (_, dialog) => {
    if (dialog.get_dialog_type() !== WebKit2.ScriptDialogType.ALERT) dialog.confirm_set_confirmed(true);
    return true;
  });
  view.connect('resource-load-started', (_, resource, request) => watch(id, resource, request));
  return id;
}

function watch(view, resource, request) {
  const id = `request-${++lastRequest}`;
  const about = { view, id, url: request.uri, method: request.get_http_method() ?? 'GET' };
  tell({ event: 'request', ...about });
  const status = () => resource.get_response()?.get_status_code() ?? 0;
  resource.connect('notify::response', () => tell({ event: 'response', ...about, status: status() }));
  resource.connect('finished', () => tell({ event: 'responseEnd', ...about, status: status() }));
  resource.connect('failed', (_, error) => tell({ event: 'requestFailed', ...about, message: reason(error) }));
}

function heard(id, message) {
  const opened = views.get(id);
  if (message.kind !== 'input') return tell({ event: 'page', view: id, message });
  const waiting = opened?.acks.findIndex(({ type }) => type === message.type) ?? -1;
  if (waiting >= 0) opened.acks.splice(waiting, 1)[0].resolve();
}

/** Until the page has heard this event; or a while, where it hears none (a disabled button, a page that hangs). */
function untilHeard(opened, type) {
  return new Promise((resolve) => {
    const ack = { type, resolve };
    opened.acks.push(ack);
    GLib.timeout_add(GLib.PRIORITY_DEFAULT, 1_000, () => {
      opened.acks = opened.acks.filter((one) => one !== ack);
      resolve();
      return GLib.SOURCE_REMOVE;
    });
  });
}

function setScripts({ view, scripts }) {
  const { content } = views.get(view);
  content.remove_all_scripts();
  for (const source of scripts)
    content.add_script(
      new WebKit2.UserScript(
        source,
        WebKit2.UserContentInjectedFrames.TOP_FRAME,
        WebKit2.UserScriptInjectionTime.START,
        null,
        null,
      ),
    );
}

function run({ view, body }) {
  const { view: target } = views.get(view);
  return new Promise((resolve, reject) =>
    target.call_async_javascript_function(body, -1, null, null, null, null, (_, result) => {
      try {
        resolve(textOf(target.call_async_javascript_function_finish(result)));
      } catch (error) {
        reject(error);
      }
    }),
  );
}

function close({ view }) {
  const opened = views.get(view);
  if (!opened) return;
  views.delete(view);
  opened.window.destroy();
  tell({ event: 'closed', view });
}

async function mouse({ view, kind, x, y, button = 0 }) {
  const opened = views.get(view);
  const window = opened.view.get_window();
  if (kind === 'move') {
    const isSame = opened.at?.[0] === x && opened.at?.[1] === y;
    opened.at = [x, y];
    if (isSame) return;
    const moved = untilHeard(opened, 'mousemove');
    opened.window.present();
    const [, left, top] = window.get_origin();
    Gdk.Display.get_default()
      .get_default_seat()
      .get_pointer()
      .warp(Gdk.Screen.get_default(), left + x, top + y);
    return moved;
  }
  const [type, event] =
    kind === 'down' ? [Gdk.EventType.BUTTON_PRESS, 'mousedown'] : [Gdk.EventType.BUTTON_RELEASE, 'mouseup'];
  const done = untilHeard(opened, event);
  const [atX = 0, atY = 0] = opened.at ?? [];
  Gdk.test_simulate_button(window, atX, atY, button + 1, 0, type);
  return done;
}

async function key({ view, kind, name, modifiers = 0 }) {
  const opened = views.get(view);
  const window = opened.view.get_window();
  const value = name.length === 1 ? Gdk.unicode_to_keyval(name.codePointAt(0)) : Gdk.keyval_from_name(name);
  const [type, event] = kind === 'down' ? [Gdk.EventType.KEY_PRESS, 'keydown'] : [Gdk.EventType.KEY_RELEASE, 'keyup'];
  const done = untilHeard(opened, event);
  opened.view.grab_focus();
  Gdk.test_simulate_key(window, -1, -1, value, modifiers, type);
  return done;
}

function activate({ view }) {
  const opened = views.get(view);
  opened.window.present();
  opened.view.grab_focus();
  opened.view.get_window().focus(0);
}

function resize({ view, width, height }) {
  views.get(view).window.resize(width, height);
}

function picture({ view, whole }) {
  const { view: target } = views.get(view);
  const region = whole ? WebKit2.SnapshotRegion.FULL_DOCUMENT : WebKit2.SnapshotRegion.VISIBLE;
  return new Promise((resolve, reject) =>
    target.get_snapshot(region, WebKit2.SnapshotOptions.NONE, null, (_, result) => {
      try {
        const path = `${GLib.get_tmp_dir()}/webkit-${GLib.uuid_string_random()}.png`;
        target.get_snapshot_finish(result).writeToPNG(path);
        const [, bytes] = GLib.file_get_contents(path);
        GLib.unlink(path);
        resolve(GLib.base64_encode(bytes));
      } catch (error) {
        reject(error);
      }
    }),
  );
}

/** @param sizes in centimetres */
function printed({ view, width, height }) {
  const path = `${GLib.get_tmp_dir()}/webkit-${GLib.uuid_string_random()}.pdf`;
  const settings = new Gtk.PrintSettings();
  settings.set_printer('Print to File');
  settings.set(Gtk.PRINT_SETTINGS_OUTPUT_URI, `file://${path}`);
  settings.set(Gtk.PRINT_SETTINGS_OUTPUT_FILE_FORMAT, 'pdf');
  const paper = new Gtk.PageSetup();
  paper.set_paper_size(Gtk.PaperSize.new_custom('page', 'page', width * 10, height * 10, Gtk.Unit.MM));
  for (const side of ['top', 'bottom', 'left', 'right']) paper[`set_${side}_margin`](0, Gtk.Unit.MM);
  const operation = new WebKit2.PrintOperation({
    web_view: views.get(view).view,
    print_settings: settings,
    page_setup: paper,
  });
  return new Promise((resolve, reject) => {
    operation.connect('failed', (_, error) => reject(error));
    operation.connect('finished', () => {
      const [, bytes] = GLib.file_get_contents(path);
      GLib.unlink(path);
      resolve(GLib.base64_encode(bytes));
    });
    operation.print();
  });
}

function cookies({ context }) {
  const manager = contexts.get(context).web.get_cookie_manager();
  return new Promise((resolve, reject) =>
    manager.get_all_cookies(null, (_, result) => {
      try {
        resolve(
          manager.get_all_cookies_finish(result).map((cookie) => ({
            name: cookie.get_name(),
            value: cookie.get_value(),
            domain: cookie.get_domain(),
            path: cookie.get_path(),
            httpOnly: cookie.get_http_only(),
            secure: cookie.get_secure(),
            expires: cookie.get_expires()?.to_unix(),
          })),
        );
      } catch (error) {
        reject(error);
      }
    }),
  );
}

const forgetCookies = ({ context }) =>
  new Promise((resolve) => {
    const data = contexts.get(context).web.get_website_data_manager();
    data.clear(WebKit2.WebsiteDataTypes.COOKIES, 0, null, () => resolve());
  });

const commands = {
  start,
  open,
  close,
  setScripts,
  run,
  mouse,
  key,
  activate,
  resize,
  picture,
  printed,
  cookies,
  forgetCookies,
  downloadsTo: ({ folder }) => void (downloadFolder = folder),
  load: ({ view, url }) => views.get(view).view.load_uri(url),
  reload: ({ view }) => views.get(view).view.reload(),
  travel: ({ view, delta }) => {
    const { view: target } = views.get(view);
    const item = target.get_back_forward_list().get_nth_item(delta);
    if (!item) throw new Error('there is no such page in the history');
    target.go_to_back_forward_list_item(item);
  },
  crash: ({ view }) => views.get(view).view.terminate_web_process(),
  quit: () => {
    for (const { window } of views.values()) window.destroy();
    views.clear();
    GLib.timeout_add(GLib.PRIORITY_DEFAULT, 200, () => {
      loop.quit();
      return GLib.SOURCE_REMOVE;
    });
  },
};

async function obey(socket, text) {
  const { id, method, do: name, ...given } = JSON.parse(text);
  // Playwright's own word, when it has no other way to end what it has launched.
  if (method === 'browser.close') return commands.quit();
  const answer = (message) => socket.send_text(JSON.stringify({ id, ...message }));
  try {
    answer({ value: (await commands[name](given)) ?? null });
  } catch (error) {
    answer({ error: reason(error) });
  }
}

const server = new Soup.Server();
server.add_websocket_handler('/session', null, null, (_, __, ___, socket) => {
  socket.set_max_incoming_payload_size(0);
  tell = (message) => {
    if (socket.get_state() === Soup.WebsocketState.OPEN) socket.send_text(JSON.stringify(message));
  };
  socket.connect('message', (_, type, bytes) => void obey(socket, new TextDecoder().decode(bytes.toArray())));
  // Who drove it has gone: nobody else knows the way in.
  socket.connect('closed', () => loop.quit());
});
server.listen_local(0, Soup.ServerListenOptions.IPV4_ONLY);
const [address] = server.get_uris();
printerr(`WebDriver BiDi listening on ws://127.0.0.1:${address.get_port()}`);
loop.run();
screen.force_exit();
