package dev.leeway.agent.selftest;

import static dev.leeway.agent.selftest.Spot.harmless;
import static dev.leeway.agent.selftest.Spot.named;
import static dev.leeway.agent.selftest.Spot.plain;
import static dev.leeway.agent.selftest.Spot.unnamed;

import dev.leeway.agent.selftest.Spot.Notation;
import dev.leeway.agent.spi.HostAccessException.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The places in and around one service; every service of the made-up host has them all. */
final class ServiceSpots {
    /** A file that every service reads its variables from. */
    static final String ENVIRONMENT_FILE = "/etc/shop/shared.env";

    private static final String JAVA = "/usr/lib/jvm/temurin-17/bin/java";

    private final String name;
    private final String unit;
    private final SortedMap<String, String> variables = new TreeMap<>();
    private final List<String> options = new ArrayList<>();
    private final List<String> arguments = new ArrayList<>();
    private String directory = "/srv/shop";
    private String program = JAVA;
    private String jar = "/srv/shop/shop-1.4.2.jar";
    private int planted;

    /** The places of the service {@code name}, not run yet. */
    ServiceSpots(String name) {
        this.name = name;
        this.unit = name + ".service";
    }

    /** Every place, the ones in files of the host included. */
    List<Spot> all() {
        List<Spot> spots = new ArrayList<>();
        environment(spots);
        commandLine(spots);
        unitFiles(spots);
        refusals(spots);
        places(spots);
        return List.copyOf(spots);
    }

    /** Starts the service with what was planted. */
    void runOn(CanaryHost host) {
        List<String> line = new ArrayList<>(List.of(program));
        line.addAll(options);
        line.addAll(List.of("-jar", jar));
        line.addAll(arguments);
        host.file(jar, "")
                .file(
                        "/etc/systemd/system/" + unit,
                        "[Service]\nExecStart=" + JAVA + " -jar " + jar + "\nEnvironmentFile=-" + ENVIRONMENT_FILE
                                + "\n")
                .service(unit, program, line, directory, variables);
    }

    private Spot.Planter variable(String before, String prefix, String suffix) {
        return (host, text) -> variables.put(before + ++planted, prefix + text + suffix);
    }

    private void environment(List<Spot> to) {
        to.add(named("variable, telling name", Notation.BLOCK, variable("DB_PASSWORD_OLD", "", "")));
        to.add(named("variable, name in camel case", Notation.BLOCK, variable("apiKey", "", "")));
        to.add(unnamed("variable, other name", Notation.BLOCK, variable("GREETING", "", "")));
        to.add(harmless("variable, harmless name", Notation.BLOCK, variable("SHOP_REGION", "", "")));
        to.add(named("password in a URL", Notation.WORD, variable("SHOP_URL", "postgres://app:", "@db-1:5432/shop")));
        to.add(harmless("path of a URL", Notation.FILE_NAME, variable("HOOK_URI", "https://api.example.com/in/", "")));
        to.add(named(
                "parameter of a URL", Notation.FILE_NAME, variable("API_URI", "https://api.example.com/x?token=", "")));
        to.add(named(
                "JDBC password",
                Notation.WORD,
                variable("JDBC_URI", "jdbc:sqlserver://db-1;databaseName=shop;password=", "")));
        to.add(unnamed("JSON in a variable", Notation.BLOCK, variable("SHOP_JSON", "{\"a\":{\"b\":\"", "\"}}")));
        to.add(unnamed("YAML in a variable", Notation.BLOCK, variable("SHOP_YAML", "a:\n  b: ", "\n")));
        to.add(named(
                "options in a variable", Notation.PLAIN_LINE, variable("JAVA_OPTS", "-Xmx1g -Dshop.password='", "'")));
        to.add(unnamed(
                "option text in a variable", Notation.PLAIN_LINE, variable("NODE_OPTIONS", "--greeting='", "'")));
        to.add(plain("name of a variable", Notation.WORD, (host, text) -> variables.put(text, "1")));
        to.add(named(
                "variable of the shell, telling name",
                Notation.BLOCK,
                (host, text) -> host.shell("SHELL_TOKEN_" + name + ++planted, text)));
        to.add(unnamed(
                "variable of the shell, other name",
                Notation.BLOCK,
                (host, text) -> host.shell("SHELL_GREETING_" + name + ++planted, text)));
    }

    private void commandLine(List<Spot> to) {
        to.add(named(
                "system property, telling name",
                Notation.BLOCK,
                (host, text) -> options.add("-Dshop.password" + ++planted + "=" + text)));
        to.add(unnamed(
                "system property, other name",
                Notation.BLOCK,
                (host, text) -> options.add("-Dshop.greeting" + ++planted + "=" + text)));
        to.add(plain(
                "option of the virtual machine",
                Notation.BLOCK,
                (host, text) -> options.add("-XX:OnOutOfMemoryError=" + text)));
        to.add(plain(
                "settings of a Java agent",
                Notation.BLOCK,
                (host, text) -> options.add("-javaagent:/opt/agent.jar=" + text)));
        to.add(named(
                "argument, telling name",
                Notation.BLOCK,
                (host, text) -> arguments.add("--token" + ++planted + "=" + text)));
        to.add(named("argument after a telling name", Notation.BLOCK, (host, text) -> {
            arguments.add("--password");
            arguments.add(text);
        }));
        to.add(unnamed(
                "argument, other name",
                Notation.BLOCK,
                (host, text) -> arguments.add("--greeting" + ++planted + "=" + text)));
        to.add(unnamed("argument alone", Notation.BLOCK, (host, text) -> arguments.add(text)));
        to.add(named("letter with a value", Notation.BLOCK, (host, text) -> arguments.add("-p" + text)));
    }

