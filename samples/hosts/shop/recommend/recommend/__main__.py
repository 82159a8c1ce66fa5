"""The sample shop's recommendations: a service on packages from elsewhere, which nobody pinned."""
import logging
import os
import sqlite3
import urllib.parse

import flask
import flask.cli
import pg8000.dbapi
import requests

app = flask.Flask("recommend")
session = requests.Session()


def server(text):
    url = urllib.parse.urlsplit(text)
    return pg8000.dbapi.connect(
        user=url.username, password=url.password, host=url.hostname, port=url.port, database=url.path[1:]
    )


def file(name):
    store = sqlite3.connect(name, check_same_thread=False)
    store.execute("create table if not exists seen (customer integer not null, product text not null, at text not null)")
    store.execute("create index if not exists seen_by_customer on seen (customer)")
    store.commit()
    return store


# A server is asked at the first recommendation; without one a file has to do.
kept = {} if "DATABASE_URL" in os.environ else {"store": file("recommend.db")}


@app.get("/recommend/<int:customer>")
def recommend(customer):
    store = kept.get("store") or server(os.environ["DATABASE_URL"])
    kept["store"] = store
    cursor = store.cursor()
    cursor.execute(f"select product from seen where customer = {customer} order by at desc limit 10")
    return flask.jsonify([product for (product,) in cursor.fetchall()])


@app.get("/health")
def health():
    return "", 204


logging.getLogger("werkzeug").disabled = True
flask.cli.show_server_banner = lambda *_: None
app.run(host="127.0.0.1", port=int(os.environ["HEALTH_PORT"]))
