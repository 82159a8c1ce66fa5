package dev.leeway.agent.probe.dependency.declared;

import dev.leeway.agent.probe.dependency.declared.Declaration.Precision;
import dev.leeway.agent.probe.dependency.found.Ecosystem;
import dev.leeway.agent.probe.dependency.found.PathText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One {@code requirements.txt}.
 *
 * @param declarations in order
 * @param included other files it names with {@code -r}, as written, and whether they only constrain ({@code -c})
 * @param notRead lines that are neither requirement nor known option
 */
record RequirementsText(List<Declaration> declarations, Map<String, Boolean> included, List<Integer> notRead) {
    private static final int MOST_NOT_READ = 20;

    RequirementsText {
        declarations = List.copyOf(declarations);
        included = Collections.unmodifiableMap(new LinkedHashMap<>(included));
        notRead = List.copyOf(notRead);
    }

    /** Reads the text of {@code file}; what it requires has {@code condition}. */
    static RequirementsText read(String text, String file, Optional<String> condition) {
        DeclarationList list = new DeclarationList(Ecosystem.PYPI, file);
        Map<String, Boolean> included = new LinkedHashMap<>();
        List<Integer> notRead = new ArrayList<>();
        StringBuilder logical = new StringBuilder();
        int number = 0;
        int start = 1;
        for (String raw : (Iterable<String>) text.lines()::iterator) {
            number++;
            if (logical.length() == 0) {
                start = number;
            }
            boolean continued = raw.endsWith("\\");
            logical.append(continued ? raw.substring(0, raw.length() - 1) : raw);
            if (!continued) {
                if (!line(logical.toString(), start, condition, list, included) && notRead.size() < MOST_NOT_READ) {
                    notRead.add(start);
                }
                logical.setLength(0);
            }
        }
        if (logical.length() > 0 && !line(logical.toString(), start, condition, list, included)) {
            notRead.add(start);
        }
        return new RequirementsText(list.all(), included, notRead);
    }

    private static boolean line(
            String raw, int number, Optional<String> condition, DeclarationList list, Map<String, Boolean> included) {
        String line = withoutComment(raw).strip();
        if (line.isEmpty()) {
            return true;
        }
        if (line.startsWith("-")) {
            return option(line, number, condition, list, included);
        }
        // Hashes and other options of one requirement follow it.
        int options = line.indexOf(" --");
        String requirement = options < 0 ? line : line.substring(0, options).strip();
        Optional<Requirement> read = Requirement.read(requirement);
        boolean named = read.filter(each -> each.precision() == Precision.PLACE || !isFile(requirement))
                .isPresent();
        if (named) {
            Requirement found = read.orElseThrow();
            list.add(found.name(), found.precision(), found.version(), condition.or(found::marker), number);
            return true;
        }
        return place(requirement, number, condition, list);
    }

    /** Wheels and archives look like names with versions. */
    private static boolean isFile(String requirement) {
        return requirement.endsWith(".whl") || requirement.endsWith(".tar.gz") || requirement.endsWith(".zip");
    }

    private static boolean option(
            String line, int number, Optional<String> condition, DeclarationList list, Map<String, Boolean> included) {
        String name = line;
        String value = "";
        for (int i = 0; i < line.length(); i++) {
            if (line.charAt(i) == ' ' || line.charAt(i) == '=' || line.charAt(i) == '\t') {
                name = line.substring(0, i);
                value = line.substring(i + 1).strip();
                break;
            }
        }
        if (!name.startsWith("--") && name.length() > 2) {
            value = name.substring(2) + value;
            name = name.substring(0, 2);
        }
        switch (name) {
            case "-r", "--requirement" -> included.putIfAbsent(value, false);
            case "-c", "--constraint" -> included.putIfAbsent(value, true);
            case "-e", "--editable" -> {
                return place(value, number, condition, list);
            }
            default -> {}
        }
        return true;
    }

    private static boolean place(String place, int number, Optional<String> condition, DeclarationList list) {
        Optional<String> name = Requirement.eggOf(place).or(() -> wheelOf(place));
        name.ifPresent(found -> list.place(found, place, condition, number));
        return name.isPresent();
    }

    /** The project of {@code dir/name-1.0-py3-none-any.whl}. */
    private static Optional<String> wheelOf(String place) {
        String file = PathText.name(place.replaceAll("[?#].*", ""));
        int dash = file.indexOf('-');
        return file.endsWith(".whl") && dash > 0
                ? Requirement.read(file.substring(0, dash)).map(Requirement::name)
                : Optional.empty();
    }

    /** A comment begins the line or follows a blank; {@code #egg=} within a URL does not. */
    private static String withoutComment(String line) {
        for (int i = line.indexOf('#'); i >= 0; i = line.indexOf('#', i + 1)) {
            if (i == 0 || line.charAt(i - 1) == ' ' || line.charAt(i - 1) == '\t') {
                return line.substring(0, i);
            }
        }
        return line;
    }
}
