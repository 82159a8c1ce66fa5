package dev.leeway.agent.probe.jdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.agent.format.Certificate;
import dev.leeway.agent.format.MalformedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class TrustStoreTest {
    private static final List<String> SUBJECTS =
            List.of("CN=Example Root CA,O=Example / Trust,C=NL", "DC=example,OU=Prüfung,C=DE");

    private static List<String> subjects(byte[] store) throws MalformedException {
        return TrustStore.read(store).certificates().stream()
                .map(Certificate::subject)
                .sorted()
                .toList();
    }

    @Test
    void readsEveryFormatJavaWrites() throws MalformedException {
        assertThat(subjects(Stores.jks(Stores.certificates()))).isEqualTo(SUBJECTS);
        assertThat(subjects(Stores.openPkcs12(Stores.certificates()))).isEqualTo(SUBJECTS);
        assertThat(subjects(Stores.encryptedPkcs12(Stores.certificates(), "changeit")))
                .isEqualTo(SUBJECTS);
        assertThat(TrustStore.read(Stores.openPkcs12(List.of())).certificates()).isEmpty();
    }

    @Test
    void opensAStoreWithoutPasswordWithoutThePlatform() throws MalformedException {
        Pkcs12Store store = Pkcs12Store.read(Stores.openPkcs12(Stores.certificates()));
        assertThat(store.encrypted()).isFalse();
        assertThat(store.certificates()).hasSize(2);
    }

    @Test
    void refusesAPasswordOfItsOwnWithoutNamingAny() {
        byte[] store = Stores.encryptedPkcs12(Stores.certificates(), "hunter2-hunter2");
        assertThatThrownBy(() -> TrustStore.read(store))
                .isInstanceOf(MalformedException.class)
                .hasMessageNotContaining("hunter2")
                .hasNoCause();
    }

    @Test
    void refusesAStoreThatWouldTakeLongToOpen() {
        byte[] store = Stores.slowPkcs12(Stores.certificates());
        assertThatThrownBy(() -> TrustStore.read(store))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("rounds");
    }

    /** The platform's own reader is the judge, over the store this test's Java came with. */
    @Test
    void agreesWithThePlatformOnTheStoreOfThisJava() throws Exception {
        byte[] content = Files.readAllBytes(Path.of(System.getProperty("java.home"), "lib/security/cacerts"));
        TrustStore store = TrustStore.read(content);
        Collections.list(Stores.load(store.format(), content).aliases());
        assertThat(store.certificates())
                .hasSize(Stores.load(store.format(), content).size())
                .isNotEmpty();
    }

    @Test
    @Timeout(30)
    void survivesDamagedStores() throws MalformedException {
        for (Function<List<java.security.cert.Certificate>, byte[]> writer :
                List.<Function<List<java.security.cert.Certificate>, byte[]>>of(Stores::jks, Stores::openPkcs12)) {
            byte[] whole = writer.apply(Stores.certificates());
            Random random = new Random(5);
            for (int i = 0; i < 5000; i++) {
                byte[] damaged =
                        random.nextBoolean() ? whole.clone() : Arrays.copyOf(whole, random.nextInt(whole.length));
                for (int j = 0; j < 2 && damaged.length > 0; j++) {
                    damaged[random.nextInt(Math.min(damaged.length, 400))] = (byte) random.nextInt();
                }
                try {
                    assertThat(TrustStore.read(damaged).certificates()).hasSizeLessThan(4000);
                } catch (MalformedException expected) {
                    assertThat(expected.getMessage()).startsWith("expected ");
                }
            }
        }
    }
}
