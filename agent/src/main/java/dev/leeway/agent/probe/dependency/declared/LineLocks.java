package dev.leeway.agent.probe.dependency.declared;

import dev.leeway.agent.format.Words;
import dev.leeway.agent.probe.dependency.found.Ecosystem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Files of one dependency per line: {@code gradle.lockfile} and {@code go.mod}. */
final class LineLocks {
    private LineLocks() {}

    /** Gradle's {@code group:name:version=configuration,...}; what only tests need is conditional. */
    static List<Declaration> gradle(String text, String file) {
        DeclarationList list = new DeclarationList(Ecosystem.MAVEN, file);
        int number = 0;
        for (String line : (Iterable<String>) text.lines()::iterator) {
            number++;
            int equals = line.indexOf('=');
            String[] parts =
                    (equals < 0 ? "" : line.substring(0, equals)).strip().split(":", 4);
            if (!line.startsWith("#") && parts.length == 3) {
                String[] configurations = line.substring(equals + 1).split(",");
                boolean test = Arrays.stream(configurations)
                        .allMatch(each -> each.strip().toLowerCase(Locale.ROOT).startsWith("test"));
                list.pinned(parts[0] + ":" + parts[1], parts[2], test ? Optional.of("test") : Optional.empty(), number);
            }
        }
        return list.all();
    }

    /** {@code go.mod}: required modules; one that is replaced has the version, or the directory, that replaces it. */
    static List<Declaration> goModule(String text, String file) {
        List<Directive> directives = directives(text);
        Map<String, Directive> replaced = new HashMap<>();
        for (Directive each : directives) {
            if (each.verb().equals("replace") && each.words().contains("=>")) {
                replaced.put(each.words().get(0), each);
            }
        }
        DeclarationList list = new DeclarationList(Ecosystem.GO, file);
        for (Directive each : directives) {
            if (each.verb().equals("require") && each.words().size() >= 2) {
                String module = each.words().get(0);
                String version = each.words().get(1);
                Directive by = replaced.get(module);
                if (by == null
                        || (by.words().indexOf("=>") == 2 && !by.words().get(1).equals(version))) {
                    list.pinned(module, version, each.indirect(), each.line());
                } else {
                    replacement(list, module, by, each);
                }
            }
        }
        return list.all();
    }

    private static void replacement(DeclarationList list, String module, Directive by, Directive required) {
        List<String> target =
                by.words().subList(by.words().indexOf("=>") + 1, by.words().size());
        if (target.size() >= 2) {
            list.pinned(module, target.get(1), required.indirect(), by.line());
        } else if (target.size() == 1) {
            list.place(module, target.get(0), required.indirect(), by.line());
        }
    }

    /** One line of a {@code go.mod}: {@code require module version}, in a block or not. */
    private record Directive(String verb, List<String> words, Optional<String> indirect, int line) {}

    private static List<Directive> directives(String text) {
        List<Directive> directives = new ArrayList<>();
        String block = "";
        int number = 0;
        for (String raw : (Iterable<String>) text.lines()::iterator) {
            number++;
            int comment = raw.indexOf("//");
            boolean indirect =
                    comment >= 0 && raw.substring(comment + 2).strip().startsWith("indirect");
            List<String> words = new ArrayList<>(Words.of(comment < 0 ? raw : raw.substring(0, comment)));
            if (words.isEmpty()) {
                continue;
            }
            if (words.size() == 2 && words.get(1).equals("(")) {
                block = words.get(0);
            } else if (words.get(0).equals(")")) {
                block = "";
            } else {
                String verb = block.isEmpty() ? words.remove(0) : block;
                words.replaceAll(word -> word.replace("\"", ""));
                Optional<String> condition = indirect ? Optional.of("indirect") : Optional.empty();
                if (!words.isEmpty()) {
                    directives.add(new Directive(verb, words, condition, number));
                }
            }
        }
        return directives;
    }
}
