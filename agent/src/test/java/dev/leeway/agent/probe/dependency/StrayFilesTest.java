package dev.leeway.agent.probe.dependency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.testing.RecordedSection;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What should not be in a deployment, by name and by content. */
class StrayFilesTest extends ServiceFilesScene {
    @Test
    void recognisesWhatShouldNotBeThereByNameAndContent() throws Exception {
        started("a");
        String key = "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASC\n-----END PRIVATE KEY-----\n";
        String certificate =
                "-----BEGIN CERTIFICATE-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASC\n-----END CERTIFICATE-----\n";
        host.file("/srv/front/server.js", LONG)
                .file("/srv/front/.env", "DB_PASSWORD=hunter2\n")
                .file("/srv/front/.env.example", "DB_PASSWORD=\n")
                .file("/srv/front/static/main.3f2a1b9c.js.map", "{}")
                .file("/srv/front/tls/server.key", key)
                .file("/srv/front/tls/server.pem", certificate)
                .file("/srv/front/tls/truststore.jks", new byte[] {(byte) 0xFE, (byte) 0xED, (byte) 0xFE, (byte) 0xED, 0
                })
                .file("/srv/front/tls/own.jks", new byte[] {(byte) 0xFE, (byte) 0xED, (byte) 0xFE, (byte) 0xED, 0})
                .file("/srv/front/server.js.bak", LONG)
                .file("/srv/front/db/init.sql", "CREATE TABLE a (b int);\n")
                .file("/srv/front/db/prod.sql", "-- MySQL dump 10.13\nINSERT INTO users VALUES (1)\n")
                .file("/srv/front/tests/a.json", "{}")
                .file("/srv/front/.git/HEAD", "ref: refs/heads/main\n");
        node().add();
        RecordedSection front = about("front");
        assertThat(front.shown("stray[environment-file]")).contains("{.env}");
        assertThat(front.shown("stray[source-map]")).contains("{static/main.{hash}.js.map}");
        assertThat(front.shown("stray[private-key]")).contains("{tls/server.key}");
        assertThat(front.shown("stray[keystore]")).contains("{tls/own.jks}");
        assertThat(front.shown("stray[backup]")).contains("{server.js.bak}");
        assertThat(front.shown("stray[database-dump]")).contains("{db/prod.sql}");
        assertThat(front.shown("stray[test-data]")).contains("{tests/}");
        assertThat(front.shown("stray[version-control]")).contains("{.git/}");
        assertThat(front.paths()).doesNotContain("file[.git%2FHEAD]/content");
        assertThat(front.toString()).doesNotContain("hunter2").doesNotContain("MIIEvQ");
    }

    @Test
    void recognisesPrivateKeysByTheirContentWhateverTheyAreCalled() throws Exception {
        started("a");
        String key = "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAA\n";
        host.file("/srv/front/server.js", LONG);
        List<String> keys = List.of(
                "deploy", "deploy.rsa", "deploy_key", "deploykey", "id_rsa.deploy", "id_rsa_prod", "tls.pem.txt");
        for (String name : keys) {
            host.file("/srv/front/" + name, key);
        }
        host.file("/srv/front/LICENSE", LONG)
                .file("/srv/front/known_key", "ssh-rsa AAAAB3Nza\n")
                .file("/srv/front/keys.md", "Such a file begins with -----BEGIN PRIVATE KEY-----\n")
                .file("/srv/front/big", key + "x".repeat(20_000));
        node().add();
        RecordedSection front = about("front");
        assertThat(front.shown("stray[private-key]")).contains("{" + String.join(", ", keys) + "}");
        assertThat(front.uncovered()).noneMatch(each -> each.startsWith("stray"));
    }

    @Test
    void recognisesStraysInsideTheArtefact() throws Exception {
        started("a");
        host.file(
                "/srv/shop/shop-web.jar",
                artefact()
                        .with("BOOT-INF/classes/static/app.js.map", "{}")
                        .with("BOOT-INF/classes/tls/a.pem", "-----BEGIN RSA PRIVATE KEY-----\nabc\n")
                        .with("BOOT-INF/classes/tls/b.pem", "-----BEGIN CERTIFICATE-----\nabc\n")
                        .bytes());
        java("shop-web.jar").add();
        RecordedSection web = about("shop-web");
        assertThat(web.shown("stray[source-map]")).contains("{shop-web.jar!/BOOT-INF/classes/static/app.js.map}");
        assertThat(web.shown("stray[private-key]")).contains("{shop-web.jar!/BOOT-INF/classes/tls/a.pem}");
    }

    @Test
    void judgesManyLargeEntriesWithoutKeepingThem() throws Exception {
        Jar jar = artefact();
        byte[] blank = new byte[1 << 20];
        for (int i = 0; i < 900; i++) {
            jar.with("BOOT-INF/classes/db/" + i + ".sql", blank);
        }
        byte[] dump = Arrays.copyOf("-- MySQL dump 10.13\n".getBytes(StandardCharsets.UTF_8), 3 << 20);
        RecordedSection web =
                withArtefact("a", jar.with("BOOT-INF/classes/db/z.sql", dump).bytes());
        assertThat(web.shown("stray[database-dump]")).contains("{shop-web.jar!/BOOT-INF/classes/db/z.sql}");
        assertThat(web.uncovered()).isEmpty();
    }

    @Test
    void takesNoPackageForTestDataAndNoPackageForVersionControl() throws Exception {
        RecordedSection web = withArtefact(
                "a",
                artefact()
                        .with("BOOT-INF/classes/com/lab/test/messages.properties", "a=b")
                        .with("com/lab/cvs/tests/a.txt", "a")
                        .bytes());
        assertThat(web.paths()).noneMatch(path -> path.startsWith("stray["));
    }

    @Test
    void recognisesStraysTooLargeToBeReadAndWrittenOtherwise() throws Exception {
        started("a");
        byte[] der = {0x30, (byte) 0x82, 4, (byte) 0xA4, 2, 1, 0, 2, (byte) 0x82, 1};
        byte[] certificate = {0x30, (byte) 0x82, 4, (byte) 0xA4, 0x30, (byte) 0x82, 3, 1, 2, 1, 0};
        host.file("/srv/front/server.js", LONG)
                .file(
                        "/srv/front/db/all.sql",
                        Arrays.copyOf(
                                "--\n-- PostgreSQL database cluster dump\n--\n".getBytes(StandardCharsets.UTF_8),
                                9 << 20))
                .file("/srv/front/tls/der.key", der)
                .file("/srv/front/tls/certificate.crt", certificate)
                .file("/srv/front/tls/marked.pem", "\uFEFF-----BEGIN PRIVATE KEY-----\nMIIE\n");
        node().add();
        RecordedSection front = about("front");
        assertThat(front.shown("stray[database-dump]")).contains("{db/all.sql}");
        assertThat(front.shown("stray[private-key]")).contains("{tls/der.key, tls/marked.pem}");
        assertThat(front.uncovered()).containsExactly("file[db%2Fall.sql]/content limit");
    }
}
