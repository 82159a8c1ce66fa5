"""The sample shop's orders: keeps one connection to its database and answers health checks until it is stopped."""
import http.server
import os

import psycopg2

connection = psycopg2.connect(os.environ["DATABASE_URL"], application_name="shop-orders")


class Health(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        with connection, connection.cursor() as cursor:
            cursor.execute("select count(*) from orders where status = 'new'")
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_):
        pass


http.server.HTTPServer(("127.0.0.1", int(os.environ["HEALTH_PORT"])), Health).serve_forever()
