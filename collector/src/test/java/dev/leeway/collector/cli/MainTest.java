package dev.leeway.collector.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.schema.console.StandardOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

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
