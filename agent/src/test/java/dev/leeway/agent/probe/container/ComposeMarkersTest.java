package dev.leeway.agent.probe.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.redact.FleetKey;
import dev.leeway.agent.redact.RedactionRules;
import dev.leeway.agent.redact.Redactor;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Projects at random, in which one secret goes by random ways to random places: it leaves from none of them. */
class ComposeMarkersTest {
    private static final int PROJECTS = switch (System.getProperty("leeway.scale", "short")) {
        case "full" -> 2_000;
        case "slow" -> 400;
        default -> 40;
    };
    private static final RedactionRules RULES = new RedactionRules(List.of("SHOWN_*"), List.of());
    private static final List<String> SECRET = List.of("DB_PASSWORD", "X_TOKEN", "shopSecret", "SMTP_PASS", "API_KEY");
    private static final List<String> WORDS =
            List.of("maple", "lantern", "orchid", "copper", "velvet", "gardenia", "tigerlily", "orangutan", "harbour");
    /** How a variable is referred to; {@code N} is its name. */
    private static final List<String> FORMS = List.of(
            "$N",
            "${N}",
            "${N:-none}",
            "${N-none}",
            "${N:?is needed}",
            "${NONE:-${N}}",
            "${NONE-a${N}}",
            "${N:+${N}}",
            "$$${N}");

    private static final List<String> AROUND =
            List.of("%s", "a-%s", "%s/b", "a.%s.b", "postgres://db.example.com/%s", "%s%s");

    @TempDir
    Path directory;

    /** What a form gives, as Compose has it. */
    private static String made(String form, String value) {
        return form.startsWith("$$$") ? "$" + value : form.equals("${NONE-a${N}}") ? "a" + value : value;
    }

