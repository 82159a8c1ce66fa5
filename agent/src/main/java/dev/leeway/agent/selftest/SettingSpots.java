package dev.leeway.agent.selftest;

import static dev.leeway.agent.selftest.Spot.named;
import static dev.leeway.agent.selftest.Spot.plain;
import static dev.leeway.agent.selftest.Spot.unnamed;

import dev.leeway.agent.selftest.Spot.Notation;
import java.util.ArrayList;
import java.util.List;

/** The places in files of settings of a service that has nothing else: each plant makes a file of its own. */
final class SettingSpots {
    private static final String DIRECTORY = "/srv/settings";

    private final List<Spot> spots = new ArrayList<>();
    private int planted;

    private SettingSpots() {}

    static List<Spot> all() {
        SettingSpots all = new SettingSpots();
        all.values();
        all.structures();
        all.margins();
        all.names();
        return List.copyOf(all.spots);
    }

    private Spot.Planter file(String ending, String before, String after) {
        return (host, text) -> write(host, "config/shop-" + ++planted + ending, before + text + after);
    }

    private static void write(CanaryHost host, String name, String content) {
        host.serviceOnce("settings.service", "/opt/settings/bin/settings", DIRECTORY)
                .file(DIRECTORY + "/" + name, content + "\n");
    }

    /** One line within single quotes or none, under a name that tells and under one that does not. */
    private void values() {
        both("YAML", ".yml", "a:\n  %s: '", "'");
        both("JSON", ".json", "{\"%s\": \"", "\"}");
        both("TOML", ".toml", "[a]\n%s = '", "'");
        both("INI", ".ini", "[a]\n%s = ", "");
        both("properties", ".properties", "a.%s=", "");
        both("environment file", ".env", "%s='", "'");
        both("XML attribute", ".xml", "<a><b %s=\"", "\"/></a>");
        both("XML text", ".xml", "<a><%s><![CDATA[", "]]></%s></a>");
        both("HOCON", ".hocon", "a { %s = \"", "\" }");
        both("default of a placeholder in YAML", ".yml", "%s: '${SHOP_VALUE:", "}'");
        both("default of a placeholder in properties", ".properties", "%s=${SHOP_VALUE:", "}");
        spots.add(named(
                "default of a placeholder of a telling name",
                Notation.WORD,
                file(".yml", "greeting: '${DB_PASSWORD:", "}'")));
        spots.add(named(
                "default of an environment placeholder", Notation.WORD, file(".env", "GREETING=${DB_PASSWORD:-", "}")));
    }

    private void both(String format, String ending, String before, String after) {
        spots.add(named(
                "setting in " + format + ", telling name",
                Notation.PLAIN_LINE,
                file(ending, before.formatted("password"), after.formatted("password"))));
        spots.add(unnamed(
                "setting in " + format + ", other name",
                Notation.PLAIN_LINE,
                file(ending, before.formatted("greeting"), after.formatted("greeting"))));
    }

    private void structures() {
        spots.add(unnamed("item of a YAML list", Notation.PLAIN_LINE, file(".yml", "a:\n  - '", "'")));
        spots.add(unnamed("block of YAML lines", Notation.PLAIN_LINE, file(".yml", "a: |\n  one\n  ", "\n  two")));
        spots.add(named("YAML anchor and alias", Notation.PLAIN_LINE, file(".yml", "password: &p '", "'\npasswd: *p")));
        spots.add(named(
                "value beside its name in YAML",
                Notation.PLAIN_LINE,
                file(".yml", "env:\n  - name: DB_PASSWORD\n    value: '", "'")));
        spots.add(named(
                "value beside its name in XML",
                Notation.WORD,
                file(".xml", "<a><property name=\"password\" value=\"", "\"/></a>")));
        spots.add(plain("key in YAML", Notation.WORD, file(".yml", "'", "': on")));
        spots.add(plain("key in JSON", Notation.WORD, file(".json", "{\"", "\": true}")));
        spots.add(plain("section of an INI file", Notation.WORD, file(".ini", "[", "]\non = true")));
        spots.add(plain("name of a YAML item", Notation.WORD, file(".yml", "- {name: '", "', on: true}")));
        spots.add(plain(
                "name of a file of settings",
                Notation.FILE_NAME,
                (host, text) -> write(host, "config/shop-" + text + ".yml", "on: true")));
        spots.add(plain(
                "profile of a YAML document",
                Notation.WORD,
                (host, text) ->
                        write(host, "application-" + ++planted + ".yml", "spring.profiles: " + text + "\non: true")));
    }

    /** What is no setting at all, or of nothing that can be read. */
    private void margins() {
        spots.add(named("comment in YAML", Notation.LINE, file(".yml", "a: 1\n# password: ", "")));
        spots.add(named("comment in JSON", Notation.LINE, file(".json", "{\"a\": 1} // ", "")));
        spots.add(named("comment in XML", Notation.PLAIN_LINE, file(".xml", "<a><!-- ", " --></a>")));
        spots.add(named(
                "entity of a document type",
                Notation.PLAIN_LINE,
                file(".xml", "<!DOCTYPE a [<!ENTITY p '", "'>]>\n<a>&p;</a>")));
        spots.add(named("malformed JSON", Notation.LINE, file(".json", "{\"password\": ", "")));
        spots.add(named("malformed YAML", Notation.LINE, file(".yml", "a: [\npassword: {", "")));
        spots.add(named("malformed TOML", Notation.LINE, file(".toml", "password = ", "")));
        spots.add(named("malformed HOCON", Notation.LINE, file(".hocon", "password = \"", "")));
        spots.add(named("file of an unknown format", Notation.LINE, file(".conf", "requirepass ", "")));
        spots.add(named("included address", Notation.WORD, file(".hocon", "include url(\"http://127.0.0.1:1/", "\")")));
    }

    /** What stands where the name of a setting is expected, with nothing that tells it from one but itself. */
    private void names() {
        for (String ending : List.of(".properties", ".ini")) {
            spots.add(named(
                    "line of a key in " + ending,
                    Notation.LINE,
                    file(
                            ending,
                            "private.key=\n-----BEGIN RSA PRIVATE KEY-----\n",
                            "\n-----END RSA PRIVATE KEY-----")));
            spots.add(named(
                    "line of a key behind its name in " + ending,
                    Notation.LINE,
                    file(ending, "private.key=-----BEGIN RSA PRIVATE KEY-----\n", "\n-----END RSA PRIVATE KEY-----")));
            spots.add(unnamed("line alone in " + ending, Notation.WORD, file(ending, "", "")));
        }
        spots.add(unnamed("line alone in a section", Notation.WORD, file(".ini", "[auth]\n", "")));
        spots.add(named(
                "key of a table of secrets in JSON",
                Notation.PLAIN_LINE,
                file(".json", "{\"apiKeys\": {\"", "\": true}}")));
        spots.add(named(
                "key of a table of secrets in YAML", Notation.PLAIN_LINE, file(".yml", "passwords:\n  '", "': on")));
        spots.add(named(
                "user with password in JSON",
                Notation.PLAIN_LINE,
                file(".json", "{\"auth\": {\"alice:", "\": true}}")));
        spots.add(named("name like a reference", Notation.PLAIN_LINE, file(".yml", "password: '${", "}'")));
    }
}
