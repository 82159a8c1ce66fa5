package dev.leeway.collector.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.schema.console.StandardOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.UsageMessageSpec;

final class MainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Command(name = "fail")
    private static final class Failing implements Runnable {
        @Override
        public void run() {
            throw new IllegalStateException("password=hunter2", new IOException("token=abc123"));
        }
    }

    private CommandLine main() {
        return Main.configured(
                Main.line(CommandLine.defaultFactory()).addSubcommand(new Failing()),
                new PrintWriter(out, true),
                new PrintWriter(err, true));
    }

    @Test
    void answersWrongUsageWithTwoOnStandardError() {
        assertThat(main().execute()).isEqualTo(ExitCodes.USAGE);
        assertThat(main().execute("no-such-command")).isEqualTo(ExitCodes.USAGE);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).contains("Name a command.", "no-such-command");
    }

    @Test
    void namesItsCommandsAsTheyNameThemselves() {
        Main.COMMANDS.forEach(command -> assertThat(
                        command.getValue().getAnnotation(Command.class).name())
                .isEqualTo(command.getKey()));
    }

    @Test
    void saysTheSameOfACommandThatIsAloneAndOfOneAmongAll() {
        for (Map.Entry<String, Class<?>> command : Main.COMMANDS) {
            StringWriter alone = new StringWriter();
            int code = Main.run(new PrintWriter(alone), new PrintWriter(alone), command.getKey(), "--help");
            StringWriter among = new StringWriter();
            assertThat(Main.configured(
                                    Main.line(CommandLine.defaultFactory()),
                                    new PrintWriter(among),
                                    new PrintWriter(among))
                            .execute(command.getKey(), "--help"))
                    .isEqualTo(code);
            assertThat(alone.toString()).isEqualTo(among.toString()).isNotEmpty();
        }
    }

    void helpsInEitherOrder() {
        for (String command : List.of("diff", "policy check", "store", "help")) {
            String[] words = command.split(" ");
            List<String> asked = new ArrayList<>(List.of(words));
            asked.add("--help");
            assertThat(main().execute(asked.toArray(String[]::new))).isEqualTo(ExitCodes.OK);
            String first = out.toString();
            out.getBuffer().setLength(0);
            assertThat(main().execute(("help " + command).split(" "))).isEqualTo(ExitCodes.OK);
            assertThat(out.toString()).as(command).isNotEmpty().isEqualTo(first);
            out.getBuffer().setLength(0);
        }
        assertThat(main().execute("help")).isEqualTo(ExitCodes.OK);
        assertThat(out.toString()).isEqualTo(main().getUsageMessage()).contains("help ");
    }

    @Test
    void helpIsNoAnswerToACommandThatThereIsNot() {
        for (String words : List.of("repord", "repord --help", "help repord")) {
            err.getBuffer().setLength(0);
            assertThat(main().execute(words.split(" "))).as(words).isEqualTo(ExitCodes.USAGE);
            assertThat(out.toString()).isEmpty();
            assertThat(err.toString()).as(words).contains("there is no command 'repord'; did you mean 'report'?");
        }
    }

    /** An address or a command is copied from help as it stands. */
    @Test
    void helpBreaksItsLinesAtBlanksAlone() {
        wholeWords(main());
    }

    private static void wholeWords(CommandLine command) {
        String told = command.getUsageMessage();
        UsageMessageSpec usage = command.getCommandSpec().usageMessage();
        List<String> texts = new ArrayList<>(List.of(usage.description()));
        texts.addAll(List.of(usage.footer()));
        texts.addAll(usage.exitCodeList().values());
        command.getCommandSpec().args().stream()
                .filter(option -> !option.hidden())
                .forEach(option -> texts.addAll(List.of(option.description())));
        Set<String> words = new HashSet<>(List.of(told.split("\\s+")));
        assertThat(told.lines().map(String::strip)).noneMatch(line -> line.startsWith("[#") || line.startsWith("//"));
        for (String text : texts) {
            for (String word :
                    text.replace("${DEFAULT-VALUE}", "").replace("%n", " ").split("\\s+")) {
                if (!word.isEmpty()) {
                    assertThat(words)
                            .as(command.getCommandSpec().qualifiedName())
                            .contains(word);
                }
            }
        }
        command.getSubcommands().values().forEach(MainTest::wholeWords);
    }

    @Test
    void tellsWhereItFailedAndNeverWhatTheFailureSaid() {
        assertThat(main().execute("fail")).isEqualTo(ExitCodes.INTERNAL);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString())
                .contains("leeway: internal error: java.lang.IllegalStateException")
                .contains("java.io.IOException", "MainTest.java")
                .doesNotContain("hunter2", "abc123");
    }

    @Test
    void rehearsesWithoutAWordAndWithoutShowingTheCommand() {
        assertThat(main().execute("rehearse")).isEqualTo(ExitCodes.OK);
        assertThat(out.toString() + err).isEmpty();
        assertThat(main().getUsageMessage()).doesNotContain("rehearse");
    }

    @Test
    void noticesThatOutputWasLost() {
        assertThat(lostAfter(new ByteArrayOutputStream())).isFalse();
        assertThat(lostAfter(failing("No space left on device"))).isTrue();
        assertThat(lostAfter(failing("Broken pipe"))).isFalse();
    }

    private static boolean lostAfter(OutputStream target) {
        StandardOutput output = new StandardOutput(target);
        PrintWriter writer = output.writer();
        writer.println("result");
        writer.flush();
        return output.lost();
    }

    private static OutputStream failing(String message) {
        return new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                throw new IOException(message);
            }
        };
    }
}