    private static <T> T any(SplittableRandom random, List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    /** One project and what was planted in it. */
    private final class Planted {
        private final SplittableRandom random;
        private final MadeProject project;
        private final String name;
        private final String marker;
        private final String old;
        private final StringBuilder variables = new StringBuilder();
        private final StringBuilder environment = new StringBuilder();
        private final StringBuilder base = new StringBuilder();
        private final StringBuilder merged = new StringBuilder();
        private final StringBuilder file = new StringBuilder();
        private final StringBuilder labels = new StringBuilder();
        private final StringBuilder items = new StringBuilder();
        private final StringBuilder rest = new StringBuilder();
        private final String ofShell;
        private String published = "";
        private String written = "";
        private int next;

        Planted(long seed, boolean secret) {
            this.random = new SplittableRandom(seed);
            this.project = new MadeProject(directory.resolve(secret + "-" + seed));
            this.name = secret ? any(random, SECRET) : "SHOWN_NAME";
            this.ofShell = secret ? "SHELL_PASSWORD" : "SHOWN_PORT";
            this.marker = marker();
            this.old = marker();
            variables.append(name).append('=').append(marker).append('\n');
            variables.append("WAY=").append(any(random, List.of("$", "${"))).append(name);
            variables.append(variables.charAt(variables.length() - name.length() - 1) == '{' ? "}\n" : "\n");
        }

        /** A word, or several, or a number; of no shape that anybody would take for a secret. */
        private String marker() {
            int kind = random.nextInt(4);
            if (kind == 0) {
                return Integer.toString(40_000 + random.nextInt(9_999));
            }
            List<String> words = new ArrayList<>();
            for (int i = 0; i < (kind == 1 ? 1 : 5); i++) {
                words.add(any(random, WORDS));
            }
            return String.join("-", words)
                    + (kind == 3 ? any(random, List.of("@", "/", ":", "=")) + any(random, WORDS) : "");
        }

        private void place() {
            String around = any(random, AROUND);
            String form = any(random, FORMS);
            String by = random.nextInt(4) == 0 ? "WAY" : name;
            String written = around.replace(
                            "%s",
                            form.replace("N}", by + "}").replace("{N", "{" + by).replace("$N", "$" + by))
                    .replace(by + "ONE", "NONE");
            String value = random.nextInt(3) == 0 ? old : marker;
            String actual = around.replace("%s", made(form, value));
            String variable = "SHOWN_" + next++;
            boolean has = random.nextInt(5) > 0;
            switch (random.nextInt(12)) {
                case 0 ->
                    environment
                            .append("      ")
                            .append(variable)
                            .append(": \"")
                            .append(written)
                            .append("\"\n");
                case 1 ->
                    base.append("      - \"")
                            .append(variable)
                            .append('=')
                            .append(written)
                            .append("\"\n");
                case 2 ->
                    merged.append("    ")
                            .append(variable)
                            .append(": '")
                            .append(written)
                            .append("'\n");
                case 3 -> {
                    file.append(variable)
                            .append("=\"")
                            .append(written.replace("$$", "$"))
                            .append("\"\n");
                    actual = around.replace("%s", value);
                }
                case 4 -> {
                    has = false;
                    labels.append("      shown.")
                            .append(next)
                            .append(": \"")
                            .append(written)
                            .append("\"\n");
                    project.labels.put("shown." + next, actual);
                }
                case 5 -> {
                    has = false;
                    project.image = "registry.example.com/web:" + value;
                    rest.append("    image: registry.example.com/web:${")
                            .append(by)
                            .append("}\n");
                }
                case 6 -> {
                    has = false;
                    boolean number = value.matches("\\d+");
                    published = "";
                    project.ports = "\"80/tcp\":[{\"HostIp\":\"\",\"HostPort\":\"" + (number ? value : "8080") + "\"}]";
                    project.limits = "\"Memory\":" + (number ? value : "4096");
                    rest.append("    ports: ['${")
                            .append(by)
                            .append("}:80']\n    mem_limit: ${")
                            .append(by)
                            .append("}\n");
                }
                case 7 -> {
                    // The name is a variable's or a shell's word, and the value known or not.
                    base.append("      - \"")
                            .append(any(random, List.of("SHOWN_${X}", "${X}", "${NONE}SHOWN_${X}")))
                            .append('=')
                            .append(written)
                            .append("\"\n");
                }
                case 8 -> {
                    has = false;
                    String label = "shown." + next + "." + any(random, List.of("a", "b"));
                    items.append("      - \"shown.")
                            .append(next)
                            .append(".${X}=")
                            .append(written)
                            .append("\"\n");
                    project.labels.put(label, actual);
                }
                case 9 -> {
                    has = false;
                    // Only a shell knew it.
                    published = Integer.toString(50_000 + random.nextInt(9_999));
                    project.ports = "\"" + published + "/tcp\":[{\"HostIp\":\"\",\"HostPort\":\"\"}]";
                    rest.append("    ports: ['")
                            .append(any(random, List.of("8080:", "")))
                            .append("${")
                            .append(ofShell)
                            .append("}']\n");
                }
                case 10 -> {
                    has = false;
                    project.command.subList(1, project.command.size()).clear();
                    project.command.add("--name=" + value);
                    rest.append("    command: ")
                            .append(any(random, List.of("/bin/server --name=$N", "['/bin/server', '--name=$N']"))
                                    .replace("$N", "${" + by + "}"))
                            .append('\n');
                }
                default -> {
                    has = false;
                    // Part of an argument is found again where it cannot be there by accident.
                    project.command.subList(1, project.command.size()).clear();
                    project.command.add(marker);
                    rest.append("    command: /bin/server ${").append(by).append("}\n");
                }
            }
            if (has) {
                project.variables.put(variable, actual);
            }
        }

        MadeProject done() {
            for (int i = 0; i < 1 + random.nextInt(6); i++) {
                place();
            }
            boolean broken = random.nextInt(10) == 0;
            if (broken) {
                project.variables.clear();
                project.command.clear();
                project.labels.keySet().removeIf(label -> label.startsWith("shown."));
                project.image = "shop/web:1.4";
                project.ports = "";
                project.limits = "\"Memory\":4096";
            }
            String text = "x-common: &common\n  environment: &environment\n    A: b\n" + merged
                    + "services:\n  base:\n    image: a\n    environment:\n      - B=c\n" + base
                    + "    labels:\n      - B=c\n" + items
                    + "  shop-web:\n    extends: base\n    env_file: web.env\n" + last(rest.toString())
                    + "    labels:\n      a: b\n" + labels
                    + "    environment:\n      <<: *environment\n" + environment
                    + (broken ? "  : [" + marker + "\n" : "");
            written = variables + "---\n" + file + "---\n" + text;
            project.file("/srv/shop/.env", variables.toString())
                    .file("/srv/shop/web.env", "C=d\n" + file)
                    .file("/srv/shop/docker-compose.yml", text);
            return project;
        }

        /** Of entries of one name the last, since a file may have only one. */
        private static String last(String lines) {
            StringBuilder out = new StringBuilder();
            for (String key : List.of("image", "ports", "mem_limit", "command")) {
                lines.lines()
                        .filter(line -> line.startsWith("    " + key + ":"))
                        .reduce((first, second) -> second)
                        .ifPresent(line -> out.append(line).append('\n'));
            }
            return out.toString();
        }

        /** Stretches of what was planted that no accident brings about. */
        List<String> traces() {
            return List.of(marker, old, published).stream()
                    .flatMap(each -> java.util.Arrays.stream(each.split("[^a-z0-9]")))
                    .filter(each -> each.length() >= 5)
                    .sorted(Comparator.naturalOrder())
                    .toList();
        }
    }

    @Test
    void noneLeaves() throws Exception {
        Redactor keyless = Redactor.keyless(RULES);
        Redactor keyed = Redactor.keyed(List.of(FleetKey.generate(new SecureRandom())), RULES);
        for (long seed = 0; seed < PROJECTS; seed++) {
            Planted planted = new Planted(seed, true);
            MadeProject project = planted.done();
            String json = project.json(seed % 2 == 0 ? keyless : keyed).toLowerCase(Locale.ROOT);
            assertThat(planted.traces().stream().filter(json::contains))
                    .as("project %d%n%s%n%s", seed, planted.written, json)
                    .isEmpty();
        }
    }

    @Test
    void wouldLeaveWithoutTheNameOfASecret() throws Exception {
        Redactor keyless = Redactor.keyless(RULES);
        List<Long> shown = new ArrayList<>();
        for (long seed : IntStream.range(0, 20).asLongStream().toArray()) {
            Planted planted = new Planted(seed, false);
            String json = planted.done().json(keyless);
            if (planted.traces().stream().anyMatch(json::contains)) {
                shown.add(seed);
            }
        }
        assertThat(shown).hasSizeGreaterThan(10);
    }
}
