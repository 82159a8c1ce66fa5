"""The sample shop's recommendations: a service on packages from elsewhere, which nobody pinned."""
import logging
import os

import flask
import flask.cli
import requests

app = flask.Flask("recommend")
session = requests.Session()


@app.get("/health")
def health():
    return "", 204


logging.getLogger("werkzeug").disabled = True
flask.cli.show_server_banner = lambda *_: None
app.run(host="127.0.0.1", port=int(os.environ["HEALTH_PORT"]))
