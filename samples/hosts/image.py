"""Writes the root of an image as `docker save` does, the same bytes for the same root: image.py ROOT TAG FILE NAME=VALUE..."""
import hashlib
import io
import json
import os
import sys
import tarfile

root, tag, target = sys.argv[1:4]
labels = dict(each.split("=", 1) for each in sys.argv[4:])
MADE = 1763000000


def plain(member):
    """As the file is, but for when it was made and what only this script needs."""
    if member.name == "./.complete":
        return None
    member.mtime = MADE
    return member


layer = target + ".layer"
with tarfile.open(layer, "w", format=tarfile.PAX_FORMAT) as tar:
    for directory, subdirectories, files in os.walk(root):
        subdirectories.sort()
        for name in sorted(files + [each for each in subdirectories]):
            path = os.path.join(directory, name)
            tar.add(path, "./" + os.path.relpath(path, root), recursive=False, filter=plain)
with open(layer, "rb") as content:
    digest = hashlib.file_digest(content, "sha256").hexdigest()
configuration = json.dumps({
    "architecture": "amd64",
    "os": "linux",
    "created": "2025-11-13T02:13:20Z",
    "config": {
        "Cmd": ["python3", "/srv/web/server.py"],
        "Env": ["PATH=/usr/local/bin:/usr/bin:/bin"],
        "ExposedPorts": {"8080/tcp": {}},
        "Labels": labels,
    },
    "history": [{"created": "2025-11-13T02:13:20Z", "created_by": "COPY rootfs/ /"}],
    "rootfs": {"type": "layers", "diff_ids": ["sha256:" + digest]},
}, sort_keys=True).encode()
name = hashlib.sha256(configuration).hexdigest() + ".json"
manifest = json.dumps([{"Config": name, "RepoTags": [tag], "Layers": [digest + "/layer.tar"]}]).encode()
with tarfile.open(target, "w") as tar:
    for path, content in ((name, configuration), ("manifest.json", manifest)):
        member = tarfile.TarInfo(path)
        member.size, member.mtime = len(content), MADE
        tar.addfile(member, io.BytesIO(content))
    tar.add(layer, digest + "/layer.tar", filter=plain)
os.unlink(layer)
