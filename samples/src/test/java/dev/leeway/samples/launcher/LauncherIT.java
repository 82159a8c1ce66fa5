package dev.leeway.samples.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.samples.launcher.Shell.Result;
import dev.leeway.samples.launcher.Shell.Running;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the launcher is found, which Java it takes, and what it makes of input, signals and exit codes. */
final class LauncherIT {
    @TempDir
    Path directory;

    private Path home;
    private Path puppet;
    private Shell shell;

    @BeforeEach
    void installThePuppet() throws IOException {
        home = directory.resolve("with some spaces/puppet");
        puppet = Distribution.ofPuppet(home);
        // Archives have tests of their own and would slow these.
        shell = new Shell(directory).with("LEEWAY_CLASS_ARCHIVE", "off");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void passesTheProgramsOwnExitCodes(int code) throws Exception {
        assertThat(shell.run(puppet, "exit", "" + code)).isEqualTo(new Result(code, "", ""));
    }

    @ParameterizedTest
    @CsvSource({"halt,1", "halt,3", "halt,134", "throw,-", "fill,-"})
    void turnsFailuresOfTheRuntimeIntoFourAndKeepsStandardOutputClean(String what, String argument) throws Exception {
        Result result = shell.with("LEEWAY_JAVA_OPTS", "-Xmx32m").run(puppet, what, argument);
        assertThat(result.code()).isEqualTo(4);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains("puppet: the Java runtime failed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS", "LEEWAY_JAVA_OPTS"})
    void turnsAnOptionThatJavaDoesNotKnowIntoFour(String variable) throws Exception {
        Result result = shell.with(variable, "-XX:+NoSuchOption").run(puppet, "say", "never");
        assertThat(result.code()).isEqualTo(4);
        assertThat(result.out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SEGV", "ABRT", "KILL"})
    void turnsACrashIntoFour(String signal) throws Exception {
        Running running = shell.start(directory, puppet, "wait");
        running.awaitOutput("ready");
        kill(signal, running.java().pid());
        Result result = running.await();
        assertThat(result.code()).isEqualTo(4);
        assertThat(result.out()).isEqualTo("ready\n");
        assertThat(directory).isDirectoryNotContaining("glob:**hs_err*");
    }

    @ParameterizedTest
    @CsvSource({"TERM,143", "INT,130", "HUP,129"})
    void handsSignalsOnAndLetsTheProgramStopInOrder(String signal, int code) throws Exception {
        Running running = shell.start(directory, puppet, "wait");
        running.awaitOutput("ready");
        kill(signal, running.process().pid());
        Result result = running.await();
        assertThat(result.code()).isEqualTo(code);
        assertThat(result.out()).isEqualTo("ready\nstopped in order\n");
    }

    @Test
    void startsThroughChainsOfRelativeLinksFromAnyDirectory() throws Exception {
        Path inner = Files.createDirectories(directory.resolve("links/a b"));
        Path first = Files.createSymbolicLink(
                directory.resolve("links/first"), Path.of("../with some spaces/puppet/bin/puppet"));
        Path second = Files.createSymbolicLink(inner.resolve("second"), Path.of("../first"));
        Files.createSymbolicLink(directory.resolve("shortcut"), Path.of("links/a b"));
        for (Path link : new Path[] {first, second, directory.resolve("shortcut/second"), Path.of("./second")}) {
            assertThat(shell.runIn(inner, link, "say", "hello")).isEqualTo(new Result(0, "hello\n", ""));
        }
    }

    @Test
    void startsFromThePathAndAsAnArgumentOfTheShell() throws Exception {
        shell.with("PATH", home.resolve("bin") + ":/usr/bin:/bin");
        assertThat(shell.script("puppet say hello")).isEqualTo(new Result(0, "hello\n", ""));
        assertThat(shell.script(
                        "cd \"$1\" && sh puppet say hello", home.resolve("bin").toString()))
                .isEqualTo(new Result(0, "hello\n", ""));
    }

    @Test
    void leavesTheProgramItsStandardInput() throws Exception {
        String text = "0123456789abcdef\n".repeat(100_000);
        Path input = shell.write("input.txt", text);
        assertThat(shell.script("cat \"$1\" | \"$2\" echo", input.toString(), puppet.toString()))
                .isEqualTo(new Result(0, text, ""));
    }

    @Test
    void startsWithStandardInputClosed() throws Exception {
        assertThat(shell.script("\"$1\" echo <&-", puppet.toString())).isEqualTo(new Result(0, "", ""));
    }

    @Test
    void passesArgumentsAsTheyAre() throws Exception {
        String odd = " a  *$HOME`x`\\\"'\n%s é";
        assertThat(shell.run(puppet, "say", odd).out()).isEqualTo(odd + "\n");
    }

    @Test
    void readsNamesAndArgumentsAsUtf8WithoutALocale() throws Exception {
        Path names = Files.createDirectory(directory.resolve("größe"));
        Files.writeString(names.resolve("naïve-日本"), "here");
        shell.with("LC_ALL", "C");
        assertThat(shell.run(puppet, "names", names.toString())).isEqualTo(new Result(0, "naïve-日本 here\n", ""));
    }

    @Test
    void keepsNoticesOfJavaOffStandardOutput() throws Exception {
        Result result = shell.with("JAVA_TOOL_OPTIONS", "-Dx=y")
                .with("JDK_JAVA_OPTIONS", "-Dx=z")
                .run(puppet, "say", "hello");
        assertThat(result.code()).isZero();
        assertThat(result.out()).isEqualTo("hello\n");
    }

    @Test
    void prefersItsOwnRuntimeThenTheJavaNamedForItThenJavaHomeThenThePath() throws Exception {
        Path onPath = Distribution.javaHome(directory.resolve("path"), "17.0.1", "echo path; exit 64");
        Path javaHome = Distribution.javaHome(directory.resolve("home 2"), "21", "echo JAVA_HOME; exit 64");
        Path named = Distribution.javaHome(directory.resolve("named"), "25-ea", "echo named; exit 64");
        shell.with("PATH", onPath.resolve("bin") + ":/usr/bin:/bin").without("JAVA_HOME");
        assertThat(shell.run(puppet, "x").out()).isEqualTo("path\n");
        shell.with("JAVA_HOME", javaHome.toString());
        assertThat(shell.run(puppet, "x").out()).isEqualTo("JAVA_HOME\n");
        shell.with("LEEWAY_JAVA_HOME", named.toString());
        assertThat(shell.run(puppet, "x").out()).isEqualTo("named\n");
        Distribution.javaHome(home.resolve("runtime"), "17.0.15", "echo runtime; exit 64");
        assertThat(shell.run(puppet, "x").out()).isEqualTo("runtime\n");
    }

    @Test
    void allowsTheLibrariesItLoadsWhereJavaWouldWarnOfThem() throws Exception {
        for (String version : new String[] {"17.0.9", "23.0.2", "24.0.1", "25-ea"}) {
            Path home = Distribution.javaHome(directory.resolve("java-" + version), version, "echo \"$@\"; exit 64");
            shell.with("LEEWAY_JAVA_HOME", home.toString());
            boolean warns = Integer.parseInt(version.substring(0, 2)) >= 24;
            assertThat(shell.run(puppet, "x").out().contains("--enable-native-access=ALL-UNNAMED"))
                    .as(version)
                    .isEqualTo(warns);
        }
    }

    @Test
    void passesOverAJavaHomeThatIsTooOld() throws Exception {
        Path old = Distribution.javaHome(directory.resolve("old"), "11.0.2", "echo old; exit 64");
        Path onPath = Distribution.javaHome(directory.resolve("path"), "17.0.1", "echo path; exit 64");
        shell.with("PATH", onPath.resolve("bin") + ":/usr/bin:/bin").with("JAVA_HOME", old.toString());
        assertThat(shell.run(puppet, "x").out()).isEqualTo("path\n");
    }

    @Test
    void saysWhatItLookedAtWhenNoJavaIsNewEnough() throws Exception {
        Path old = Distribution.javaHome(directory.resolve("old"), "1.8.0_402", "exit 64");
        Result result = shell.with("LEEWAY_JAVA_HOME", old.toString()).run(puppet, "say", "never");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err())
                .isEqualTo("puppet: needs Java 17 or later; LEEWAY_JAVA_HOME: version 1 in " + old + "\n");

        Path tools = Files.createDirectory(directory.resolve("tools"));
        for (String tool : new String[] {"readlink", "sed", "stat", "cksum"}) {
            Distribution.executable(tools.resolve(tool), "#!/bin/sh\nexec /usr/bin/" + tool + " \"$@\"\n");
        }
        shell.without("LEEWAY_JAVA_HOME").with("JAVA_HOME", "/nonexistent").with("PATH", tools.toString());
        assertThat(shell.run(puppet, "say", "never"))
                .isEqualTo(new Result(
                        2,
                        "",
                        "puppet: needs Java 17 or later; JAVA_HOME: no Java in /nonexistent; PATH: no java."
                                + " Set LEEWAY_JAVA_HOME.\n"));
    }

    @Test
    void keepsTheCallersLocaleForWhoeverAsks() throws Exception {
        assertThat(shell.run(puppet, "variable", "LEEWAY_CALLER_LC_ALL").out()).isEqualTo("null\n");
        shell.with("LC_ALL", "de_DE.UTF-8");
        assertThat(shell.run(puppet, "variable", "LEEWAY_CALLER_LC_ALL").out()).isEqualTo("de_DE.UTF-8\n");
        assertThat(shell.run(puppet, "variable", "LC_ALL").out()).isEqualTo("C.UTF-8\n");
    }

    @Test
    void tellsJavaToKeepToOneArenaUnlessTheCallerSaysOtherwise() throws Exception {
        assertThat(shell.run(puppet, "variable", "MALLOC_ARENA_MAX").out()).isEqualTo("1\n");
        assertThat(shell.run(puppet, "variable", "LEEWAY_CALLER").out()).isEqualTo("LC_ALL:MALLOC_ARENA_MAX\n");
        shell.with("MALLOC_ARENA_MAX", "4");
        assertThat(shell.run(puppet, "variable", "MALLOC_ARENA_MAX").out()).isEqualTo("4\n");
    }

    private void kill(String signal, long pid) throws IOException, InterruptedException {
        assertThat(shell.run(Path.of("/bin/kill"), "-" + signal, "" + pid)).isEqualTo(new Result(0, "", ""));
    }
}
