package dev.leeway.agent.format.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
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
        assertThat(hash(library(1, 3, -1).deflated())).isEqualTo("59b2fc64920935db2debe2bbdd390021");
    }

    @Test
    void ofADeploymentOnlyClassesAndLibrariesCount() {
        TestArchive library = library(7, 2, -1);
        String plain = deployed(application(library.deflated()).with("application.yml", "password: a"));
        assertThat(deployed(application(library.stored()).with("application.yml", "password: longer")))
                .isEqualTo(plain);
        assertThat(deployed(application(library.deflated()).with("x.env", ""))).isEqualTo(plain);
        assertThat(deployed(application(library.deflated()).withClass("a/C"))).isNotEqualTo(plain);
        assertThat(deployed(application(library(7, 2, 1).deflated()))).isNotEqualTo(plain);
    }

    /** A sum that is told as it is gives away whatever is left when all that is known is taken off. */
    @Test
    void fromTwoHashesNobodyTakesOneEntryOff() {
        Set<Long> differences = new HashSet<>();
        for (String known : new String[] {"1", "2", "3"}) {
            TestArchive without = new TestArchive().with("known", known);
            TestArchive with = new TestArchive().with("known", known).with("secret", "hunter2");
            differences.add(undone(with, 2) - undone(without, 1));
        }
        assertThat(differences).hasSize(3);
    }

    /** The first lane of the sum over {@code count} entries, if the hash told it as {@link NameHash#finish} leaves it. */
    private static long undone(TestArchive archive, long count) {
        long v = Long.parseUnsignedLong(hash(archive.deflated()).substring(0, 16), 16);
        v = (v ^ v >>> 33) * inverse(0xC4CE_B9FE_1A85_EC53L);
        v = (v ^ v >>> 33) * inverse(0xFF51_AFD7_ED55_8CCDL);
        return (v ^ v >>> 33) ^ count;
    }

    private static long inverse(long odd) {
        return BigInteger.valueOf(odd).modInverse(BigInteger.TWO.pow(64)).longValue();
    }

    private static String deployed(TestArchive archive) {
        EntryVisitor deployment = new EntryVisitor() {
            @Override
            public void visit(String of, ArchiveEntry entry) {
                // Only what it is told of counts here.
            }

            @Override
            public boolean isDeployment() {
                return true;
            }
        };
        return new ArchiveReader(ArchiveLimits.standard())
                .read(new SeekableInMemoryByteChannel(archive.deflated()), "x.jar", deployment)
                .archive()
                .content()
                .orElseThrow();
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
