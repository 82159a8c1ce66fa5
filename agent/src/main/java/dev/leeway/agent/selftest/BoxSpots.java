package dev.leeway.agent.selftest;

import static dev.leeway.agent.selftest.Spot.named;
import static dev.leeway.agent.selftest.Spot.plain;
import static dev.leeway.agent.selftest.Spot.unnamed;

import dev.leeway.agent.selftest.Spot.Notation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The places in a container that an engine tells of, and in an image in a file. */
final class BoxSpots {
    private static final String SITE = "/usr/lib/python3/dist-packages/";

    private final List<Spot> spots = new ArrayList<>();
    private final String where;
    private final Function<CanaryHost, CanaryBox> box;

    private BoxSpots(String where, Function<CanaryHost, CanaryBox> box) {
        this.where = where;
        this.box = box;
    }

    static List<Spot> all() {
        List<Spot> all = new ArrayList<>();
        for (BoxSpots each : List.of(
                new BoxSpots("container: ", CanaryHost::container),
                new BoxSpots("image in a file: ", CanaryHost::image))) {
            each.settings();
            each.files();
            all.addAll(each.spots);
        }
        return List.copyOf(all);
    }

    private Spot.Planter in(Planting planting) {
        return (host, text) -> planting.plant(box.apply(host), text);
    }

    private interface Planting {
        void plant(CanaryBox box, String text);
    }

    private void settings() {
        spots.add(named(
                where + "variable, telling name", Notation.LINE, in((box, text) -> box.variable("DB_PASSWORD", text))));
        spots.add(unnamed(
                where + "variable, other name", Notation.LINE, in((box, text) -> box.variable("GREETING", text))));
        spots.add(named(
                where + "password in the URL of a variable",
                Notation.WORD,
                in((box, text) -> box.variable("SHOP_URL", "postgres://app:" + text + "@db-1:5432/shop"))));
        spots.add(named(
                where + "label, telling name",
                Notation.LINE,
                in((box, text) -> box.label("com.example.password", text))));
        spots.add(unnamed(where + "label, other name", Notation.LINE, in((box, text) -> box.label("greeting", text))));
        spots.add(plain(
                where + "name of a label", Notation.WORD, in((box, text) -> box.label("com.example." + text, "on"))));
        spots.add(named(
                where + "argument, telling name",
                Notation.LINE,
                in((box, text) -> box.argument("--password=" + text))));
        spots.add(plain(where + "argument alone", Notation.LINE, in(CanaryBox::argument)));
        spots.add(named(
                where + "health check",
                Notation.PLAIN_LINE,
                in((box, text) -> box.health("curl -u shop:" + text + " http://localhost/"))));
        spots.add(named(
                where + "variable in the history",
                Notation.LINE,
                in((box, text) -> box.history("/bin/sh -c #(nop)  ENV DB_PASSWORD=" + text))));
        spots.add(named(
                where + "command in the history",
                Notation.PLAIN_LINE,
                in((box, text) -> box.history("CMD [\"shop\" \"--password\" \"" + text + "\"]"))));
    }

    private void files() {
        spots.add(plain(
                where + "version of a package",
                Notation.WORD,
                in((box, text) -> box.file(
                        "/var/lib/dpkg/status",
                        "Package: box" + box.next() + "\nStatus: install ok installed\nArchitecture: amd64\nVersion: "
                                + text + "\n\n"))));
        spots.add(plain(
                where + "origin of a package source",
                Notation.WORD,
                in((box, text) -> box.file(
                        "/etc/apt/sources.list.d/box.list",
                        "deb https://shop:" + text + "@repo.example.com/debian stable main\n"))));
        spots.add(plain(
                where + "release of a Java installation",
                Notation.PLAIN_LINE,
                in((box, text) -> box.file("/usr/lib/jvm/box/bin/java", "")
                        .file(
                                "/usr/lib/jvm/box/release",
                                "JAVA_VERSION=\"17.0.15\"\nIMPLEMENTOR=\"" + text + "\"\n"))));
        spots.add(plain(
                where + "version of a Python package",
                Notation.FILE_NAME,
                in((box, text) -> box.file(
                        SITE + "box" + box.next() + "-1.0.dist-info/METADATA",
                        "Metadata-Version: 2.1\nName: box" + box.next() + "\nVersion: " + text + "\n"))));
        spots.add(named(
                where + "environment file",
                Notation.PLAIN_LINE,
                in((box, text) -> box.file(CanaryBox.DIRECTORY + "/.env", "TOKEN=" + text + "\n"))));
        spots.add(named(
                where + "file of settings",
                Notation.PLAIN_LINE,
                in((box, text) -> box.file(
                        CanaryBox.DIRECTORY + "/application.yml", "password" + box.next() + ": '" + text + "'\n"))));
        spots.add(plain(
                where + "name of a file",
                Notation.FILE_NAME,
                in((box, text) -> box.file(CanaryBox.DIRECTORY + "/" + text + ".txt", "on\n"))));
        spots.add(named(
                where + "password in a requirement's URL",
                Notation.WORD,
                in((box, text) -> box.file(
                        CanaryBox.DIRECTORY + "/requirements.txt",
                        "box" + box.next() + " @ https://app:" + text + "@git.example.com/box.zip\n"))));
        spots.add(plain(
                where + "manifest of an archive",
                Notation.WORD,
                in((box, text) -> box.file(CanaryBox.DIRECTORY + "/lib" + box.next() + ".jar", jar(text)))));
    }

    /** Not packed, so that it can be told whether it was read. */
    private static byte[] jar(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.setLevel(0);
            zip.putNextEntry(new ZipEntry("META-INF/MANIFEST.MF"));
            zip.write(
                    ("Manifest-Version: 1.0\nImplementation-Version: " + text + "\n").getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
