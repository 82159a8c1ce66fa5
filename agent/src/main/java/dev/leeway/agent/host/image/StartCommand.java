package dev.leeway.agent.host.image;

import dev.leeway.agent.spi.FileStat;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostFiles;
import dev.leeway.agent.spi.HostProcess;
import dev.leeway.agent.spi.ImageConfig;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What an image would run: its entrypoint and command, resolved as the kernel resolves them, and past the programs and scripts that
 * only start another one.
 */
final class StartCommand {
    static final int PID = 1;
    private static final String USUAL_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
    private static final int MAX_SCRIPT = 1 << 18;
    private static final int MAX_STEPS = 8;
    private static final Set<String> SHELLS = Set.of("sh", "bash", "dash", "ash", "ksh", "zsh");
    private static final Set<String> INITS = Set.of("tini", "tini-static", "dumb-init", "docker-init", "catatonit");
    /** Those that are told whose rights the next program gets. */
    private static final Set<String> AS_ANOTHER = Set.of("gosu", "su-exec");
    /** Options of inits that stand before their value. */
    private static final Set<String> WITH_VALUE = Set.of("-p", "-e", "-r", "--rewrite");

    private final HostFiles files;
    private final ImageConfig config;
    private final Map<String, String> variables;

    StartCommand(HostFiles files, ImageConfig config) {
        this.files = files;
        this.config = config;
        this.variables = new TreeMap<>(config.variables());
        this.variables.putIfAbsent("PATH", USUAL_PATH);
    }

    /** The variables it would have, as far as the image tells them. */
    Map<String, String> variables() {
        return variables;
    }

    /** The process that would lead; empty where the image does not tell, or what it names is not in it. */
    Optional<HostProcess> process(long startTicks) {
        List<String> command = new ArrayList<>(config.entrypoint());
        command.addAll(config.command());
        Optional<Started> started = Optional.empty();
        for (int step = 0; step < MAX_STEPS && !command.isEmpty(); step++) {
            started = started(command);
            Optional<List<String>> next =
                    started.isEmpty() ? Optional.empty() : started.get().next();
            if (next.isEmpty()) {
                break;
            }
            command = new ArrayList<>(next.get());
            started = Optional.empty();
        }
        return started.filter(each -> !each.opaque()).map(each -> process(each, startTicks));
    }

    private HostProcess process(Started started, long startTicks) {
        String name = started.arguments().get(0);
        return new HostProcess(
                PID,
                0,
                startTicks,
                uid(),
                name.substring(name.lastIndexOf('/') + 1),
                Optional.of(started.executable()),
                false,
                started.arguments(),
                Optional.empty(),
                Optional.of(directory()),
                false);
    }

    private String directory() {
        return config.workingDirectory().startsWith("/") ? config.workingDirectory() : "/";
    }

    private long uid() {
        String user = config.user().split(":", 2)[0];
        if (user.isEmpty()) {
            return 0;
        }
        if (user.matches("\\d{1,9}")) {
            return Long.parseLong(user);
        }
        return text("/etc/passwd")
                .flatMap(text -> text.lines()
                        .map(line -> line.split(":"))
                        .filter(fields -> fields.length > 2 && fields[0].equals(user) && fields[2].matches("\\d{1,9}"))
                        .map(fields -> Long.valueOf(fields[2]))
                        .findFirst())
                .orElse(0L);
    }

    /**
     * A program and what it was given.
     *
     * @param executable its file, links followed
     * @param next what it starts and makes way for; empty when it stays
     * @param opaque whether it starts something that cannot be told
     */
    private record Started(String executable, List<String> arguments, Optional<List<String>> next, boolean opaque) {}

    private Optional<Started> started(List<String> command) {
        Optional<String> found = find(command.get(0));
        Optional<String> real = found.flatMap(this::resolved);
        if (found.isEmpty() || real.isEmpty()) {
            return Optional.empty();
        }
        Optional<List<String>> interpreted = interpreter(real.get(), found.get(), command);
        if (interpreted.isPresent()) {
            return started(interpreted.get(), command.subList(1, command.size()));
        }
        return Optional.of(of(real.get(), command));
    }

    /** Scripts are run by their interpreter, which is no script itself. */
    private Optional<Started> started(List<String> interpreted, List<String> given) {
        Optional<String> program = find(interpreted.get(0)).flatMap(this::resolved);
        if (program.isEmpty()) {
            return Optional.empty();
        }
        if (SHELLS.contains(name(interpreted.get(0)))) {
            String script = interpreted.get(interpreted.size() - given.size() - 1);
            return Optional.of(script(program.get(), interpreted, script, given));
        }
        return Optional.of(new Started(program.get(), interpreted, Optional.empty(), false));
    }

