package dev.leeway.collector.cli;

import dev.leeway.collector.config.ConfigException;
import dev.leeway.collector.config.ListenAddress;
import dev.leeway.collector.config.ServerConfig;
import dev.leeway.collector.config.ServerConfigFile;
import dev.leeway.collector.identity.CollectorStore;
import dev.leeway.collector.server.Channels;
import dev.leeway.collector.server.Collector;
import dev.leeway.collector.server.ServeOptions;
import dev.leeway.collector.server.http.ListenException;
import dev.leeway.collector.store.StoreException;
import dev.leeway.collector.store.git.GitMirror;
import dev.leeway.collector.store.git.MirrorException;
import dev.leeway.schema.console.VisibleText;
import dev.leeway.schema.json.FormatException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code leeway serve}: the collector that agents deliver to. */
@Command(
        name = "serve",
        description = "Runs the collector: takes snapshots in, keeps them, and answers people and programs.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  leeway serve",
            "  leeway serve --config leeway-server.yaml",
            "  leeway serve --listen 127.0.0.1:8000 --store leeway.db",
            "",
            "Ends on SIGTERM, once what it took in is stored.",
            "",
            "Exit codes: 0 ended as it was told to, 2 configuration, address or store, 4 internal error."
        })
final class ServeCommand extends LeewayCommand {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The configuration, all of it checked before anything is begun: docs/server-config.md.")
    private @Nullable Path config;

    @Option(
            names = "--listen",
            paramLabel = "ADDRESS:PORT",
            description =
                    "Where to listen, in place of what the configuration says. Default: 127.0.0.1:7411. Beyond this"
                            + " machine only with tls in the configuration.")
    private @Nullable String listen;

    @Option(
            names = "--store",
            paramLabel = "STORE",
            description = "The store, in place of what the configuration says: a SQLite file or"
                    + " jdbc:postgresql://HOST/DATABASE. Default: leeway.db beside the configuration; without one"
                    + " LEEWAY_STORE, or leeway.db in the state directory.")
    private @Nullable String store;

    @Option(
            names = "--check",
            description = "Only check the configuration, and say whether the collector would start by it.")
    private boolean check;

    @Override
    int run() throws CommandFailure, FormatException, StoreException {
        ServerConfig told = configured();
        StoreReports.check(told.policy(), surroundings());
        StoreLocation location = new StoreLocation(told.store());
        ServedStore.check(location);
        listenable(told);
        otherStore(location).ifPresent(sentence -> {
            err().println(Main.NAME + ": " + sentence);
            err().flush();
        });
        if (check) {
            ChannelCheck.warnings(told, location, surroundings())
                    .forEach(warning -> err().println(Main.NAME + ": " + VisibleText.of(warning)));
            mirrorless(told).ifPresent(warning -> err().println(Main.NAME + ": " + VisibleText.of(warning)));
            out().println("the configuration is sound: would listen on "
                    + told.listen().text() + ", store " + location.shown());
            return ExitCodes.OK;
        }
        serve(told, location, out(), err());
        return ExitCodes.OK;
    }

    /** A store that other commands take by themselves and this collector does not: what is made there it never sees. */
    private Optional<String> otherStore(StoreLocation served) {
        return StoreLocation.of(Optional.empty(), surroundings())
                .filter(named -> !named.sameAs(served))
                .map(named -> "LEEWAY_STORE names " + named.shown()
                        + ", which this collector does not serve; give other" + " commands --store " + served.shown());
    }

    /** A mirror that cannot be written keeps no collector from its work, so that is said here and refuses nothing. */
    private static Optional<String> mirrorless(ServerConfig told) {
        if (told.mirror().isPresent()) {
            try {
                GitMirror.check(told.mirror().get().directory());
            } catch (MirrorException e) {
                return Optional.of("the collector would start, and the mirror not be written: " + e.getMessage());
            }
        }
        return Optional.empty();
    }

    private static void listenable(ServerConfig told) throws CommandFailure {
        try {
            Collector.check(told);
        } catch (ListenException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()), e);
        }
    }

    private ServerConfig configured() throws CommandFailure {
        ServerConfig told;
        try {
            told = config == null ? ServedStore.usual(surroundings()) : ServerConfigFile.load(config);
        } catch (ConfigException e) {
            throw new CommandFailure(
                    e.faults().stream()
                            .map(fault -> String.valueOf(fault.getMessage()))
                            .toList(),
                    e);
        }
        ListenAddress address = told.listen();
        if (listen != null) {
            try {
                address = ListenAddress.parse(listen);
            } catch (IllegalArgumentException e) {
                throw new CommandFailure("--listen: " + e.getMessage(), e);
            }
        }
        if (!address.isLoopback() && told.tls().isEmpty()) {
            throw new CommandFailure(address.text()
                    + ": beyond this machine the collector listens with TLS only; give it a certificate and its key:"
                    + " tls in the configuration (--config), see docs/server-config.md");
        }
        return told.at(address, store == null ? told.store() : store);
    }

    private void serve(ServerConfig told, StoreLocation location, PrintWriter out, PrintWriter err)
            throws CommandFailure, StoreException, FormatException {
        CollectorStore opened = ServedStore.open(location, surroundings());
        CountDownLatch ended = new CountDownLatch(1);
        try {
            Collector collector = Collector.start(new ServeOptions(
                    told,
                    opened,
                    new StoreReports(opened.snapshots(), told.policy(), told.silence(), surroundings()),
                    new Channels(told, opened.registry(), surroundings().clock()),
                    new Version().getVersion()[0],
                    surroundings().clock(),
                    new SecureRandom(),
                    line -> say(err, line),
                    ServeOptions.USUAL_BEAT));
            Thread end = new Thread(
                    () -> {
                        collector.close();
                        ended.countDown();
                    },
                    "leeway-end");
            Runtime.getRuntime().addShutdownHook(end);
            begun(collector, location, out);
            ended.await();
        } catch (ListenException e) {
            opened.close();
            throw new CommandFailure(String.valueOf(e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void begun(Collector collector, StoreLocation location, PrintWriter out) {
        String where = location.shown();
        out.println("leeway listens on " + collector.url() + ", store " + where);
        out.println("next: leeway token create --environment dev --store " + where + " | leeway-agent join "
                + collector.url() + " --token-file -");
        out.println("      leeway-agent push");
        out.flush();
    }

    private synchronized void say(PrintWriter err, String line) {
        err.println(Main.NAME + ": "
                + surroundings().clock().instant().truncatedTo(ChronoUnit.SECONDS) + " "
                + VisibleText.of(line));
        err.flush();
    }
}
