"""The shop's pages as they run in a container: answers every request until it is stopped."""
import http.server
import os
import signal
import sys

# A first process has no handlers of its own: without this one the engine waits ten seconds and kills.
signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))


class Page(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_):
        pass


timeout = os.environ.get("PAYMENT_TIMEOUT", "none")
print(f"payment timeout: {timeout}", flush=True)
http.server.HTTPServer(("0.0.0.0", int(os.environ["SERVER_PORT"])), Page).serve_forever()
