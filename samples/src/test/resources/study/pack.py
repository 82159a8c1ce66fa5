"""Packs archives and packages of the study, the same bytes for the same content: pack.py KIND ARGUMENT..."""
import pathlib
import sys
import zipfile

MADE = (2026, 11, 2, 9, 0, 0)


def write(path, entries, made=MADE):
    """An archive with these entries, all of one moment."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(zipfile.ZipInfo(name, made), content)


def coordinates(group, artifact, version):
    """What Maven writes into an archive about itself."""
    return {f"META-INF/maven/{group}/{artifact}/pom.properties": f"groupId={group}\nartifactId={artifact}\nversion={version}\n"}


def service(path, classes, version, *more):
    """The web service; each of `more` is NAME=CONTENT of an entry besides."""
    libraries = ["money-2.3.1", "basket-1.9.0", "basket-legacy-0.8.0"]
    made = MADE
    entries = {}
    for each in more:
        name, content = each.split("=", 1)
        if name == "made":
            made = (int(content), 1, 2, 3, 4, 6)
        elif name == "class-path":
            libraries = content.split()
        else:
            entries[name] = content.replace("\\n", "\n")
    path_of_classes = " ".join(f"lib/{each}.jar" for each in libraries)
    head = {"META-INF/MANIFEST.MF": f"Manifest-Version: 1.0\nMain-Class: ShopWeb\nClass-Path: {path_of_classes}\n\n"}
    head.update(coordinates("example.shop", "shop-web", version))
    for each in sorted(pathlib.Path(classes).glob("*.class")):
        head[each.name] = each.read_bytes()
    write(path, {**head, **entries}, made)


def library(path, group, artifact, version, *more):
    """A library with a class of its own and those named besides; what holds a blank is other content of the first."""
    salt = "".join(each for each in more if " " in each)
    own = group.replace(".", "/") + "/" + artifact.capitalize()
    entries = coordinates(group, artifact, version)
    for name in [own, *(each for each in more if " " not in each)]:
        entries[name + ".class"] = b"\xca\xfe\xba\xbe\0\0\0\x3d" + f"{name} {version}{salt}".encode()
    write(path, entries)


def package(directory, name, version):
    """A package of Python as installers leave it."""
    directory = pathlib.Path(directory)
    for old in directory.glob(f"{name}-*.dist-info"):
        for file in old.iterdir():
            file.unlink()
        old.rmdir()
    information = directory / f"{name}-{version}.dist-info"
    information.mkdir()
    (directory / f"{name}.py").write_text(f"VERSION = '{version}'\n", encoding="utf-8")
    (information / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n", encoding="utf-8")
    (information / "INSTALLER").write_text("pip\n", encoding="utf-8")
    files = [f"{name}.py", f"{information.name}/METADATA", f"{information.name}/INSTALLER", f"{information.name}/RECORD"]
    (information / "RECORD").write_text("".join(f"{each},,\n" for each in files), encoding="utf-8")


{"service": service, "library": library, "package": package}[sys.argv[1]](*sys.argv[2:])