    private Started of(String executable, List<String> command) {
        String name = name(command.get(0));
        List<String> rest = command.subList(1, command.size());
        if (SHELLS.contains(name)) {
            return shell(executable, command, rest);
        }
        int skipped = INITS.contains(name)
                ? options(rest)
                : AS_ANOTHER.contains(name)
                        ? 1
                        : name.equals("env") ? assignments(rest) : name.equals("nohup") ? 0 : -1;
        boolean starts = skipped >= 0 && skipped < rest.size();
        return new Started(
                executable,
                command,
                starts ? Optional.of(rest.subList(skipped, rest.size())) : Optional.empty(),
                false);
    }

    private Started shell(String executable, List<String> command, List<String> rest) {
        int i = 0;
        while (i < rest.size() && rest.get(i).startsWith("-")) {
            if (rest.get(i).endsWith("c") && !rest.get(i).startsWith("--")) {
                return i + 1 < rest.size()
                        ? started(
                                executable,
                                command,
                                rest.get(i + 1),
                                rest.subList(Math.min(i + 3, rest.size()), rest.size()))
                        : new Started(executable, command, Optional.empty(), true);
            }
            i++;
        }
        return i < rest.size()
                ? script(executable, command, rest.get(i), rest.subList(i + 1, rest.size()))
                : new Started(executable, command, Optional.empty(), true);
    }

    private Started script(String executable, List<String> command, String script, List<String> given) {
        Optional<String> text = find(script).flatMap(this::text);
        return text.isEmpty()
                ? new Started(executable, command, Optional.empty(), true)
                : started(executable, command, text.get(), given);
    }

    private Started started(String executable, List<String> command, String text, List<String> given) {
        Optional<List<String>> last = new ShellText(variables, given).last(text);
        return new Started(executable, command, last, last.isEmpty());
    }

    private static int options(List<String> rest) {
        int i = 0;
        while (i < rest.size() && rest.get(i).startsWith("-")) {
            if (rest.get(i).equals("--")) {
                return i + 1;
            }
            i += WITH_VALUE.contains(rest.get(i)) ? 2 : 1;
        }
        return i;
    }

    private static int assignments(List<String> rest) {
        int i = 0;
        while (i < rest.size() && (rest.get(i).startsWith("-") || rest.get(i).indexOf('=') > 0)) {
            i++;
        }
        return i;
    }

    /** What the first line of a script puts before it; empty for what is none. */
    private Optional<List<String>> interpreter(String real, String found, List<String> command) {
        Optional<String> line = head(real)
                .filter(head -> head.startsWith("#!"))
                .map(head -> head.substring(2).split("\n", 2)[0].strip())
                .filter(text -> !text.isEmpty());
        if (line.isEmpty()) {
            return Optional.empty();
        }
        List<String> words = new ArrayList<>(Arrays.asList(line.get().split("[ \t]+", 2)));
        if (name(words.get(0)).equals("env") && words.size() > 1) {
            List<String> named = new ArrayList<>(Arrays.asList(words.get(1).split("[ \t]+")));
            named.removeIf(word -> word.equals("-S"));
            words = named;
        }
        words.add(found);
        words.addAll(command.subList(1, command.size()));
        return Optional.of(words);
    }

    /** Where a program lies, as it is named: found on the path, or from the working directory. */
    private Optional<String> find(String program) {
        if (program.isEmpty()) {
            return Optional.empty();
        }
        if (program.indexOf('/') >= 0) {
            String path = program.startsWith("/") ? program : directory() + "/" + program;
            return Optional.of(path).filter(this::isFile);
        }
        return Arrays.stream(variables.getOrDefault("PATH", USUAL_PATH).split(":"))
                .filter(place -> place.startsWith("/"))
                .map(place -> place + "/" + program)
                .filter(this::isFile)
                .findFirst()
                .or(() -> Optional.of(directory() + "/" + program).filter(this::isFile));
    }

    private boolean isFile(String path) {
        try {
            return files.stat(path)
                    .filter(stat -> stat.type() == FileStat.Type.FILE)
                    .isPresent();
        } catch (HostAccessException e) {
            return false;
        }
    }

    private Optional<String> resolved(String path) {
        try {
            return files.resolve(path);
        } catch (HostAccessException e) {
            return Optional.empty();
        }
    }

    private Optional<String> text(String path) {
        try {
            return files.readIfPresent(path, MAX_SCRIPT).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
        } catch (HostAccessException e) {
            return Optional.empty();
        }
    }

    private Optional<String> head(String path) {
        ByteBuffer head = ByteBuffer.allocate(256);
        try (SeekableByteChannel channel = files.open(path)) {
            int count = 1;
            while (head.hasRemaining() && count > 0) {
                count = channel.read(head);
            }
            return Optional.of(new String(head.array(), 0, head.position(), StandardCharsets.UTF_8));
        } catch (HostAccessException | IOException e) {
            return Optional.empty();
        }
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
