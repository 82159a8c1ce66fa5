package dev.leeway.agent.probe.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.spi.CertificateSettings;
import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.agent.spi.HostSettings;
import dev.leeway.agent.spi.Probe;
import dev.leeway.agent.testing.FixtureHost;
import dev.leeway.agent.testing.ProbeContract;
import dev.leeway.agent.testing.RecordedSection;
import dev.leeway.agent.testing.RecordingRecorder;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateProbeTest extends ProbeContract {
    /** Signed by itself for "CN=test" from 2026 to 2126, with a key on Ed25519. */
    private static final String PEM =
            "-----BEGIN CERTIFICATE-----\n" + "MIIBNDCB56ADAgECAhQJ4TFfyzBFfZEJJ1g5PKywkyDcOjAFBgMrZXAwDzENMAsG\n"
                    + "A1UEAwwEdGVzdDAgFw0yNjExMjEyMTMxMTVaGA8yMTI2MTAyODIxMzExNVowDzEN\n"
                    + "MAsGA1UEAwwEdGVzdDAqMAUGAytlcAMhAA3UREIuJd3VOKrnFepVs8YaMDnjEjbJ\n"
                    + "WK4dxmUQz+0to1MwUTAdBgNVHQ4EFgQUJWV4CNbTigh/HRzqvo+XHw7iZCwwHwYD\n"
                    + "VR0jBBgwFoAUJWV4CNbTigh/HRzqvo+XHw7iZCwwDwYDVR0TAQH/BAUwAwEB/zAF\n"
                    + "BgMrZXADQQABAxIg3MyozfUEtR1pk8xqh/aRNeZz96xcTZrMOCal50+s2cFFpq80\n"
                    + "Fph3muW7N8deonh68YJ0xA7/ET4XWvcP\n" + "-----END CERTIFICATE-----\n";

    @Override
    protected Probe probe() {
        return new CertificateProbe();
    }

    @Override
    protected FixtureHost richHost(Path directory) {
        return named(FixtureHost.in(directory).file("/etc/shop.pem", PEM).file("/etc/shop.key", "x"), "/etc/shop.pem");
    }

    private static FixtureHost named(FixtureHost host, String file) {
        return host.settings(HostSettings.NONE.with(
                new CertificateSettings(List.of(new CertificateSettings.Place(file, Optional.of("shop"))))));
    }

    private RecordedSection seen(FixtureHost host) throws Exception {
        return RecordingRecorder.of(probe(), host).about("shop");
    }

    @Test
    void tellsWhatACertificateSaysOfItself(@TempDir Path directory) throws Exception {
        RecordedSection shop = seen(richHost(directory));
        String entry = "store[%2Fetc%2Fshop.pem]/entry[leaf]/";
        assertThat(shop.shown(entry + "subject")).contains("CN=test");
        assertThat(shop.shown(entry + "key/type")).contains("Ed25519");
        assertThat(shop.shown(entry + "signature")).contains("Ed25519");
        assertThat(shop.shown(entry + "chain")).contains("self-signed");
        assertThat(shop.shown(entry + "expiry")).contains("over-90-days");
        assertThat(seen(richHost(directory).at(Instant.parse("2200-01-01T00:00:00Z")))
                        .shown(entry + "due[expired]"))
                .isPresent();
        assertThat(seen(richHost(directory).at(Instant.parse("2019-01-01T00:00:00Z")))
                        .shown(entry + "not-before"))
                .isPresent();
    }

    @Test
    void leavesTheEntriesOfALongListUnknown(@TempDir Path directory) throws Exception {
        FixtureHost host = named(FixtureHost.in(directory).file("/etc/many.pem", PEM.repeat(51)), "/etc/many.pem");
        assertThat(seen(host).shown("store[%2Fetc%2Fmany.pem]/count")).contains("51");
        assertThat(seen(host).uncovered())
                .containsExactly("store[%2Fetc%2Fmany.pem]/entry[*]/** " + Kind.TOO_LARGE.text());
    }

    @Test
    void saysSoOfAFileThatIsNotThereOrIsNone(@TempDir Path directory) throws Exception {
        FixtureHost host = named(FixtureHost.in(directory), "/etc/none.pem");
        assertThat(seen(host).uncovered()).containsExactly("store[%2Fetc%2Fnone.pem]/** unreadable");
        host.file("/etc/none.pem", "hunter2");
        assertThat(seen(host).uncovered()).containsExactly("store[%2Fetc%2Fnone.pem]/** format");
        host.file("/etc/none.pem", PEM.substring(0, 300));
        assertThat(seen(host).uncovered()).containsExactly("store[%2Fetc%2Fnone.pem]/entry[*]/** format");
    }
}