    private void unitFiles(List<Spot> to) {
        String directoryOfUnit = "/etc/systemd/system/" + unit + ".d/";
        to.add(named(
                "setting of a unit, telling name",
                Notation.PLAIN_LINE,
                (host, text) -> host.file(
                        directoryOfUnit + "10-shop.conf",
                        "[Service]\nEnvironment=\"UNIT_SECRET" + ++planted + "=" + text.replace("%", "%%") + "\"\n")));
        to.add(unnamed(
                "setting of a unit, other name",
                Notation.PLAIN_LINE,
                (host, text) -> host.file(
                        directoryOfUnit + "10-shop.conf",
                        "[Service]\nEnvironment=\"UNIT_GREETING" + ++planted + "=" + text.replace("%", "%%")
                                + "\"\n")));
        to.add(plain(
                "name of a drop-in",
                Notation.FILE_NAME,
                (host, text) -> host.file(
                        directoryOfUnit + text + ".conf", "[Service]\nEnvironment=DROPPED" + ++planted + "=yes\n")));
        to.add(named(
                "environment file, telling name",
                Notation.PLAIN_LINE,
                (host, text) -> host.file(
                                directoryOfUnit + "20-files.conf",
                                "[Service]\nEnvironmentFile=-/etc/shop/" + name + ".env\n")
                        .file("/etc/shop/" + name + ".env", "FILE_TOKEN" + ++planted + "='" + text + "'\n")));
        to.add(unnamed(
                "environment file, other name",
                Notation.PLAIN_LINE,
                (host, text) -> host.file(
                                directoryOfUnit + "20-files.conf",
                                "[Service]\nEnvironmentFile=-/etc/shop/" + name + ".env\n")
                        .file("/etc/shop/" + name + ".env", "FILE_GREETING" + ++planted + "='" + text + "'\n")));
        to.add(plain(
                "name of an environment file",
                Notation.FILE_NAME,
                (host, text) -> host.file(
                                directoryOfUnit + "30-name.conf",
                                "[Service]\nEnvironmentFile=-/etc/shop/" + text + ".env\n")
                        .file("/etc/shop/" + text + ".env", "NAMED_FILE" + ++planted + "=yes\n")));
    }

    private void refusals(List<Spot> to) {
        for (Kind kind : List.of(Kind.DENIED, Kind.NOT_A_FILE, Kind.TOO_LARGE, Kind.UNREADABLE)) {
            to.add(plain(
                    "name of an environment file, " + kind.text(),
                    Notation.FILE_NAME,
                    (host, text) -> host.file(
                                    "/etc/systemd/system/" + unit + ".d/40-refused.conf",
                                    "[Service]\nEnvironmentFile=/etc/shop/" + text + ".env\n")
                            .refused("/etc/shop/" + text + ".env", kind)));
        }
        to.add(plain(
                "name of a refused drop-in",
                Notation.FILE_NAME,
                (host, text) ->
                        host.refused("/etc/systemd/system/" + unit + ".d/" + text + "-refused.conf", Kind.DENIED)));
    }

    private void places(List<Spot> to) {
        to.add(named(
                "password in a requirement's URL",
                Notation.WORD,
                (host, text) -> host.file(
                        "/srv/shop/requirements.txt",
                        "shop" + ++planted + " @ https://app:" + text + "@git.example.com/shop.zip\n")));
        to.add(plain(
                "loose file of a deployment",
                Notation.LINE,
                (host, text) -> host.file("/srv/shop/conf/settings.txt", text + "\n")));
        to.add(named(
                "environment file in a deployment",
                Notation.PLAIN_LINE,
                (host, text) -> host.file("/srv/shop/.env", "TOKEN" + ++planted + "=" + text + "\n")));
        to.add(plain(
                "private key in a deployment",
                Notation.LINE,
                (host, text) -> host.file("/srv/shop/tls/server.key", "-----BEGIN PRIVATE KEY-----\n" + text + "\n")));
        to.add(plain(
                "name of a loose file",
                Notation.FILE_NAME,
                (host, text) -> host.file("/srv/shop/conf/" + text + ".txt", "on\n")));
        to.add(plain(
                "name of a directory of loose files",
                Notation.FILE_NAME,
                (host, text) -> host.file("/srv/shop/" + text + "/a.txt", "on\n")));
        to.add(plain(
                "directory of the host's libraries",
                Notation.FILE_NAME,
                (host, text) -> host.file(
                        "/opt/tools/" + text + "/lib/python3/site-packages/shop-1.0.dist-info/METADATA",
                        "Name: shop\nVersion: 1.0\n")));
        to.add(plain("working directory", Notation.FILE_NAME, (host, text) -> directory = "/srv/" + text));
        to.add(plain(
                "directory of the program",
                Notation.FILE_NAME,
                (host, text) -> program = "/opt/" + text + "/bin/java"));
        to.add(plain("name of the artefact", Notation.FILE_NAME, (host, text) -> jar = "/srv/shop/" + text + ".jar"));
    }
}
