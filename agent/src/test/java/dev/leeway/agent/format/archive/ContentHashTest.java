package dev.leeway.agent.format.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ContentHashTest {
    private static final int ROUNDS = 60;

    @Test
    void repackagingChangesNothingAndOneByteOfAClassDoes() {
        for (int seed = 0; seed < ROUNDS; seed++) {
            Random random = new Random(seed);
            int classes = 1 + random.nextInt(40);
            int changed = random.nextInt(classes);
            TestArchive archive = library(seed, classes, -1);
            String before = hash(archive.deflated());

            assertThat(hash(archive.repacked(random))).as("seed %s", seed).isEqualTo(before);
            assertThat(hash(archive.stored())).as("seed %s", seed).isEqualTo(before);
            assertThat(hash(library(seed, classes, changed).repacked(random)))
                    .as("seed %s", seed)
                    .isNotEqualTo(before);
        }
    }

    @Test
    void repackagingALibraryWithinAnApplicationChangesNothingAndOneByteInItDoes() {
        for (int seed = 0; seed < ROUNDS; seed++) {
            Random random = new Random(seed);
            TestArchive inner = library(seed, 5, -1);
            String before = hash(application(inner.deflated()).stored());

            assertThat(hash(application(inner.repacked(random)).repacked(random)))
                    .isEqualTo(before);
            assertThat(hash(application(library(seed, 5, 2).deflated()).stored()))
                    .isNotEqualTo(before);
        }
    }

    @Test
    void aRebuildByAnotherPersonAtAnotherTimeIsTheSame() {
        byte[] one = new TestArchive()
                .withManifest("Created-By: Maven 3.8", "Built-By: ann", "Build-Jdk: 17.0.1", "Main-Class: a.B")
                .with("META-INF/maven/g/a/pom.properties", "#Mon Jan 1\ngroupId=g\nartifactId=a\nversion=1\n")
                .with("META-INF/build-info.properties", "build.time=2026-01-01T00\\:00\\:00Z\nbuild.name=a\n")
                .withClass("a/B")
                .deflated();
        byte[] other = new TestArchive()
                .with("META-INF/maven/g/a/pom.properties", "#Tue Feb 2\nversion=1\ngroupId=g\nartifactId=a\n")
                .withManifest("Main-Class: a.B", "Created-By: Gradle", "Built-By: bob", "Bnd-LastModified: 17")
                .with("META-INF/build-info.properties", "build.name=a\nbuild.time=2027-01-01T00\\:00\\:00Z\n")
                .withClass("a/B")
                .with("META-INF/A.SF", "signed")
                .with("META-INF/A.RSA", "signed")
                .deflated();

        assertThat(hash(other)).isEqualTo(hash(one));
    }

    @Test
    void anotherMainClassOrAnotherVersionIsNotTheSame() {
        String one = hash(new TestArchive()
                .withManifest("Main-Class: a.B")
                .withPom("g", "a", "1")
                .deflated());

        assertThat(hash(new TestArchive()
                        .withManifest("Main-Class: a.C")
                        .withPom("g", "a", "1")
                        .deflated()))
                .isNotEqualTo(one);
        assertThat(hash(new TestArchive()
                        .withManifest("Main-Class: a.B")
                        .withPom("g", "a", "2")
                        .deflated()))
                .isNotEqualTo(one);
    }

    @Test
    void renamedSwappedAddedAndRemovedEntriesAreAllToldApart() {
        Set<String> hashes = new HashSet<>();
        hashes.add(hash(new TestArchive().with("a", "1").with("b", "2").deflated()));
        hashes.add(hash(new TestArchive().with("a", "2").with("b", "1").deflated()));
        hashes.add(hash(new TestArchive().with("a", "1").with("c", "2").deflated()));
        hashes.add(hash(new TestArchive().with("a", "1").deflated()));
        hashes.add(hash(
                new TestArchive().with("a", "1").with("b", "2").with("c", "").deflated()));
        hashes.add(hash(new TestArchive().with("ab", "1").with("", "2").stored()));

        assertThat(hashes).hasSize(6);
    }

    @Test
    void theHashOfAnArchiveIsTheSameInEveryRelease() {
        assertThat(hash(library(1, 3, -1).deflated())).isEqualTo("5576115adc136180a3eb6198aa9cc768");
    }

    private static TestArchive application(byte[] library) {
        return new TestArchive()
                .withManifest("Main-Class: org.springframework.boot.loader.JarLauncher")
                .with("BOOT-INF/lib/lib-1.jar", library)
                .with("BOOT-INF/classes/a/B.class", "b");
    }

    private static TestArchive library(int seed, int classes, int changed) {
        Random random = new Random(seed);
        TestArchive archive = new TestArchive().withManifest("Built-By: x").withPom("g", "lib", "1");
        for (int i = 0; i < classes; i++) {
            byte[] content = new byte[1 + random.nextInt(300)];
            random.nextBytes(content);
            if (i == changed) {
                content[content.length / 2] ^= 1;
            }
            archive.with("org/shop/C" + i + ".class", content);
        }
        return archive;
    }

    private static String hash(byte[] archive) {
        return TestArchive.read(archive, "x.jar").archive().content().orElseThrow();
    }
}
