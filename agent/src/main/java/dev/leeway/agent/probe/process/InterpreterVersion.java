package dev.leeway.agent.probe.process;

import dev.leeway.agent.format.command.RuntimeKind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the paths of an interpreter and its libraries tell about its version. */
final class InterpreterVersion {
    /** A directory named after a full version: {@code /versions/3.11.7/}, {@code /node/v18.17.0/}, {@code /erts-13.1.5/}. */
    private static final Pattern DIRECTORY =
            Pattern.compile("/(?:[A-Za-z]+[-_])?v?(\\d+\\.\\d+\\.\\d+)(?:-[^/]*)?(?=/)");

    private static final Pattern FILE_LINE =
            Pattern.compile("(?:python|pypy|ruby|php|perl)(?:-fpm|-cgi)?(\\d+\\.\\d+)$");
    private static final Pattern RUBY_LIBRARY = Pattern.compile("/libruby[-.\\d]*\\.so\\.(\\d+\\.\\d+\\.\\d+)$");
    private static final Pattern LIBRARY_LINE = Pattern.compile("/lib(?:python|perl)(\\d+\\.\\d+)[^/]*$");
    private static final Pattern RELEASE = Pattern.compile("\\d+\\.\\d+\\.\\d+(?:(?:a|b|rc)\\d+)?\\+?");
    private static final int MAX_CONSTANT = 32;
    private static final Pattern DOTNET = Pattern.compile("/Microsoft\\.NETCore\\.App/(\\d+\\.\\d+\\.\\d+[^/]*)/");

    private InterpreterVersion() {}

    /** The full version, where a path names it. */
    static Optional<String> full(RuntimeKind kind, String executable, Collection<String> mapped) {
        return switch (kind) {
            case PYTHON, NODE, PHP, PERL -> first(DIRECTORY, executable);
            case RUBY -> first(DIRECTORY, executable).or(() -> firstOf(RUBY_LIBRARY, mapped));
            case DOTNET -> firstOf(DOTNET, mapped);
            case BEAM -> first(DIRECTORY, executable);
            case JAVA, SHELL, NATIVE -> Optional.empty();
        };
    }

    /** Major and minor version, where the name of the interpreter or its library has them. */
    static Optional<String> line(String executable, Collection<String> mapped) {
        return first(FILE_LINE, executable).or(() -> firstOf(LIBRARY_LINE, mapped));
    }

    /** The first two numbers of a full version. */
    static String lineOf(String version) {
        int minor = version.indexOf('.', version.indexOf('.') + 1);
        return minor < 0 ? version : version.substring(0, minor);
    }

    /** A full version {@code line.N} standing by itself in a program's constants. */
    static Optional<String> inConstants(byte[] binary, String line) {
        byte[] start = ("\0" + line + ".").getBytes(StandardCharsets.ISO_8859_1);
        for (int at = 0; at <= binary.length - start.length; at++) {
            if (binary[at] == 0 && Arrays.equals(binary, at, at + start.length, start, 0, start.length)) {
                Optional<String> constant = constant(binary, at + 1);
                if (constant.filter(text -> RELEASE.matcher(text).matches()).isPresent()) {
                    return constant;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> constant(byte[] binary, int start) {
        for (int end = start; end < binary.length && end - start < MAX_CONSTANT; end++) {
            if (binary[end] == 0) {
                return Optional.of(new String(binary, start, end - start, StandardCharsets.ISO_8859_1));
            }
        }
        return Optional.empty();
    }

    /** The version in {@code node_version.h} or {@code patchlevel.h}. */
    static Optional<String> inHeader(RuntimeKind kind, String header) {
        if (kind == RuntimeKind.PYTHON) {
            return define(header, "PY_VERSION").map(text -> text.replace("\"", ""));
        }
        Optional<String> major = define(header, "NODE_MAJOR_VERSION");
        Optional<String> minor = define(header, "NODE_MINOR_VERSION");
        Optional<String> patch = define(header, "NODE_PATCH_VERSION");
        return major.isPresent() && minor.isPresent() && patch.isPresent()
                ? Optional.of(major.get() + "." + minor.get() + "." + patch.get())
                : Optional.empty();
    }

    private static Optional<String> define(String header, String name) {
        return header.lines()
                .map(line -> line.strip().split("\\s+"))
                .filter(words -> words.length > 2 && words[0].equals("#define") && words[1].equals(name))
                .map(words -> words[2])
                .findFirst();
    }

    private static Optional<String> first(Pattern pattern, String path) {
        Matcher matcher = pattern.matcher(path);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static Optional<String> firstOf(Pattern pattern, Collection<String> paths) {
        return paths.stream().flatMap(path -> first(pattern, path).stream()).findFirst();
    }
}
