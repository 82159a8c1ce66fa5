package dev.leeway.agent.selftest;

import static dev.leeway.agent.selftest.Spot.named;
import static dev.leeway.agent.selftest.Spot.plain;
import static dev.leeway.agent.selftest.Spot.unnamed;

import dev.leeway.agent.selftest.Canary.Strength;
import dev.leeway.agent.selftest.Spot.Notation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The places in files of a Compose project. Where a secret is handed on under another name, that name is one of which everything is
 * told that looks like nothing in particular, and the container has the value too.
 */
final class ComposeSpots {
    /** Where the project works. */
    static final String DIRECTORY = "/srv/canary";

    private static final String VARIABLES = DIRECTORY + "/.env";
    private static final String SERVICE = "services:\n  shop-box:\n";
    private static final String ENVIRONMENT = SERVICE + "    environment:\n";
    private static final Set<Strength> NUMBERS = Set.of(Strength.NUMBER);

    private final List<Spot> spots = new ArrayList<>();

    private ComposeSpots() {}

    static List<Spot> all() {
        ComposeSpots all = new ComposeSpots();
        all.written();
        all.handedOn();
        all.elsewhere();
        return List.copyOf(all.spots);
    }

    private static String file(String name) {
        return DIRECTORY + "/" + name + ".yml";
    }

    /** A file of a service that names another one. */
    private static CanaryHost naming(CanaryHost host, String name, String text) {
        String path = file(name);
        return host.container().named(path) ? host : host.composed(path, SERVICE, text);
    }

    /** As YAML in single quotes has it, no variable filled in. */
    private static String plainly(String text) {
        return "'" + text.replace("$", "$$") + "'";
    }

    private void written() {
        spots.add(named(
                "Compose: variable, telling name",
                Notation.PLAIN_LINE,
                (host, text) -> host.composed(
                        file("names"),
                        ENVIRONMENT,
                        "      DB_PASSWORD_" + host.container().next() + ": " + plainly(text) + "\n")));
        spots.add(unnamed(
                "Compose: variable, other name",
                Notation.PLAIN_LINE,
                (host, text) -> host.composed(
                        file("others"),
                        ENVIRONMENT,
                        "      GREETING_" + host.container().next() + ": " + plainly(text) + "\n")));
        spots.add(named(
                "Compose: variable in a list",
                Notation.PLAIN_LINE,
                (host, text) -> host.composed(
                        file("list"),
                        ENVIRONMENT,
                        "      - 'TOKEN_" + host.container().next() + "=" + text.replace("$", "$$") + "'\n")));
        spots.add(named(
                "Compose: file of variables",
                Notation.PLAIN_LINE,
                (host, text) -> naming(host, "short", "    env_file: short.env\n")
                        .file(
                                DIRECTORY + "/short.env",
                                "DB_PASSWORD_S" + host.container().next() + "=" + text + "\n")));
        spots.add(named(
                "Compose: file of variables, long form",
                Notation.PLAIN_LINE,
                (host, text) -> naming(host, "long", "    env_file: [{path: long.env, required: false}]\n")
                        .file(
                                DIRECTORY + "/long.env",
                                "API_KEY_" + host.container().next() + "='" + text + "'\n")));
        spots.add(plain(
                "Compose: name of a file of variables",
                Notation.FILE_NAME,
                (host, text) -> host.composed(
                        file("paths"), SERVICE + "    env_file:\n", "    - {path: " + plainly(text + ".env") + "}\n")));
    }

    /** Makes the project a secret, under a name of its own; that name. */
    private static String secret(CanaryHost host, String text) {
        String name = "SHOP_TOKEN_" + host.container().next();
        host.file(VARIABLES, name + "='" + text + "'\n");
        return name;
    }

    private void handedOn() {
        spots.add(named("Compose: secret under another name", Notation.PLAIN_LINE, (host, text) -> {
            String name = secret(host, text);
            String other = "SHOP_REGION_" + host.container().next();
            host.composed(file("handed"), ENVIRONMENT, "      " + other + ": ${" + name + "}\n");
            host.container().given(other, text);
        }));
        spots.add(named("Compose: secret that the container has not", Notation.PLAIN_LINE, (host, text) -> {
            String name = secret(host, text);
            String other = "SHOP_LEVEL_" + host.container().next();
            host.composed(file("missing"), ENVIRONMENT, "      " + other + ": ${NONE:-${" + name + "}}\n");
        }));
        spots.add(named("Compose: secret in the path of a URL", Notation.WORD, (host, text) -> {
            String name = secret(host, text);
            String other = "SHOP_URL_" + host.container().next();
            host.composed(file("urls"), ENVIRONMENT, "      " + other + ": postgres://db/${" + name + "}\n");
            host.container().given(other, "postgres://db/" + text);
        }));
        spots.add(named("Compose: secret in a file of variables", Notation.PLAIN_LINE, (host, text) -> {
            String name = secret(host, text);
            String other = "SHOP_ZONE_" + host.container().next();
            naming(host, "filled", "    env_file: filled.env\n")
                    .file(DIRECTORY + "/filled.env", other + "=${" + name + "}\n");
            host.container().given(other, text);
        }));
        spots.add(named("Compose: secret by way of another variable", Notation.PLAIN_LINE, (host, text) -> {
            String name = secret(host, text);
            String way = "WAY_" + host.container().next();
            String other = "SHOP_MODE_" + host.container().next();
            host.file(VARIABLES, way + "=${" + name + "}\n");
            host.composed(file("ways"), ENVIRONMENT, "      " + other + ": $" + way + "\n");
            host.container().given(other, text);
        }));
        spots.add(named("Compose: secret in a service that is extended", Notation.PLAIN_LINE, (host, text) -> {
            String name = secret(host, text);
            String other = "SHOP_TYPE_" + host.container().next();
            naming(host, "extending", "    extends: {file: base/base.yml, service: base}\n");
            boolean begun = host.container().named("base");
            host.container().name("base");
            host.file(
                    DIRECTORY + "/base/base.yml",
                    (begun ? "" : "services:\n  base:\n    environment:\n") + "      " + other + ": ${" + name + "}\n");
            host.container().given(other, text);
        }));
    }

    private void elsewhere() {
        // A service has one image, one limit of memory and one such port: the first planting on a host stands for the
        // others.
        spots.add(named("Compose: secret in the name of an image", Notation.WORD, (host, text) -> {
            if (host.container().named(file("image"))) {
                return;
            }
            String name = secret(host, text);
            host.composed(file("image"), SERVICE, "    image: box:${" + name + "}\n");
            host.container().madeFrom("box:" + text);
        }));
        spots.add(new Spot("Compose: secret as limit and port", NUMBERS, Notation.WORD, (host, text) -> {
            if (host.container().named(file("numbers"))) {
                return;
            }
            String name = secret(host, text);
            naming(
                    host,
                    "numbers",
                    "    mem_limit: ${" + name + "}\n    ports: ['${" + name + "}:80', '${NONE:-$" + name + "}:81']\n");
            host.container().limited(text, text.replaceFirst("^0+(?=\\d)", ""));
        }));
        spots.add(named("Compose: secret in a label", Notation.PLAIN_LINE, (host, text) -> {
            String name = secret(host, text);
            String label = "com.example.region." + host.container().next();
            host.composed(file("labels"), SERVICE + "    labels:\n", "      " + label + ": ${" + name + "}\n");
            host.container().labelled(label, text);
        }));
    }
}
