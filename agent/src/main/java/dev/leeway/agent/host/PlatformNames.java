package dev.leeway.agent.host;

import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.agent.spi.NameService;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Looks names up through the platform, which asks in the order of {@code nsswitch.conf} as every other program does.
 *
 * <p>The platform's look cannot be stopped, so it runs on a thread of its own that is left behind when it is late.
 */
final class PlatformNames implements NameService {
    /** What the C library says where an answer came, and it was that there is no such name. */
    private static final String[] NO_SUCH_NAME = {
        "name or service not known", "no address associated with hostname", "name does not resolve"
    };

    @Override
    public SortedSet<String> addresses(String name, Duration time) throws HostAccessException, InterruptedException {
        FutureTask<InetAddress[]> look = new FutureTask<>(() -> InetAddress.getAllByName(name));
        Thread thread = new Thread(look, "resolve");
        thread.setDaemon(true);
        thread.start();
        try {
            SortedSet<String> addresses = new TreeSet<>();
            Arrays.stream(look.get(time.toMillis(), TimeUnit.MILLISECONDS))
                    .map(PlatformNames::text)
                    .forEach(addresses::add);
            return addresses;
        } catch (TimeoutException e) {
            throw new HostAccessException(Kind.TIMED_OUT, name);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownHostException unknown && saysThereIsNone(unknown)) {
                return new TreeSet<>();
            }
            throw new HostAccessException(Kind.UNREADABLE, name);
        }
    }

    /** In another language than English nothing is concluded: a failure taken for an answer would be worse. */
    private static boolean saysThereIsNone(UnknownHostException thrown) {
        String message = String.valueOf(thrown.getMessage()).toLowerCase(Locale.ROOT);
        return Arrays.stream(NO_SUCH_NAME).anyMatch(message::endsWith);
    }

    private static String text(InetAddress address) {
        String text = address.getHostAddress();
        int zone = text.indexOf('%');
        return zone < 0 ? text : text.substring(0, zone);
    }
}
