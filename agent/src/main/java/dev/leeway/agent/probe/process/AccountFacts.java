package dev.leeway.agent.probe.process;

import dev.leeway.agent.format.ProcessStat;
import dev.leeway.agent.format.command.StablePath;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.Observed;
import dev.leeway.schema.fact.FactPath;
import java.util.Optional;
import java.util.function.Function;

/** Who a process runs as, and what it is allowed to do. */
final class AccountFacts {
    private static final int MAX_ACCOUNTS = 4 << 20;
    private static final int LAST_CAPABILITY = 40;
    private static final FactPath USER = FactPath.of("user");
    private static final FactPath GROUP = FactPath.of("group");
    private static final FactPath UMASK = FactPath.of("umask");
    private static final FactPath DIRECTORY = FactPath.of("workingDirectory");
    private static final FactPath SECURITY = FactPath.of("security");
    private static final FactPath SCHEDULING = FactPath.of("scheduling");

    private AccountFacts() {}

    static void record(Subject subject) {
        Optional<StatusText> status = subject.proc()
                .kernel(subject.at("status"), Subject.SMALL, "security/**")
                .map(StatusText::parse);
        status.ifPresent(text -> {
            account(subject, text);
            security(subject, text);
        });
        scheduling(subject);
        subject.process()
                .workingDirectory()
                .ifPresentOrElse(
                        path -> subject.section().fact(DIRECTORY, Observed.text(StablePath.of(path))),
                        () -> subject.section().uncovered(DIRECTORY.text(), HostAccessException.Kind.DENIED));
    }

    private static void account(Subject subject, StatusText status) {
        status.effective("Uid").ifPresent(uid -> named(subject, USER, "/etc/passwd", uid));
        status.effective("Gid").ifPresent(gid -> named(subject, GROUP, "/etc/group", gid));
        status.value("Umask").ifPresent(mask -> subject.section().fact(UMASK, Observed.text(mask)));
    }

    private static void named(Subject subject, FactPath path, String table, long number) {
        Optional<String> accounts = subject.files().text(table, MAX_ACCOUNTS, path.text());
        subject.section().fact(path, Observed.text(Accounts.name(accounts, number)));
    }

    private static void security(Subject subject, StatusText status) {
        int last = subject.proc()
                .text(
                        "/sys/kernel/cap_last_cap",
                        Subject.SMALL,
                        SECURITY.child("capabilities").text())
                .flatMap(AccountFacts::number)
                .orElse(LAST_CAPABILITY);
        status.value("CapEff")
                .flatMap(mask -> Capabilities.names(mask, last))
                .ifPresent(names -> subject.sets().add(SECURITY.child("capabilities"), names));
        status.value("NoNewPrivs")
                .ifPresent(set ->
                        subject.section().fact(SECURITY.child("noNewPrivileges"), Observed.flag(set.equals("1"))));
        fact(subject, status, "Seccomp", SECURITY.child("seccomp"), mode -> switch (mode) {
            case "0" -> "off";
            case "1" -> "strict";
            default -> "filter";
        });
    }

    private static void fact(
            Subject subject, StatusText status, String name, FactPath path, Function<String, String> words) {
        status.value(name).ifPresent(value -> subject.section().fact(path, Observed.text(words.apply(value))));
    }

    private static void scheduling(Subject subject) {
        subject.proc()
                .kernel(
                        subject.at("oom_score_adj"),
                        Subject.SMALL,
                        SCHEDULING.child("oomScoreAdjust").text())
                .flatMap(AccountFacts::number)
                .ifPresent(score -> subject.section().fact(SCHEDULING.child("oomScoreAdjust"), Observed.number(score)));
        subject.proc()
                .kernel(
                        subject.at("stat"),
                        Subject.SMALL,
                        SCHEDULING.child("nice").text())
                .flatMap(ProcessStat::parse)
                .ifPresent(stat -> subject.section().fact(SCHEDULING.child("nice"), Observed.number(stat.nice())));
    }

    private static Optional<Integer> number(String text) {
        try {
            return Optional.of(Integer.valueOf(text.strip()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
